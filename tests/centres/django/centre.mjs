// Django: pages made with the template of its admin site, hashed static files, and a strict policy from a middleware.
export default {
  tool: "Django",
  debian: ["python3-venv"],
  install: (room) => {
    room.pip();
    room.unpack("centre/static/login-help");
  },
  build: (room) => {
    room.run("venv/bin/python", ["manage.py", "check", "--fail-level", "WARNING"]);
    room.run("venv/bin/python", ["manage.py", "migrate"]);
    room.run("venv/bin/python", ["manage.py", "collectstatic", "--no-input", "--clear"]);
  },
  serve: (room) => room.server("venv/bin/python", ["manage.py", "runserver", "--noreload", "--nostatic", "127.0.0.1:PORT"]),
  page: "/login-help/",
  away: "#content a[href='/']",
  back: "a[href='/login-help/']",
  // The switch goes round: the system's, light, dark.
  dark: async (page, wanted) => {
    while ((await page.locator("html").getAttribute("data-theme")) !== wanted) await page.locator(".theme-toggle:visible").click();
  },
};
