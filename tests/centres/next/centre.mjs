// Next.js: server components, its own router, and React's strict mode.
export default {
  tool: "Next.js",
  install: (room) => room.npm(),
  build: (room) => room.run("npm", ["run", "build"], { NEXT_TELEMETRY_DISABLED: "1" }),
  serve: (room) => room.server("node_modules/.bin/next", ["start", "--hostname", "127.0.0.1", "--port", "PORT"]),
  // Strict mode mounts everything twice, and in development alone.
  development: (room) => room.server("node_modules/.bin/next", ["dev", "--hostname", "127.0.0.1", "--port", "PORT"], { NEXT_TELEMETRY_DISABLED: "1" }),
  page: "/login",
  away: "nav a[href='/']",
  back: "nav a[href='/login']",
  dark: (page) => page.locator("#dark").click(),
};
