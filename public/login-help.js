// The JavaScript half of <login-help>: a thin shell that shows the first question at once, the widget when its program
// is there, and the page’s own content after any failure. What the element does is in src/embed; attributes, events
// and parts are listed in the README.
import sheet from "login-help.css";
import { asset, bytes, dropProgram, giveUp, isPanic, json, loadProgram } from "login-help-files";
import builtIn from "login-help-first";

import { allowed } from "./allowed.js";
import { Early, checked } from "./early.js";
import { failure } from "./failures.js";
import { build } from "./render.js";

/** What styles an element: its first screen and, once the program is there, all others. */
const styles = [sheet];

/** The sheets of each document, by what they take for dark: a constructed sheet can be used only in the document that made it. */
const sheets = new WeakMap();

/** What styles an element: dark where its page is, as the browser’s own fields are. Nothing where no window shows it. */
function sheetsOf({ ownerDocument }, { colorScheme }) {
  // A page may say it for all that is in it.
  const scheme = colorScheme.replace("normal", ownerDocument.querySelector("meta[name=color-scheme]")?.content);
  const dark = /dark/.test(scheme) ? (/light/.test(scheme) ? "$&" : " all") : " not all";
  const all = sheets.get(ownerDocument) ?? {};
  const made = (all[dark] ??= []);
  const { CSSStyleSheet } = ownerDocument.defaultView ?? {};
  for (const style of CSSStyleSheet ? styles.slice(made.length) : []) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style.replace("(prefers-color-scheme:dark)", dark));
    made.push(sheet);
  }
  sheets.set(ownerDocument, all);
  return made;
}

/** The article whose first questions are built in. */
const DEFAULT = asset("articles/sendgrid-login/").href;

/** How long, in milliseconds, the article stays hidden while the widget loads: it would flash up and vanish. */
const PATIENCE = 1500;

/** How long, in milliseconds, the first question may wait for the program. After that the article shows below it. */
const LONG = 10_000;

/** The elements whose widget runs, all of which stop when the program does. */
const running = new Set();

/** What a language tag means (BCP 47), with the script and the region that it leaves out. */
const locale = (tag) => allowed(() => new Intl.Locale(tag).maximize()) ?? { language: tag };

/** The language of these that a tag means, in its region or in another. */
function match(languages, tag) {
  const wanted = locale(tag);
  const like = Object.keys(languages).filter((known) => {
    const { language, script } = locale(known);
    return language === wanted.language && script === wanted.script;
  });
  return like.find((known) => locale(known).region === wanted.region) ?? like[0];
}

/** The `lang` attributes that were warned of. */
const warned = new Set();

/** By article, its languages with what is shown first in each. */
const lists = {};

/** Stops keyboard events of our fields: to a page’s shortcuts their target is the element, so they do not look like typing. */
function keepTyping(event) {
  if (event.target.matches("input, textarea") && !/^(Escape|Tab)$/.test(event.key)) event.stopPropagation();
}

class LoginHelp extends HTMLElement {
  static observedAttributes = ["account-status-url", "article", "email", "facts", "feedback-url", "heading-level", "lang", "service-status-url", "support-url"];

  #widget;
  /** Aborted when the element leaves the page, and with it everything that was started when it came. */
  #stay;
  /** The answers so far, for the next widget of this element. */
  #trail = "";
  #early;
  #words;
  #isStale;
  /** The attempt to start that is under way. What an earlier one brings is ignored. */
  #attempt;

  static {
    for (const name of ["error", "unhandledrejection"]) {
      addEventListener(name, ({ error, reason }) => isPanic(error ?? reason) && LoginHelp.#stop(error ?? reason));
    }
  }

  /** The program has stopped, and with it every widget on the page. */
  static #stop(error) {
    dropProgram();
    for (const element of running) element.#fail(error);
  }

