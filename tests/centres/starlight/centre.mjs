// Astro Starlight with Astro's router, which swaps pages under a view transition.
export default {
  tool: "Astro Starlight",
  install: (room) => room.npm(),
  build: (room) => room.run("npm", ["run", "build"]),
  serve: (room) => room.folder("dist"),
  development: (room) => room.server("node_modules/.bin/astro", ["dev", "--host", "127.0.0.1", "--port", "PORT"], { ASTRO_TELEMETRY_DISABLED: "1" }),
  page: "/login/",
  away: "nav.sidebar a[href='/']",
  back: "nav.sidebar a[href='/login/']",
  dark: (page, wanted) => page.locator("starlight-theme-select select:visible").selectOption(wanted),
};
