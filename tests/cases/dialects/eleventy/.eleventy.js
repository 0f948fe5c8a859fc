module.exports = (config) => ({ dir: { input: "src", output: "_site" } });
