// What the Rust half asks of a browser and no element is needed for (src/embed/shell.rs). It comes with the program, so
// that the shell stays small.

/** Where feedback waits to be sent: on the device or, where a browser keeps nothing, until the page is left. */
let shelf = {};
try {
  shelf = localStorage;
} catch {
  // It is forbidden here.
}

/** The leaves of a JSON value, each with the path to it. */
const leaves = (value, path = "") =>
  Object(value) === value && Object.keys(value).length
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, path ? `${path}/${name}` : name))
    : [[path, Object(value) === value ? "" : String(value)]];

/** JSON that comes in; what is longer than a server of ours may answer is not read on. */
async function readJson(body) {
  const reader = body.getReader();
  // An aborted call ends here by itself, but not in WebKit.
  setTimeout(() => reader.cancel().catch(() => {}), 5000);
  const chunks = [];
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return JSON.parse(await new Blob(chunks).text());
    chunks.push(value);
    length += value.length;
    if (length > 65536) {
      reader.cancel();
      throw new RangeError("the answer is longer than 64 KiB");
    }
  }
}

const formats = {};

/** What writes dates in a language. */
const dates = (lang) => (formats[lang] ??= new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }));

export const browser = {
  page: () => location.origin + location.pathname,
  day: (day, lang) => dates(lang).format(new Date(day)),
  wait: (seconds, lang) => new Intl.RelativeTimeFormat(lang).format(seconds, "second"),
  leaves: async (body) => leaves(await readJson(body)),
  stored: (server) => shelf[`login-help ${server}`] ?? "",
  store: (server, text) => {
    const kept = { [`login-help ${server}`]: text };
    try {
      Object.assign(shelf, kept);
    } catch {
      shelf = kept;
    }
  },
  alone: () =>
    new Promise((held, failed) => {
      // Only a page that came over HTTPS has locks.
      if (!navigator.locks) return failed();
      // What another page has stored is seen here a moment later.
      navigator.locks.request("login-help", () => new Promise((release) => setTimeout(held, 200, release)));
    }),
  release: (held) => held(),
  warn: (what) => console.warn(`login-help: ${what}`),
};
