// The gallery: every screen and state of the widget on one page. Each entry is a real widget, brought to its screen by the
// attributes and the presses below, through the data- hooks of its contract.

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

// --- Servers that need no network ---------------------------------------------------------------------------

const never = () => new Promise(() => {});
const answer = (body, init) => new Response(body && JSON.stringify(body), init);

/** A promise that a step below keeps. */
const gate = () => {
  const kept = {};
  kept.promise = new Promise((open) => (kept.open = open));
  return kept;
};
const lateNews = gate();
const lateFault = gate();

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

// --- Steps ----------------------------------------------------------------------------------------------------

/** Until what the last step set off has run and is painted. */
const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(() => setTimeout(done)))));

/** What is there for the selector, once it is. */
async function found(widget, selector) {
  for (let tries = 0; tries < 600; tries++) {
    const part = widget.shadowRoot?.querySelector(selector);
    if (part) return part;
    await settled();
  }
  throw new Error(`${widget.parentElement.id}: there is no ${selector}`);
}

const press = (selector) => async (widget) => (await found(widget, selector)).click();
const choose = (...answers) => answers.map((id) => press(`[data-answer=${id}]`));
const shows = (selector) => (widget) => found(widget, selector);
const opens = ({ open }) => () => open();
const type = (text) => async (widget) => {
  const field = await found(widget, "[data-email], [data-message]");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const submit = (text) => [type(text), press("[data-submit]")];
/** The summary tells where the page is, which differs from server to server. */
const placed = async (widget) => {
  const summary = await found(widget, "[data-summary]");
  summary.value = summary.value.replaceAll(location.origin, "https://www.example.com");
};
const failed = (widget) => found(widget, "slot:not([hidden]), [data-again]");

// --- Entries --------------------------------------------------------------------------------------------------

const account = (name) => ({ "account-status-url": `/gallery/account/${name}` });
const service = (name) => ({ "service-status-url": `/gallery/service/${name}` });
/** A first question with fewer answers. */
const short = { facts: "symptom=rejected" };
const feedback = { "feedback-url": "/gallery/feedback" };
const long = { article: new URL("articles/long-words/", import.meta.url).href };
const ADDRESS = "ada@gmail.com";
const RESET = choose("forgot-password", "direct", "password");

/**
 * By group, each entry: its name, its caption, the element's attributes, and the steps. An entry that `fails` or `waits`
 * has no widget; of one with a `top`, only so many rem are of interest; of a forced one, every control is to be shown in that
 * state, which only the browser's own tools can do.
 */
const GROUPS = {
  questions: [
    { name: "first", caption: "The first question" },
    {
      name: "beside", caption: "The first question, and beside it the field for an address",
      attributes: account("slow"),
    },
    {
      name: "asking", caption: "While the server is asked",
      attributes: { ...short, ...account("slow") },
      steps: [submit(ADDRESS), shows(".beside [role=status]:not(:empty)")],
    },
    {
      name: "busy-server", caption: "A server that wants to be left alone", top: 16,
      attributes: { ...short, ...account("busy") },
      steps: [submit(ADDRESS), shows(".notice:not(:empty)")],
    },
    {
      name: "silent-server", caption: "A server that can’t say more", top: 16,
      attributes: { ...short, ...account("silent") },
      steps: [submit(ADDRESS), shows(".notice:not(:empty)")],
    },
    {
      name: "wrong-address", caption: "An address in which something is wrong",
      attributes: { ...short, ...account("slow") },
      steps: [submit("ada.example.com")],
    },
    {
      name: "typo", caption: "An address that is probably meant otherwise",
      attributes: { ...short, ...account("slow") },
      steps: [submit("ada@gmial.com"), shows(".suggestion")],
    },
    {
      name: "by-email", caption: "A question by email",
      attributes: { ...long, ...account("slow") },
      steps: [choose("by-email")],
    },
    { name: "later", caption: "A later question, with the answers below", steps: [choose("forgot-password")] },
    {
      name: "changing", caption: "Another answer to an earlier question",
      steps: [choose("rejected", "shared"), press("[data-change=history]")],
    },
    {
      name: "interruption", caption: "The one question before a risky remedy",
      steps: [choose("forgot-password", "direct")],
    },
  ],
  messages: [
    { name: "message", caption: "The box for messages", steps: [choose("error")] },
    {
      name: "message-empty", caption: "The box for messages, sent empty", top: 30,
      steps: [choose("error"), press("[data-submit]")],
    },
    {
      name: "message-unknown", caption: "After a message that nobody knows", top: 16,
      steps: [choose("error"), submit("Fault 0xC0DE in module login"), shows(".notice:not(:empty)")],
    },
  ],
  remedies: [
    { name: "warning", caption: "With warnings before the action", steps: [RESET] },
    {
      name: "spared", caption: "With a warning that doesn’t hold taken away", top: 26,
      steps: [choose("forgot-password", "direct", "api-keys")],
    },
    { name: "advice", caption: "With advice and no action", steps: [choose("rejected", "shared")] },
    {
      name: "noted", caption: "The next one, after the first did not help", top: 20,
      steps: [choose("rejected", "mine", "twilio"), press("[data-solved=no]"), choose("unsure")],
    },
    { name: "by-page", caption: "Because the page knows", attributes: { facts: "symptom=error error=revoked-key" } },
    { name: "bare", caption: "As short as can be", attributes: long, steps: [choose("bare")] },
  ],
  mail: [
    {
      name: "inbox", caption: "With the way to an inbox",
      steps: [choose("new"), submit(ADDRESS), shows("[data-inbox]")],
    },
    {
      name: "inbox-unknown", caption: "With an inbox that may be anybody’s, and no mail yet",
      steps: [choose("new"), submit("ada@example.org"), shows("[data-inbox]"), press(".inbox summary")],
    },
    {
      name: "mailed", caption: "A mail on its way",
      attributes: { ...short, ...account("mail") },
      steps: [submit(ADDRESS), shows("[data-mailed]")],
    },
    {
      name: "not-mailed", caption: "A mail that does not come",
      attributes: { ...short, ...account("mail") },
      steps: [submit("ada@example.org"), shows("[data-mailed]"), press("[data-mailed] summary")],
    },
  ],
  servers: [
    {
      name: "by-server", caption: "Because the server says so",
      attributes: { ...short, ...account("banned") },
      steps: [submit(ADDRESS), shows("[data-deny]")],
    },
    {
      name: "trouble-late", caption: "Trouble with the service that is told late",
      attributes: { ...short, ...service("incident") },
      steps: [shows(".late [data-trouble]")],
    },
    {
      name: "trouble", caption: "Trouble with the service, first on the next screen",
      attributes: service("incident"),
      steps: [shows(".late [data-trouble]"), choose("rejected")],
    },
    {
      name: "maintenance", caption: "The service is being worked on", top: 18,
      attributes: service("maintenance"),
      steps: [shows(".late [data-trouble]"), choose("rejected")],
    },
    {
      name: "offer", caption: "News of the account that come late",
      attributes: account("late"),
      steps: [submit(ADDRESS), choose("rejected"), opens(lateNews), shows("[data-offer]")],
    },
  ],
  ends: [
    { name: "possible", caption: "What may help", top: 34, steps: [choose("unsure")] },
    {
      name: "possible-open", caption: "What may help, with the less likely ones",
      steps: [choose("unsure"), press("summary")],
    },
    {
      name: "support", caption: "Handed to support",
      steps: [choose("two-factor"), press("[data-solved=no]"), press("[data-talk]"), placed],
    },
    {
      name: "support-address", caption: "Handed to support, with an address to add",
      attributes: { email: ADDRESS },
      steps: [choose("two-factor"), press("[data-talk]"), press("[data-add-address]"), placed],
    },
    {
      name: "reply", caption: "Handed to who wrote the notice",
      steps: [choose("blocked", "banned"), press("[data-solved=no]"), placed],
    },
    {
      name: "none", caption: "Handed to nobody: this one can’t be helped here", top: 30,
      steps: [choose("forgot-password", "reseller"), press("[data-talk]"), placed],
    },
    {
      name: "copied", caption: "The summary is copied", top: 16,
      steps: [choose("two-factor"), press("[data-talk]"), placed, press("[data-copy]"), shows(".notice:not(:empty)")],
    },
    { name: "solved", caption: "Solved", steps: [choose("two-factor"), press("[data-solved=yes]")] },
    {
      name: "solved-comment", caption: "Solved, with a box for a comment",
      attributes: feedback,
      steps: [choose("two-factor"), press("[data-solved=yes]")],
    },
    {
      name: "solved-thanks", caption: "Solved, with thanks for the comment",
      attributes: feedback,
      steps: [choose("two-factor"), press("[data-solved=yes]"), commented("[data-done]")],
    },
  ],
  articles: [
    { name: "article", caption: "The whole article", top: 44, attributes: feedback, steps: [press("[data-read]")] },
    {
      name: "article-rated", caption: "The whole article, rated", top: 30,
      attributes: feedback,
      steps: [press("[data-read]"), press("[data-rate=good]")],
    },
    {
      name: "article-thanks", caption: "The whole article, with thanks for the comment", top: 18,
      attributes: feedback,
      steps: [press("[data-read]"), press("[data-rate=good]"), commented(".rate")],
    },
    {
      name: "article-short", caption: "A whole article that is short and has long words",
      attributes: long,
      steps: [press("[data-read]")],
    },
  ],
  "long-words": [
    { name: "long-question", caption: "A question", attributes: long },
    {
      name: "long-by-server", caption: "A remedy because the server says so", top: 26,
      attributes: { ...long, ...account("locked") },
      steps: [choose("by-email"), submit(ADDRESS), shows("[data-deny]")],
    },
    { name: "long-remedy", caption: "A remedy", attributes: long, steps: [choose("long-answer")] },
    {
      name: "long-support", caption: "Handed to support",
      attributes: long,
      steps: [choose("long-answer"), press("[data-talk]"), placed],
    },
  ],
  states: [
    {
      name: "pressed", caption: "Pressed before the program is there", top: 26, waits: true,
      attributes: { article: "/gallery/slow/" },
      steps: [choose("rejected")],
    },
    {
      name: "stopped", caption: "Stopped, after an answer was given", fails: true,
      attributes: { article: "/gallery/faulty/" },
      steps: [choose("rejected"), opens(lateFault), shows("[data-again]")],
    },
    {
      name: "fallback", caption: "Without the program, what stands in the element", fails: true,
      attributes: { article: "/gallery/missing/" },
      steps: [failed],
    },
    ...["hover", "focus-visible", "active"].flatMap((force) => [
      { name: `question-${force}`, caption: `A question’s controls: ${force}`, force, attributes: { ...short, ...account("slow") } },
      { name: `remedy-${force}`, caption: `A remedy’s controls: ${force}`, force, attributes: { facts: "symptom=error error=credits" } },
    ]),
  ],
};

/** A comment in the box there, sent. */
function commented(part) {
  return async (widget) => {
    await found(widget, `${part} [data-message]`);
    for (const step of submit("It was the spam folder.")) await step(widget);
    await settled();
  };
}

// --- The page -------------------------------------------------------------------------------------------------

const asked = new URLSearchParams(location.search);
const [theme, lang, only] = ["theme", "lang", "only"].map((name) => asked.get(name));
if (theme) document.documentElement.dataset.theme = theme;
// The pages that a widget in this language stands on run in its direction.
if (lang) document.documentElement.dir = new Intl.Locale(lang).getTextInfo?.().direction ?? "auto";

/** An element with properties and children. */
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

function figure({ name, caption, attributes, top, force }) {
  const widget = document.createElement("login-help");
  const given = { "heading-level": 3, loading: "eager", ...attributes, ...(theme && { theme }), ...(lang && { lang }) };
  for (const attribute in given) widget.setAttribute(attribute, given[attribute]);
  if (name === "fallback") widget.append(make("p", {}, "What to do when you can’t log in: ", make("a", { href: "../index.html" }, "read the article"), "."));
  const element = make("figure", { id: name }, make("figcaption", {}, make("code", {}, name), ` ${caption}`), widget);
  if (top) {
    widget.className = "cut";
    widget.style.maxHeight = `${top}rem`;
  }
  if (force) element.dataset.force = force;
  return element;
}

/** Puts an entry on the wall, and brings it to its screen. */
async function play(entry, element) {
  const widget = element.lastElementChild;
  const ready = new Promise((done) => widget.addEventListener("login-help-ready", done, { once: true }));
  if (!entry.waits && !entry.fails) await ready;
  for (const step of entry.steps?.flat() ?? []) {
    await step(widget);
    await settled();
  }
}

const plays = [];
for (const [group, entries] of Object.entries(GROUPS)) {
  const wanted = entries.filter(({ name }) => !only || only === name || only === group);
  if (!wanted.length) continue;
  const title = group[0].toUpperCase() + group.slice(1).replace("-", " ");
  const figures = wanted.map(figure);
  wanted.forEach((entry, index) => plays.push(play(entry, figures[index])));
  document.querySelector("nav").append(make("a", { href: `#${group}` }, title));
  document.querySelector("main").append(make("section", { id: group }, make("h2", {}, title), make("div", { className: "entries" }, ...figures)));
}

await Promise.all(plays);
// Each screen took the focus in its turn.
document.activeElement.blur();
scrollTo(0, 0);
document.documentElement.dataset.ready = "";
