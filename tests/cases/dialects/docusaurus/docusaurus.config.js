module.exports = {
  title: "Docusaurus Cases",
  tagline: "In short",
  url: "https://docusaurus.example",
  baseUrl: "/",
  presets: [["classic", { blog: { showReadingTime: true } }]],
};
