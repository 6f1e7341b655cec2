// The stand-alone page’s own script, inline: the first question is in the HTML and can be answered before any file is
// there. Where the widget can’t come, the article shows.
import { allowed } from "./allowed.js";
import { Early } from "./early.js";
import { reportHeight } from "./frame.js";

const help = document.querySelector("login-help");
const container = help.shadowRoot?.querySelector("div");

if (container) {
  help.early = new Early(container);
  // The address carries answers, so another question comes.
  if (location.hash) container.hidden = true;
}

/** Loads everything that the widget needs at once, rather than one file when another asks for it. */
function load() {
  const preload = (href, more) => document.head.append(Object.assign(document.createElement("link"), { href, ...more }));
  preload(CORE.js, { rel: "modulepreload", crossOrigin: "", integrity: `sha256-${CORE.jsDigest}` });
  preload(CORE.css, { rel: "preload", as: "fetch" });
  preload(CORE.wasm, { rel: "preload", as: "fetch", type: "application/wasm" });
  import("./login-help.js").catch(() => {
    container?.remove();
    help.shadowRoot?.querySelector("slot")?.removeAttribute("hidden");
    // Where the address leads was not there to be scrolled to.
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  });
}

// Not before the question is painted: to begin a request takes a slow phone as long as to paint a line.
if (document.hidden) load();
else requestAnimationFrame(() => setTimeout(() => setTimeout(load)));

reportHeight();

/** The article in the page, which nobody reads who answers: what goes through pages, a translator say, need not then. */
const article = document.createDocumentFragment();
help.addEventListener("login-help-remedy", putAway);
help.addEventListener("login-help-question", putAway);
help.addEventListener("login-help-error", () => help.append(article));

function putAway() {
  // The first question is there before anybody answers, and search engines never do.
  if (location.hash) article.append(...help.childNodes);
}

/** Goes on in another language on this same page, so that nothing that was typed is lost. */
function speak(link) {
  const { lang, dir, dataset } = link;
  Object.assign(document.documentElement, { lang, dir });
  document.title = dataset.title;
  for (const part of document.querySelectorAll("[data-word]")) part.textContent = dataset[part.dataset.word];
  allowed(() => history.replaceState(history.state, "", link.pathname + location.search + location.hash));
  help.lang = lang;
  const menu = link.closest("details");
  menu.open = false;
  menu.firstElementChild.focus();
}

for (const link of document.querySelectorAll("a[hreflang]")) {
  link.addEventListener("click", (event) => {
    // In a new tab, or from a disk, where each page is a place of its own.
    if (event.ctrlKey || event.metaKey || event.shiftKey || location.protocol === "file:") return;
    event.preventDefault();
    speak(link);
  });
}

const menu = document.querySelector("a[hreflang]")?.closest("details");
// Escape closes a menu everywhere.
menu?.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  menu.open = false;
  menu.firstElementChild.focus();
});

// Search engines want whole addresses, which only the page itself knows.
for (const link of document.querySelectorAll("link[rel=canonical], link[rel=alternate]")) link.href = link.href;

const workers = allowed(() => navigator.serviceWorker);

/** Keeps the page for use without a network, and takes up a new build while nobody has begun. */
async function keepOffline() {
  const had = workers.controller;
  // The one address that this page may make a script of; no other script can have a policy of this name.
  const policy = window.trustedTypes?.createPolicy("login-help", { createScriptURL: () => "sw.js" });
  const registration = await workers.register(policy?.createScriptURL("") ?? "sw.js");
  const isFresh = () => !location.hash && !help.early?.isUsed;
  if (registration.waiting && isFresh()) registration.waiting.postMessage("take over");
  if (had) workers.addEventListener("controllerchange", () => isFresh() && location.reload());
}

// Whoever works on the page wants what was saved last.
if (IS_RELEASE && workers) {
  // When nothing else is wanted any more.
  help.addEventListener("login-help-ready", () => keepOffline().catch((error) => console.warn("login-help: this page can’t be kept for use offline", error)), { once: true });
}
