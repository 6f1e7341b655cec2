// The JavaScript half of <login-help>: a thin shell that shows the first question at once, the widget when its program
// is there, and the page’s own content after any failure. What the element does is in src/embed; attributes, events
// and parts are listed in the README.
import sheet from "login-help.css";
import { asset, bytes, dropProgram, isPanic, json, loadProgram } from "login-help-files";
import builtIn from "login-help-first";

import { Early, build } from "./early.js";
import { failure } from "./failures.js";

const style = new CSSStyleSheet();
style.replaceSync(sheet);

/** The article whose first questions are built in. */
const DEFAULT = asset("articles/sendgrid-login/").href;

/** How long, in milliseconds, the article stays hidden while the widget loads, lest it flash up and vanish. */
const PATIENCE = 1500;

/** How long a question that leads nowhere yet stands alone: then the article shows below it. */
const LONG = 10_000;

/** Attributes with a few values, of which the first is the default. */
const CHOICES = { theme: ["auto", "light", "dark"], loading: ["lazy", "eager"] };

/** The elements whose widget runs, all of which stop when the program does. */
const running = new Set();

/** The language of these that a tag means, with its region or without. */
function match(languages, tag) {
  const [wanted, ...known] = [tag, ...Object.keys(languages)].map((tag) => tag.toLowerCase().split("-"));
  const find = (isLike) => Object.keys(languages)[known.findIndex(isLike)];
  return find((tag) => tag.join() === wanted.join()) ?? find(([base]) => base === wanted[0]);
}

/** By article, its languages with what is shown first in each. */
const lists = {};

/** Acts when the screen as it is now is painted: moving the focus lays everything out, which painting does anyway. */
const afterPaint = (act) => requestAnimationFrame(() => setTimeout(() => setTimeout(act)));

/** Keeps what is typed from the page’s shortcuts, to which it doesn’t look like typing: its target is the element. */
function keepTyping(event) {
  if (event.target.matches("input, textarea") && !/^(Escape|Tab)$/.test(event.key)) event.stopPropagation();
}

/** Where what has the focus goes when it is pressed, what was around it has the focus then, unless something else has. */
function keepFocus({ currentTarget: root }) {
  const around = [];
  for (let part = root.activeElement; part; part = part.parentElement) around.push(part);
  afterPaint(() => setTimeout(() => {
    const near = around.find((part) => part.offsetHeight);
    if (!near || root.activeElement) return;
    near.tabIndex = -1;
    near.focus();
  }));
}

class LoginHelp extends HTMLElement {
  static observedAttributes = ["account-status-url", "article", "email", "facts", "feedback-url", "heading-level", "lang", "service-status-url", "support-url"];

  #widget;
  /** Aborted when the element leaves the page, and with it everything that was started when it came. */
  #stay;
  /** The answers so far, for a widget that comes after this one. */
  #trail = "";
  #early;
  #words;
  #isStale;

  static {
    for (const name of ["error", "unhandledrejection"]) {
      addEventListener(name, ({ error, reason }) => {
        if (!isPanic(error ?? reason)) return;
        dropProgram();
        const stopped = [...running];
        running.clear();
        for (const element of stopped) element.#fail(error ?? reason);
      });
    }
  }

  connectedCallback() {
    if (this.#stay) return; // moved within the page
    this.#stay = new AbortController();
    const { signal } = this.#stay;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    root.addEventListener("click", keepFocus, true); // before it goes
    for (const key of ["keydown", "keypress", "keyup"]) root.addEventListener(key, keepTyping);
    root.querySelector("style")?.remove();
    this.#takeEarly(root);
    if (this.#isOwnPage) addEventListener("hashchange", () => this.#widget?.went(), { signal });
    addEventListener("online", () => this.#widget?.online(), { signal });
    for (const name in CHOICES) {
      const given = this.getAttribute(name) ?? CHOICES[name][0];
      if (!CHOICES[name].includes(given)) console.warn(`login-help: ${name}: '${given}' is none of ${CHOICES[name].join(", ")}, so it is ${CHOICES[name][0]}`);
    }
    if (this.getAttribute("loading") === "eager") this.#start(signal);
    else this.#startWhenNear(signal);
  }

  disconnectedCallback() {
    // Also called when the element is moved, so look again once that is over.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#stay?.abort();
      this.#widget?.free();
      running.delete(this);
      this.#widget = this.#stay = this.#early = undefined;
      this.#showArticle();
    });
  }

  attributeChangedCallback(_name, before, now) {
    if (!this.#stay || before === now) return;
    if (!this.#isStale && this.#widget) queueMicrotask(() => this.#update(this.#stay?.signal));
    this.#isStale = true;
  }

  /** Forgets the answers and shows the first question. */
  restart() {
    this.#widget?.restart();
  }

  #startWhenNear(stay) {
    const watcher = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      watcher.disconnect();
      this.#start(stay);
    }, { rootMargin: "400px" });
    watcher.observe(this);
    stay.addEventListener("abort", () => watcher.disconnect());
  }