  connectedCallback() {
    if (this.#stay) return this.adoptedCallback(); // moved within the page
    const stay = (this.#stay = new AbortController()).signal;
    this.#guarded(stay, () => {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      this.adoptedCallback();
      for (const key of ["keydown", "keypress", "keyup"]) root.addEventListener(key, keepTyping);
      root.querySelector("style")?.remove();
      this.#takeEarly(root);
      if (this.#isOwnPage) addEventListener("hashchange", () => this.#widget?.went(), { signal: stay });
      addEventListener("online", () => this.#widget?.online(), { signal: stay });
      this.addEventListener("click", () => this.#widget || setTimeout(() => this.#lose(stay), LONG), { signal: stay });
      if (this.getAttribute("loading") === "eager") this.#start(stay);
      else this.#startWhenNear(stay);
    });
  }

  /** Also called when the element comes to another document, or its page to other colours. */
  adoptedCallback() {
    if (this.#stay) this.shadowRoot.adoptedStyleSheets = sheetsOf(this, getComputedStyle(this));
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
    if (!this.#isStale && this.#widget) queueMicrotask(() => this.#stay && this.#update(this.#stay.signal));
    this.#isStale = true;
  }

  /** Forgets the answers and shows the first question. */
  restart() {
    this.#widget?.restart();
  }

  /** Starts once the element comes near what can be seen, is touched, or a browser does not say where it is. */
  #startWhenNear(stay) {
    let isBegun = false;
    const start = () => {
      watcher?.disconnect();
      if (!isBegun && !stay.aborted) this.#start(stay);
      isBegun = true;
    };
    const unsure = setTimeout(start, PATIENCE);
    const near = ([entry]) => {
      clearTimeout(unsure);
      // An element without a box is never seen to intersect.
      if (entry.isIntersecting || getComputedStyle(this).display === "contents") start();
    };
    const watcher = allowed(() => new this.ownerDocument.defaultView.IntersectionObserver(near, { rootMargin: "400px" }));
    watcher?.observe(this);
    stay.addEventListener("abort", start);
    for (const touch of ["click", "focusin"]) this.addEventListener(touch, start, { signal: stay });
  }

  #start(stay) {
    this.#isStale = false;
    const attempt = (this.#attempt = {});
    this.#guarded(stay, async () => {
      const program = loadProgram();
      program.catch(() => {}); // reported below, once
      const files = await this.#files();
      const loaded = Promise.all([program, ...files.load()]);
      loaded.catch(() => {}); // reported below, once
      this.#showFirst(await files.first, stay);
      const [{ mount, browser, sheet }, article, strings] = await loaded;
      if (stay.aborted || attempt !== this.#attempt) return;
      styles[1] = sheet;
      this.adoptedCallback();
      const { container, again } = this.#early?.end() ?? { container: document.createElement("div") };
      this.#widget = mount(this, browser(this.#inner(container, stay)), article, strings);
      running.add(this);
      if (!container.isConnected) this.shadowRoot.append(container);
      for (const other of [...this.shadowRoot.children]) if (other !== container) other.remove();
      this.#early = undefined;
      again?.();
      this.#emit("ready");
      (globalThis.requestIdleCallback ?? setTimeout)(() => this.#widget?.rehearse());
      if (this.#isStale) this.#update(stay);
    }, (error) => attempt === this.#attempt && this.#fail(error));
  }

  /** Takes up changed attributes; the answers stay, and so does the widget where they can’t be taken up. */
  #update(stay) {
    this.#isStale = false;
    const update = async () => {
      const files = await this.#files();
      const loaded = await Promise.all(files.load());
      if (!stay.aborted) this.#widget?.update(this, ...loaded);
    };
    this.#guarded(stay, update, (error) => this.#report(error));
  }

  /** Runs `act`. A panic stops all widgets; any other error goes to `fail`. */
  async #guarded(stay, act, fail = (error) => this.#fail(error)) {
    try {
      await act();
    } catch (error) {
      if (stay.aborted) return;
      if (!isPanic(error)) return fail(error);
      running.add(this);
      LoginHelp.#stop(error);
    }
  }

  /** Fails where an answer was pressed and the program has still not come. */
  #lose(stay) {
    if (this.#widget || stay.aborted || !this.#attempt || !this.#early?.isUsed) return;
    // The question stays: the person may still be reading it.
    this.#fail(failure("core-unreachable", "nothing came in time"), this.#early.pause());
    giveUp();
  }

  /** What there is of the article in the best language, or in a wanted one, and how to load the rest of it. */
  async #files(wanted) {
    const given = this.#folder;
    const list = () =>
      (lists[given] ??= json(new URL("first.json", given), "article").catch((error) => {
        delete lists[given];
        throw error;
      }));
    const around = this.#around;
    // A language may have been added to the article since the shell was built.
    const isBuiltIn = given === DEFAULT && (!around || match(builtIn, around));
    const languages = isBuiltIn ? builtIn : await list();
    const tags = [wanted, around, ...navigator.languages, "en"].filter(Boolean);
    const lang = tags.map((tag) => match(languages, tag)).find(Boolean) ?? Object.keys(languages)[0];
    if (!lang) throw failure("article-damaged", `${given}first.json is empty`);
    const { strings, tree } = languages[lang];
    // Of the built-in languages only English has its first question here.
    const first = isBuiltIn && !tree ? list().then((all) => all[lang]) : languages[lang];
    const load = () => [bytes(new URL(`${lang}.lha`, given), "article"), bytes(asset(`locales/${strings}.lhs`), "strings"), first];
    const sentences = () => bytes(new URL(`${lang}.lhw`, given), "sentences");
    return { first, load, sentences };
  }

  /** The address of the article's folder. */
  get #folder() {
    return new URL(this.getAttribute("article") ?? DEFAULT, document.baseURI).href.replace(/\/?$/, "/");
  }

  /** The language of the page around, whose tag has no `_`. */
  get #around() {
    const given = this.closest("[lang]")?.lang;
    const tag = given?.replaceAll("_", "-");
    if (tag !== given && !warned.has(given)) {
      warned.add(given);
      console.warn(`login-help: lang: '${given}' is read as '${tag}'`);
    }
    return tag;
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
    container.append(build(checked(tree, level >= 1 && level <= 6 ? level : 2)));
    this.#early = new Early(container);
    this.#showArticle(LONG, container);
  }

  get #isOwnPage() {
    return this.hasAttribute("own-page");
  }

