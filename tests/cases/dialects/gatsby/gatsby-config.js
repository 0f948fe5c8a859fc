module.exports = {
  siteMetadata: {
    title: `Gatsby Cases`,
    description: "Cases.",
    siteUrl: `https://gatsby.example/`,
  },
}