  async #start(stay) {
    this.#isStale = false;
    try {
      const program = loadProgram();
      program.catch(() => {}); // reported below, once
      const files = await this.#files();
      const loaded = Promise.all([program, ...files.load()]);
      loaded.catch(() => {}); // reported below, once
      this.#showFirst(await files.first, stay);
      const [{ mount, browser }, article, strings] = await loaded;
      await this.#early?.released;
      if (stay.aborted) return;
      const container = document.createElement("div");
      this.#widget = mount(this, container, { ...browser, ...this.#shell(container) }, article, strings);
      running.add(this);
      if (this.#early) this.#early.giveWayTo(container, this.shadowRoot);
      else this.shadowRoot.append(container);
      for (const other of [...this.shadowRoot.children]) if (other !== container) other.remove();
      this.#early = undefined;
      this.#emit("ready");
      // The first date takes long; nobody waits for it now.
      (globalThis.requestIdleCallback ?? setTimeout)(() => browser.day(0, container.firstChild.lang));
      if (this.#isStale) this.#update(stay);
    } catch (error) {
      if (!stay.aborted) this.#fail(error);
    }
  }

  /** Takes up changed attributes; the answers stay. */
  async #update(stay) {
    this.#isStale = false;
    try {
      const files = await this.#files();
      const loaded = await Promise.all(files.load());
      if (!stay?.aborted) this.#widget?.update(this, ...loaded);
    } catch (error) {
      this.#report(error);
    }
  }

