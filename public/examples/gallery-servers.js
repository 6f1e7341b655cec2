// What the gallery has in the place of a network, a clock and a clipboard, so that it is the same wherever and whenever it
// is opened. Comes before the widget.

const NOW = Date.UTC(2026, 10, 24, 9, 30);
const SystemDate = Date;

/** A clock that stands still, or the summary would tell another time in every picture. */
globalThis.Date = class extends SystemDate {
  constructor(...given) {
    super(...(given.length ? given : [NOW]));
  }

  static now() {
    return NOW;
  }
};

const never = () => new Promise(() => {});
const answer = (body, init) => new Response(body && JSON.stringify(body), init);

/** A promise that a step of some entry keeps. */
const gate = () => {
  const kept = {};
  kept.promise = new Promise((open) => (kept.open = open));
  return kept;
};
export const lateNews = gate();
export const lateFault = gate();

const status = (list, name, state) => ({
  page: { url: "https://status.example.com" },
  components: [],
  [list]: [{ name, status: state, shortlink: "https://status.example.com/1", components: [{ name: "Login" }] }],
});

const DEFAULT = new URL("../articles/sendgrid-login/", import.meta.url);

/** What is answered at each address; an article of which only the first question comes begins as the default one. */
const SERVERS = {
  "account/mail": () => answer({ emailed: true }, { status: 202 }),
  "account/banned": () => answer({ facts: { account: "banned" } }),
  "account/locked": () => answer({ facts: { account: "locked" } }),
  "account/late": () => lateNews.promise.then(() => answer({ facts: { account: "banned" } })),
  "account/slow": never,
  "account/busy": () => answer({}, { status: 429, headers: { "retry-after": "30" } }),
  "account/silent": () => answer({}, { status: 500 }),
  "service/incident": () => answer(status("incidents", "Some logins are refused with error 503", "investigating")),
  "service/maintenance": () => answer(status("scheduled_maintenances", "The login moves to new machines", "in_progress")),
  feedback: () => answer(null, { status: 204 }),
  "slow/first.json": () => online(new URL("first.json", DEFAULT)),
  "slow/": never,
  "faulty/first.json": () => online(new URL("first.json", DEFAULT)),
  "faulty/": () => lateFault.promise.then(() => answer("no article")),
  "missing/": () => answer(null, { status: 404 }),
};

const online = globalThis.fetch.bind(globalThis);
globalThis.fetch = async (request, init) => {
  const { pathname } = new URL(request.url ?? request, document.baseURI);
  const [, path] = pathname.split("/gallery/");
  if (path === undefined) return online(request, init);
  const found = Object.keys(SERVERS).find((at) => (at.endsWith("/") ? path.startsWith(at) : path === at));
  return SERVERS[found]();
};

// A browser lets only the page in front write there.
Object.defineProperty(navigator, "clipboard", { value: { writeText: async () => {} } });
