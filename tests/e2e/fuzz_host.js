// A host page that does at random what host pages, browsers and their helpers do, and looks after each act whether
// anything went wrong. `fuzz(seed)` gives what did, or nothing. The numbers are random.js’s.

const ACTS = 200;

/** As many widgets as there may be at once, clones among them. */
const MOST = 4;

/** How long, in milliseconds, there may be nothing to read: what loads leaves the page's own content hidden for a while. */
const PATIENCE = 5000;

/** How long, in milliseconds, a seed may take: it takes one second. */
const LONGEST = 20_000;

/** Until all that waits has had a turn; no timer, which browsers slow down. */
const turn = () =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });

/** Goes somewhere in the page’s history, and waits until the page is told that it is there. */
const arrived = (event, go) =>
  new Promise((done) => {
    addEventListener(event, done, { once: true });
    setTimeout(done, 500);
    go();
  });

/** Whether the page has a network. What it has fetched once it has, as a browser's own cache would. */
let isOnline = true;
const fetched = {};
const real = window.fetch;
window.fetch = async (where, how) => {
  await turn();
  if (!isOnline) throw new TypeError("there is no network");
  if (how?.method) return real(where, how);
  return (await (fetched[where] ??= real(where, how))).clone();
};
Object.defineProperty(navigator, "onLine", { get: () => isOnline });

// Before the first entry of the history is another page. There are some more such entries, since a step back takes a while,
// and two may come at once; whatever address they get, they keep their mark.
const replace = history.replaceState.bind(history);
history.replaceState = (state, ...rest) => replace(history.state === "first" ? "first" : state, ...rest);
for (let count = 0; count < 5; count += 1) history.pushState("first", "");

const ATTRIBUTES = {
  lang: ["en", "de", "ar", "pt_BR", "ja-Jpan", "xx", ""],
  article: ["/articles/sendgrid-login", "/articles/two-factor/", "/articles/university-sso", "/articles/missing"],
  facts: ["symptom=blocked", "symptom=rejected login=direct", "no=thing", ""],
  email: ["ada@example.org", "no address"],
  theme: ["dark", "light", "pink"],
  loading: ["eager", "lazy"],
  "heading-level": ["1", "6", "nine"],
  "support-url": ["https://example.com/help", "javascript:alert(1)"],
  "account-status-url": ["/account", "", "//"],
  "service-status-url": ["/service", ""],
  "feedback-url": ["/feedback", "http://"],
  class: ["a b", ""],
  dir: ["rtl", "ltr"],
  "data-manager": ["1"],
};

/** What can be pressed and neither leaves the page nor saves a file. */
const BUTTONS = "button:not([data-save]), summary, nav a[href^='#'], .text a[href^='#']";

const shown = (root, selector) => [...root.querySelectorAll(selector)].filter((part) => part.checkVisibility());

/** Puts every text below this into an element of its own, as translators do. */
function translate(root) {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) if (!walk.currentNode.parentNode.matches("font, style, textarea")) texts.push(walk.currentNode);
  for (const text of texts) text.replaceWith(Object.assign(document.createElement("font"), { textContent: text.data }));
}

/** Whether there is something to read: a screen of the widget's, or the page's own content. */
function isReadable({ shadowRoot, children }) {
  const screens = "[data-question], [data-remedy], [data-possible], [data-handoff], [data-done], [data-article]";
  const isShown = (part) => part.checkVisibility() && part.textContent.trim() !== "";
  return [...(shadowRoot?.querySelectorAll(screens) ?? []), ...children].some(isShown);
}

