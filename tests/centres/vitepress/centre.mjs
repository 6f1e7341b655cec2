// VitePress, a Vue application over Markdown, rendered ahead and then routed in the page.
export default {
  tool: "VitePress",
  install: (room) => room.npm(),
  build: (room) => room.run("npm", ["run", "build"]),
  serve: (room) => room.folder("docs/.vitepress/dist"),
  page: "/login",
  away: ".VPSidebar a[href='/']",
  back: ".VPSidebar a[href^='/login']",
  dark: (page) => page.locator(".VPNavBarAppearance button").click(),
};
