// SvelteKit, rendered ahead and then routed in the page.
export default {
  tool: "SvelteKit",
  install: (room) => room.npm(),
  build: (room) => room.run("npm", ["run", "build"]),
  serve: (room) => room.folder("build"),
  page: "/login",
  away: "nav a[href='/']",
  back: "nav a[href='/login']",
  dark: (page) => page.locator("#dark").click(),
};