async function fuzz(seed) {
  const next = numbers(seed);
  const chance = (share) => next() < share;
  const pick = (list) => list[Math.floor(next() * list.length)];
  const frame = document.querySelector("iframe");
  const places = [...document.querySelectorAll("main, aside"), frame.contentDocument.body];
  for (const place of places) Object.assign(place.style, { maxHeight: "300px", overflow: "auto" });
  const widgets = [];
  const add = (widget) => {
    widgets.push(widget);
    return widget;
  };
  const create = () => {
    const widget = document.createElement("login-help");
    widget.append(Object.assign(document.createElement("p"), { textContent: "The article itself." }));
    if (!widgets.length) widget.setAttribute("own-page", "");
    return widget;
  };

  const done = [];
  const faults = [];
  const uncaught = ({ message, reason }) => faults.push(`uncaught: ${message ?? reason?.stack ?? reason}`);
  const windows = [window, frame.contentWindow];
  for (const name of ["error", "unhandledrejection"]) for (const where of windows) where.addEventListener(name, uncaught);
  const failed = ({ detail: { code, message } }) => {
    if (/^(panic|script-failed)$/.test(code)) faults.push(`${code}: ${message}`);
  };
  for (const where of windows) where.addEventListener("login-help-error", failed);

  /** What a host can do. */
  const acts = {
    move: (widget) => pick(places).prepend(widget),
    append: (widget) => pick(places).append(widget),
    remove: (widget) => widget.remove(),
    // As frameworks do that draw a list anew.
    shuffle: () => places[0].replaceChildren(...[...places[0].childNodes].reverse()),
    adopt: (widget) => frame.contentDocument.adoptNode(widget),
    clone: (widget) => widgets.length < MOST && pick(places).append(add(widget.cloneNode(true))),
    create: () => widgets.length < MOST && pick(places).append(add(create())),
    forget: (widget) => {
      if (widgets.length < 2) return;
      widgets.splice(widgets.indexOf(widget), 1);
      widget.remove();
    },
    attribute: (widget) => {
      const name = pick(Object.keys(ATTRIBUTES));
      const value = pick(ATTRIBUTES[name]);
      if (chance(0.2)) widget.removeAttribute(name);
      else widget.setAttribute(name, value);
      return `${name}=${value}`;
    },
    hide: (widget) => {
      widget.hidden = !widget.hidden;
    },
    hideStyle: (widget) => (widget.style.display = pick(["none", "contents", "inline", ""])),
    translate: (widget) => {
      if (widget.shadowRoot) translate(widget.shadowRoot);
      translate(widget);
    },
    decorate: (widget) => {
      const parts = [...(widget.shadowRoot?.querySelectorAll("button, input, section, p") ?? [])];
      if (!parts.length) return;
      const part = pick(parts);
      part.dataset.manager = "1";
      part.classList.add("manager");
      part.after(document.createElement("manager-icon"));
    },
    content: (widget) => widget.append(document.createElement("p")),
    resize: () => {
      const width = pick(["200px", "600px", ""]);
      for (const place of places) place.style.width = width;
      dispatchEvent(new Event("resize"));
    },
    // A step that is not waited for may be taken on the next page; one that another change overtakes is never taken.
    back: () => history.state !== "first" && arrived("popstate", () => history.back()),
    hash: async () => {
      const hash = pick(["#symptom=rejected", "#symptom=new", "#terminated", "#article", "#no=thing"]);
      if (hash !== location.hash) await arrived("hashchange", () => (location.hash = hash));
      return hash;
    },
    network: () => {
      isOnline = !isOnline;
      dispatchEvent(new Event(isOnline ? "online" : "offline"));
      return isOnline ? "online" : "offline";
    },
    press: (widget) => {
      const buttons = shown(widget.shadowRoot ?? widget, BUTTONS);
      if (!buttons.length) return;
      const button = pick(buttons);
      const name = button.outerHTML.slice(0, 120);
      button.click();
      return name;
    },
    type: (widget) => {
      const fields = shown(widget.shadowRoot ?? widget, "input, textarea");
      if (!fields.length) return;
      const field = pick(fields);
      field.value = pick(["", "ada@gmial.com", "ada@example.org", "Bad username / password", "PC LOAD LETTER", " ".repeat(50)]);
      if (chance(0.5)) field.dispatchEvent(new Event("input", { bubbles: true }));
      if (chance(0.5)) field.form?.requestSubmit();
      return field.value;
    },
    focus: (widget) => {
      const parts = shown(widget.shadowRoot ?? widget, "button, input, textarea, a");
      if (!parts.length) return;
      pick(parts).focus();
    },
    restart: (widget) => widget.restart?.(),
  };
  // What people do comes more often than what pages do.
  const names = [...Object.keys(acts), ...Array(8).fill("press"), "type", "type", "append", "attribute"];

  const tell = (what) => JSON.stringify({ seed, what, last: done.slice(-12) }, null, 1);
  const run = async () => {
    for (let count = 0; count < ACTS; count += 1) {
      const widget = pick(widgets);
      const name = pick(names);
      done.push(`${count}: ${name} ${widgets.indexOf(widget)}`);
      const told = await acts[name](widget);
      if (typeof told === "string") done.push(`${done.pop()} ${told}`);
      await turn();
      // Sometimes everything comes to rest, and mostly the next act comes before that.
      if (chance(0.1)) await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      const unread = () => widgets.find((one) => one.isConnected && one.checkVisibility() && !isReadable(one));
      for (const end = performance.now() + PATIENCE; unread() && !faults.length; await turn()) {
        if (performance.now() > end) faults.push(`nothing to read in ${unread().outerHTML}: ${unread().shadowRoot?.innerHTML}`);
      }
      if (faults.length) return;
    }
    isOnline = true;
    dispatchEvent(new Event("online"));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  };
  places[0].append(add(create()));
  const hung = new Promise((late) => setTimeout(late, LONGEST)).then(() => faults.push("it hangs"));
  await Promise.race([run(), hung]).catch((error) => faults.push(`an act fails: ${error.stack}`));
  return faults.length ? tell(faults.join("\n")) : null;
}