  /** What there is of the article in the best language, or in a wanted one, and how to load the rest of it. */
  async #files(wanted) {
    const given = new URL(this.getAttribute("article") ?? DEFAULT, document.baseURI).href.replace(/\/?$/, "/");
    const list = () =>
      (lists[given] ??= json(new URL("first.json", given), "article").catch((error) => {
        delete lists[given];
        throw error;
      }));
    const around = this.closest("[lang]")?.lang;
    // A language may have come since the shell was built.
    const isBuiltIn = given === DEFAULT && (!around || match(builtIn, around));
    const languages = isBuiltIn ? builtIn : await list();
    const tags = [wanted, around, navigator.language, "en"].filter(Boolean);
    const lang = tags.map((tag) => match(languages, tag)).find(Boolean) ?? Object.keys(languages)[0];
    if (!lang) throw failure("article-damaged", `${given}first.json names no language: build the article again`);
    const { strings, tree } = languages[lang];
    // Of the built-in languages only English has its first question here.
    const first = isBuiltIn && !tree ? list().then((all) => all[lang]) : languages[lang];
    const load = () => [bytes(new URL(`${lang}.lha`, given), "article"), bytes(asset(`locales/${strings}.lhs`), "strings"), first];
    return { first, load };
  }

  /** Shows the first question before anything is fetched: the page’s own, or the one that is built in. */
  #takeEarly(root) {
    const container = root.querySelector("div[data-moment]");
    if (container) {
      this.#early = this.early ?? new Early(container);
      return;
    }
    this.#showArticle(PATIENCE);
    const { signal } = this.#stay;
    const show = async () => this.#showFirst(await (await this.#files()).first, signal);
    if (!this.hasAttribute("article")) show().catch(() => {}); // reported when the widget starts
  }

  /** Shows the first question, where it is certain that no fact makes another the first. */
  #showFirst({ tree, asks, words }, stay) {
    if (stay.aborted) return;
    this.#words = words;
    const isOther = this.#trail || (this.#isOwnPage && location.hash.length > 1) || this.hasAttribute("facts") || (asks && this.hasAttribute("account-status-url"));
    if (!tree || this.#early || this.#widget || isOther) return;
    const container = document.createElement("div");
    container.dataset.moment = words.moment;
    const level = Number(this.getAttribute("heading-level") ?? 2);
    container.append(build(tree, level >= 1 && level <= 6 ? level : 2));
    this.#early = new Early(container);
    this.#showArticle(LONG, container);
  }

  get #isOwnPage() {
    return this.hasAttribute("own-page");
  }

  /** Shows the light DOM below this; after a while only, where the widget is probably about to take its place. */
  #showArticle(delay = 0, ...above) {
    const slot = document.createElement("slot");
    slot.hidden = delay > 0;
    if (delay) setTimeout(() => (slot.hidden = false), delay);
    this.shadowRoot.replaceChildren(...above, slot);
  }

  /** Puts the article back, and says what is wrong on the console and to the page. Answers are kept. */
  #fail(error) {
    this.#widget = undefined;
    running.delete(this);
    // An article that was built without the widget's strings has no words for it.
    const isUsed = this.#words && (this.#trail || this.#early?.isUsed);
    this.#showArticle(0, ...(isUsed ? [this.#again()] : []));
    this.#report(error);
  }

  /** What a person who has given answers sees above the article. */
  #again() {
    const tree = ["div", { class: "widget", part: "widget" }, ["p", { class: "notice", role: "alert" }, this.#words.failed], ["button", { class: "main", type: "button", "data-again": "" }, this.#words.again]];
    const box = build(tree, 2);
    box.querySelector("button").addEventListener("click", () => {
      this.#showArticle(PATIENCE);
      this.#start(this.#stay.signal);
    });
    return box;
  }

  #report(error) {
    const [, told, message] = /^([a-z]+-[a-z]+): (.*)/s.exec(error.message) ?? [, "panic", error.message];
    const code = error.code ?? told;
    console.error(`login-help: ${code}: ${message}`, error);
    this.#emit("error", { code, message });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`login-help-${name}`, { bubbles: true, composed: true, detail }));
  }

  /** What src/embed/shell.rs asks of this element; the rest of it is in browser.js. */
  #shell(container) {
    return {
      emit: (name, detail) => {
        // From the second screen on, screens come in with a movement.
        if (this.#widget) container.classList.add("moving");
        this.#emit(name, detail);
      },
      copy: (text) => {
        const failed = () => {
          container.querySelector("[data-summary]")?.select();
          this.#widget?.copied(false);
        };
        // Without HTTPS a browser has no clipboard to write to.
        if (!navigator.clipboard) return failed();
        navigator.clipboard.writeText(text).then(() => this.#widget?.copied(true), failed);
      },
      save: (text) => {
        const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
        Object.assign(document.createElement("a"), { href, download: "login-help.txt" }).click();
        setTimeout(() => URL.revokeObjectURL(href), LONG);
      },
      signal: () => {
        const call = new AbortController();
        const end = () => call.abort();
        setTimeout(end, 5000);
        this.#stay.signal.addEventListener("abort", end);
        return call.signal;
      },
      english: () => this.#files("en").then((files) => Promise.all(files.load())),
      bring: (found) => {
        // Before anything changes: to remove what has the focus, browsers lay out everything that is new.
        this.shadowRoot.activeElement?.blur();
        afterPaint(() => {
          const target = container.querySelector(found);
          target?.focus();
          // The focus alone brings a section that is taller than the screen to rest at its middle.
          if (found !== "[data-heading]") target?.scrollIntoView();
        });
      },
      hash: () => (this.#isOwnPage ? location.hash.slice(1) : this.#trail),
      keep: (trail) => {
        container.classList.toggle("back-again", this.#trail.startsWith(trail));
        this.#trail = trail;
      },
      go: (hash, replace) => {
        const url = location.pathname + location.search + (hash && `#${hash}`);
        try {
          history[replace ? "replaceState" : "pushState"](null, "", url);
        } catch {
          // A page from the disk may only go to another place in itself.
          location[replace ? "replace" : "assign"](`#${hash}`);
        }
      },
    };
  }
}

customElements.get("login-help") ?? customElements.define("login-help", LoginHelp);
