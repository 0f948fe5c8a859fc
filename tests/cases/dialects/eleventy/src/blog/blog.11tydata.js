module.exports = {
  layout: "post.njk",
  tags: ["posts", "From folder"],
  author: "Folder Author",
  permalink: "/{{ page.date | date: '%Y/%-m' }}/{{ short or title | slugify }}/index.html",
  eleventyComputed: {
    title: (data) => data.title || "computed",
  },
};
