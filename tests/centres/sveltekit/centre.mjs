// SvelteKit, rendered ahead and then routed in the page.
export default {
  tool: "SvelteKit",
  install: (room) => room.npm(),
  build: (room) => room.run("npm", ["run", "build"]),
  serve: (room) => room.folder("build"),
  development: (room) => room.server("node_modules/.bin/vite", ["dev", "--host", "127.0.0.1", "--port", "PORT"]),
  page: "/login",
  away: "nav a[href='/']",
  back: "nav a[href='/login']",
  dark: (page) => page.locator("#dark").click(),
};
