module.exports = {
  title: "Kestrel help",
  url: "https://help.example.com",
  baseUrl: "/",
  onBrokenLinks: "throw",
  scripts: [{ src: "/login-help/login-help.js", type: "module" }],
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false, theme: { customCss: "./src/css/site.css" } }]],
  themeConfig: { navbar: { title: "Kestrel help" } },
};
