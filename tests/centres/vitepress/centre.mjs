// VitePress, a Vue application over Markdown, rendered ahead and then routed in the page.
export default {
  tool: "VitePress",
  install: (room) => room.npm(),
  build: (room) => room.run("npm", ["run", "build"]),
  serve: (room) => room.folder("docs/.vitepress/dist"),
  development: (room) => room.server("node_modules/.bin/vitepress", ["dev", "docs", "--host", "127.0.0.1", "--port", "PORT"]),
  page: "/login",
  away: ".VPSidebar a[href='/']",
  back: ".VPSidebar a[href^='/login']",
  dark: (page) => page.locator(".VPNavBarAppearance button").click(),
};
