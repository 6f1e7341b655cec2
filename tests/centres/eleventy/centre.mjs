// Eleventy with Turbo, which puts the next page's body in the place of this one's.
export default {
  tool: "Eleventy, Turbo",
  install: (room) => room.npm(),
  build: (room) => room.run("npm", ["run", "build"]),
  serve: (room) => room.folder("_site"),
  page: "/login/",
  away: "nav a[href='/']",
  back: "nav a[href='/login/']",
  dark: (page) => page.locator("#dark").click(),
};
