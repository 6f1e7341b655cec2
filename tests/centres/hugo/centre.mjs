// Hugo, whose pages are loaded one by one.
export default {
  tool: "Hugo",
  debian: ["hugo"],
  install: (room) => room.unpack("static/login-help"),
  build: (room) => room.run("hugo", ["--cleanDestinationDir"]),
  serve: (room) => room.folder("public"),
  page: "/login/",
  away: "nav a[href='/']",
  back: "nav a[href='/login/']",
  dark: (page) => page.locator("#dark").click(),
};