  /** Shows the light DOM below these elements, after `delay` milliseconds where the widget probably comes first. */
  #showArticle(delay = 0, ...above) {
    const slot = document.createElement("slot");
    slot.hidden = delay > 0;
    if (delay) setTimeout(() => (slot.hidden = false), delay);
    const root = this.shadowRoot;
    if (!root) return;
    // Elements that stay are not moved: one of them may have the focus.
    const kept = new Set(above);
    for (const child of [...root.children]) if (!kept.has(child)) child.remove();
    for (const part of above) if (part.parentNode !== root) root.prepend(part);
    root.append(slot);
  }

  /** Puts the article back, and says what is wrong on the console and to the page. Answers are kept. */
  #fail(error, ...above) {
    this.#widget = this.#attempt = undefined;
    running.delete(this);
    // An article that was built without the widget's strings has no words for it.
    const isUsed = this.#words && (this.#trail || this.#early?.isUsed);
    this.#showArticle(0, ...(isUsed ? [this.#again(above)] : []), ...above);
    this.#report(error);
  }

  /** What a person who has given answers sees above the article. */
  #again(above) {
    const tree = ["div", { class: "widget again", part: "widget" }, ["p", { class: "notice", role: "alert" }, this.#words.failed], ["button", { class: "main", type: "button", "data-again": "" }, this.#words.again]];
    const box = build(tree);
    box.querySelector("button").addEventListener("click", () => {
      this.#showArticle(PATIENCE, ...above);
      this.#start(this.#stay.signal);
    });
    return box;
  }

  #report(error) {
    const words = error?.message ?? error;
    const [, told, message] = /^([a-z]+-[a-z]+): (.*)/s.exec(words) ?? [, isPanic(error) ? "panic" : "script-failed", words];
    // A browser's own errors have numbers.
    const code = /-/.test(error?.code) ? error.code : told;
    console.error(`login-help: ${code}: ${message}`, error);
    this.#emit("error", { code, message });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`login-help-${name}`, { bubbles: true, composed: true, detail }));
  }

  /** What browser.js, which comes with the program, needs of this element. */
  #inner(container, stay) {
    return {
      container,
      root: this.shadowRoot,
      stay,
      isOwnPage: this.#isOwnPage,
      widget: () => this.#widget,
      emit: (name, detail) => this.#emit(name, detail),
      fail: (error) => this.#fail(error),
      files: (lang) => this.#files(lang),
      folder: () => this.#folder,
      trail: () => this.#trail,
      keep: (trail) => (this.#trail = trail),
    };
  }
}

customElements.get("login-help") ?? customElements.define("login-help", LoginHelp);
