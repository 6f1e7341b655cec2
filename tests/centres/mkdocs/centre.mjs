// MkDocs Material, which takes the next page's content in without loading a page (instant navigation).
export default {
  tool: "MkDocs Material",
  debian: ["python3-venv"],
  install: (room) => {
    room.pip();
    room.unpack("docs/login-help");
  },
  build: (room) => room.run("venv/bin/mkdocs", ["build", "--strict"]),
  serve: (room) => room.folder("site"),
  page: "/login/",
  away: ".md-nav--primary .md-nav__link:has-text('Welcome')",
  back: ".md-nav--primary .md-nav__link:has-text('Trouble')",
  dark: (page) => page.locator("label.md-header__button:visible[title=Dark], label.md-header__button:visible[title=Light]").click(),
};
