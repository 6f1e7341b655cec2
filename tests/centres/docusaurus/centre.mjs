// Docusaurus: React, rendered by its build and then hydrated and routed in the page.
export default {
  tool: "Docusaurus",
  install: (room) => room.npm(),
  build: (room) => room.run("npm", ["run", "build"]),
  serve: (room) => room.folder("build"),
  development: (room) => room.server("node_modules/.bin/docusaurus", ["start", "--no-open", "--host", "127.0.0.1", "--port", "PORT"]),
  page: "/login",
  away: ".menu a[href='/']",
  back: ".menu a[href='/login']",
  // The switch goes round: the system's, light, dark.
  dark: async (page, wanted) => {
    while ((await page.locator("html").getAttribute("data-theme-choice")) !== wanted) await page.locator("button[class*=toggleButton]").first().click();
  },
};
