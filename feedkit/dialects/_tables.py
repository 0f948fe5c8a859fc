"""Which keys mean what: the names that generators and their themes share; a dialect says where it differs."""

from __future__ import annotations

from typing import Literal

from feedkit.quick_dataclasses import dataclass

# Astro: https://docs.astro.build/en/guides/content-collections/ · Gatsby: https://www.gatsbyjs.com/docs/how-to/routing/adding-markdown-pages/
# Ghost: https://ghost.org/docs/migration/custom/ · Jekyll: https://jekyllrb.com/docs/front-matter/
# Hugo: https://gohugo.io/content-management/front-matter/ · Hexo: https://hexo.io/docs/front-matter
# minimal-mistakes: https://mmistakes.github.io/minimal-mistakes/docs/layouts/#headers
# Congo and PaperMod for covers: https://github.com/adityatelange/hugo-PaperMod/wiki/Variables
IMAGES = (
    "image", "cover", "coverimage", "cover_image", "cover-image", "featured_image", "featuredimage", "featured-image",
    "featureimage", "feature_image", "feature-image", "hero", "heroimage", "hero_image", "hero-image", "thumbnail", "thumb",
    "banner", "banner_image", "header_image", "headerimage", "header-img", "og_image", "ogimage", "og-image", "socialimage",
    "social_image", "social-image", "teaser", "photo", "picture", "preview", "previewimage", "images", "img", "header",
    "background", "card_image", "share_image", "shareimage", "post_image", "postimage", "lead_image", "top_img", "featured", "ogimageurl", "og_image_url", "imageurl", "image_url", "coverurl", "cover_url",
)  # fmt: skip
ALTS = (
    "image_alt", "imagealt", "image-alt", "cover_alt", "coveralt", "hero_alt", "heroalt", "heroimagealt", "alt", "image_description",
    "thumbnail_alt", "banner_alt", "featured_image_alt", "featuredimagealt", "imagedescription", "coverimagealt", "og_image_alt",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The keys of a dialect by what they mean, all in lower case; the first that holds something counts."""

    title: tuple[str, ...] = ("title", "headline")
    date: tuple[str, ...] = (
        "date", "published", "pubdate", "publishdate", "published_at", "publishedat", "published_date", "publisheddate",
        "publish_date", "pub_date", "date_published", "datepublished", "created", "created_at", "createdat", "datetime",
        "date_created", "creation_date", "posted", "timestamp", "publication_date", "published_on", "publishedon",
    )  # fmt: skip
    updated: tuple[str, ...] = (
        "updated", "lastmod", "modified", "updateddate", "updated_at", "updatedat", "modified_date", "last_modified_at",
        "last_modified", "lastmodified", "last_updated", "lastupdated", "date_modified", "datemodified", "date_updated",
        "moddatetime", "modified_at", "updated_date", "updated-date", "update_date", "edited", "revised", "update",
    )  # fmt: skip
    expires: tuple[str, ...] = ("expires", "expirydate", "expiry_date", "unpublishdate")
    authors: tuple[str, ...] = ("authors", "author", "by", "byline", "author_name", "authorname", "writer", "creator")
    tags: tuple[str, ...] = ("tags", "tag")
    """Not `keywords`: they are for search engines, and no tags in any of these generators."""
    category: tuple[str, ...] = ("category", "categories", "section")
    summary: tuple[str, ...] = (
        "summary", "description", "excerpt", "abstract", "lead", "intro", "teaser_text", "blurb", "tagline", "subtitle",
        "subtitulo", "deck", "dek", "standfirst", "meta_description", "metadescription", "seo_description", "desc",
    )  # fmt: skip
    images: tuple[str, ...] = IMAGES
    alts: tuple[str, ...] = ALTS
    language: tuple[str, ...] = ("lang", "language", "locale")
    draft: tuple[str, ...] = ("draft", "isdraft", "is_draft", "unlisted", "private")
    splits_tags: Literal["", ",", " "] = ","
    """At what a text of several tags is split; lists are never split."""
    splits_authors: Literal["", ","] = ""
    utc: bool = False
    """Whether a date without a zone is in UTC whatever the site's zone is."""
    day_first: bool = False
    """Whether 3/4/2020 is in April."""
    root_images: bool = True
    """Whether a picture's bare path begins at the root of the site when no such file lies beside the article."""
    heading_titles: Literal["", "any", "top"] = "any"
    """Which heading names an article without title: the first one of all, one of the first level above all text, or none."""
    empty_hides: bool = False
    """Whether `published:` without a value keeps an article back, as `published: false` does."""
