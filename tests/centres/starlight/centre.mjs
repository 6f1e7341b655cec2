// Astro Starlight with Astro's router, which swaps pages under a view transition.
export default {
  tool: "Astro Starlight",
  install: (room) => room.npm(),
  build: (room) => room.run("npm", ["run", "build"]),
  serve: (room) => room.folder("dist"),
  page: "/login/",
  away: "nav.sidebar a[href='/']",
  back: "nav.sidebar a[href='/login/']",
  dark: (page, wanted) => page.locator("starlight-theme-select select:visible").selectOption(wanted),
};
