// The JavaScript half of <login-help>: a thin shell that shows the light DOM until the wasm is there, and again after
// any failure. What the element does is in src/embed; attributes, events and parts are listed in the README.
import sheet from "login-help.css";

const here = new URL("./", import.meta.url);
const style = new CSSStyleSheet();
style.replaceSync(sheet);

/** How long, in milliseconds, the article stays hidden while the widget loads, lest it flash up and vanish. */
const PATIENCE = 1500;

/** The wasm, fetched and started once for all elements on the page. */
let program;
function loadProgram() {
  program ??= (async () => {
    const wasm = get(new URL("login-help-core.wasm", here), "wasm");
    const glue = import(new URL("login-help-core.js", here).href);
    wasm.catch(() => {}); // reported by the await below, once
    const { default: init, mount } = await glue;
    await init({ module_or_path: await wasm });
    return mount;
  })();
  program.catch(() => (program = undefined)); // another element may try again
  return program;
}

/** Fetches, or throws an error with a code and the address that failed. */
async function get(url, code) {
  const answer = await fetch(url).catch((cause) => {
    throw failure(code, `${url} could not be fetched`, cause);
  });
  if (!answer.ok) throw failure(code, `${url} answers ${answer.status}`);
  return answer;
}

function failure(code, message, cause) {
  return Object.assign(new Error(message, { cause }), { code });
}

/** A compiled file in the first of these languages that there is. */
async function inLanguage(folder, ending, languages, code) {
  let first;
  for (const language of languages) {
    try {
      const answer = await get(new URL(`${language}.${ending}`, folder), code);
      return new Uint8Array(await answer.arrayBuffer());
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

class LoginHelp extends HTMLElement {
  #widget;
  /** Aborted when the element leaves the page, and with it everything that was started when it came. */
  #stay;

  connectedCallback() {
    if (this.#stay) return; // moved within the page
    this.#stay = new AbortController();
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    this.#showArticle(root, PATIENCE);
    if (this.getAttribute("loading") === "eager") this.#start(root, this.#stay.signal);
    else this.#startWhenNear(root, this.#stay.signal);
  }

  disconnectedCallback() {
    // Also called when the element is moved, so look again once that is over.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#stay?.abort();
      this.#widget?.free();
      this.#widget = this.#stay = undefined;
      this.#showArticle(this.shadowRoot);
    });
  }

  /** Forgets the answers and shows the first question. */
  restart() {
    this.#widget?.restart();
  }

  #startWhenNear(root, stay) {
    const watcher = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      watcher.disconnect();
      this.#start(root, stay);
    }, { rootMargin: "400px" });
    watcher.observe(this);
    stay.addEventListener("abort", () => watcher.disconnect());
  }

  async #start(root, stay) {
    try {
      const languages = this.#languages();
      const article = new URL(this.getAttribute("article") ?? new URL("articles/sendgrid-login", here), document.baseURI);
      const [mount, words, strings] = await Promise.all([
        loadProgram(),
        inLanguage(article.href.replace(/\/?$/, "/"), "lha", languages, "article"),
        inLanguage(new URL("locales/", here), "lhs", languages, "strings"),
      ]);
      if (stay.aborted) return;
      const container = document.createElement("div");
      root.replaceChildren(container);
      this.#widget = mount(this, container, this.#shell(container), words, strings);
      if (this.hasAttribute("own-page")) addEventListener("hashchange", () => this.#widget?.went(), { signal: stay });
      this.#emit("ready");
    } catch (error) {
      if (!stay.aborted) this.#fail(root, error);
    }
  }

  /** Shows the light DOM; after a while only, where the widget is probably about to take its place. */
  #showArticle(root, delay = 0) {
    const slot = document.createElement("slot");
    slot.hidden = delay > 0;
    if (delay) setTimeout(() => (slot.hidden = false), delay);
    root.replaceChildren(slot);
  }

  /** Puts the article back and says what is wrong, on the console and to the page. */
  #fail(root, error) {
    this.#showArticle(root);
    const code = error.code ?? (/^(article|strings):/.exec(error.message)?.[1] ?? "wasm");
    console.error(`login-help: ${error.message}`, error);
    this.#emit("error", { code, message: error.message });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`login-help-${name}`, { bubbles: true, composed: true, detail }));
  }

  /** What src/embed/shell.rs asks of this half. */
  #shell(container) {
    return {
      emit: (name, key, value) => this.#emit(name, { [key]: value }),
      day: (day, lang) => new Date(day).toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" }),
      copy: (text) => {
        const failed = () => {
          container.querySelector("[data-summary]")?.select();
          this.#widget?.copied(false);
        };
        // Without HTTPS a browser has no clipboard to write to.
        if (!navigator.clipboard) return failed();
        navigator.clipboard.writeText(text).then(() => this.#widget?.copied(true), failed);
      },
      ask: async (article, email) => {
        let facts = "";
        let emailed = false;
        try {
          const answer = await fetch(this.getAttribute("account-status-url"), {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ article, email }),
            signal: AbortSignal.timeout(5000),
          });
          if (!answer.ok) throw new Error(`it answers ${answer.status}`);
          const said = await answer.json();
          emailed = said.emailed === true;
          facts = Object.entries(said.facts ?? {}).map((fact) => fact.join("=")).join(" ");
        } catch (error) {
          console.warn("login-help: the account-status API can’t be used", error);
        }
        this.#widget?.told(facts, emailed);
      },
      page: () => location.origin + location.pathname,
      hash: () => location.hash.slice(1),
      go: (hash, replace) => {
        const url = location.pathname + location.search + (hash && `#${hash}`);
        // A page from the disk can't change its address; the widget works on without.
        try {
          history[replace ? "replaceState" : "pushState"](null, "", url);
        } catch (error) {
          console.warn("login-help: the page’s address can’t follow the answers", error);
        }
      },
      warn: (what) => console.warn(`login-help: ${what}`),
    };
  }

  /** The languages to try: the element's or its surroundings', the browser's, English; each with and without region. */
  #languages() {
    const wanted = [this.closest("[lang]")?.lang, navigator.language, "en"].filter(Boolean);
    return [...new Set(wanted.flatMap((tag) => [tag, tag.split("-")[0]]))];
  }
}

customElements.get("login-help") ?? customElements.define("login-help", LoginHelp);
