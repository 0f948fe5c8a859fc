BLOG_AUTHOR = "Ida Brandt"
BLOG_TITLE = "Nikola Cases"
SITE_URL = "https://nikola.example/"
BLOG_EMAIL = "ida@nikola.example"
BLOG_DESCRIPTION = "A blog."
DEFAULT_LANG = "en"
TRANSLATIONS = {DEFAULT_LANG: "", "de": "./de"}
TIMEZONE = "Europe/Berlin"
POSTS = (
    ("posts/*.rst", "posts", "post.tmpl"),
    ("posts/*.md", "posts", "post.tmpl"),
    ("posts/*.ipynb", "posts", "post.tmpl"),
    ("posts/*.txt", "posts", "post.tmpl"),
    ("posts/*.html", "posts", "post.tmpl"),
)
PAGES = (("pages/*.rst", "", "page.tmpl"),)
