// What the Rust half asks of a browser and of its element (src/embed/shell.rs). It comes with the program, so that the
// shell stays small.
import { allowed } from "./allowed.js";
import { Rest, listen, show } from "./render.js";

/** Where feedback waits to be sent: on the device or, where a browser keeps nothing, until the page is left. */
let shelf = allowed(() => localStorage) ?? {};

/** The leaves of a JSON value, each with the path to it. */
const leaves = (value, path = "") =>
  Object(value) === value && Object.keys(value).length
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, path ? `${path}/${name}` : name))
    : [[path, Object(value) === value ? "" : String(value)]];

/** How long a server may take, in milliseconds. */
const PATIENCE = 5000;

/** How long, in milliseconds, one page may keep all others from sending feedback. */
const LONGEST_HOLD = 60_000;

/** Reads JSON, up to the length that an answer may have. */
async function readJson(body) {
  const reader = body.getReader();
  // An aborted call ends here by itself, but not in WebKit.
  setTimeout(() => reader.cancel().catch(() => {}), PATIENCE);
  const chunks = [];
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return JSON.parse(await new Blob(chunks).text());
    chunks.push(value);
    length += value.length;
    if (length > 65536) {
      reader.cancel();
      throw new RangeError("longer than 64 KiB");
    }
  }
}

/**
 * Posts JSON or gets it: the status, in how many seconds to ask again, and the leaves of what comes back, a path and a text
 * each, with a zero between them.
 */
async function call(url, body) {
  const end = new AbortController();
  const { signal } = end;
  setTimeout(() => end.abort(), PATIENCE);
  const post = body && { method: "POST", headers: { "content-type": "application/json" }, body };
  const attempt = async () => {
    const answer = await fetch(url, { credentials: "same-origin", redirect: "error", cache: "no-store", signal, ...post });
    // Seconds, or a date.
    const wait = answer.headers.get("retry-after") ?? NaN;
    const seconds = isNaN(wait) ? (Date.parse(wait) - Date.now()) / 1000 : wait;
    const isRead = answer.body && /^20[02]$/.test(answer.status);
    const said = isRead ? leaves(await readJson(answer.body)) : [];
    const parts = [answer.status, Math.min(Math.max(Math.ceil(seconds), 0), 1e9), ...said.flat()];
    return parts.map((part) => String(part).replaceAll("\0", "")).join("\0");
  };
  const said = (error) => Promise.reject(`${error}`);
  return attempt().catch((error) => {
    // The network failed, which a browser says in this one way.
    const isNetwork = error instanceof TypeError && !signal.aborted;
    return isNetwork ? attempt().catch(said) : said(error);
  });
}

const formats = {};

/** What writes dates in a language. */
const dates = (lang) => (formats[lang] ??= new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }));

/** What {@link afterPaint} calls once the present screen is painted. */
const waiting = [];

/** Calls `act` once the present screen is painted. Moving the focus needs the layout, which painting works out anyway. */
function afterPaint(act) {
  if (waiting.push(act) > 1) return;
  requestAnimationFrame(() => setTimeout(() => {
    for (const act of waiting.splice(0)) setTimeout(act);
  }));
}

/** After a press that removes the focused element, focuses the nearest element around it, unless something else has the focus. */
function keepFocus({ currentTarget: root }) {
  const around = [];
  for (let part = root.activeElement; part; part = part.parentElement) around.push(part);
  afterPaint(() => setTimeout(() => {
    const { activeElement, body } = root.ownerDocument;
    if (activeElement !== body) return;
    const near = around.find((part) => part.offsetHeight);
    if (!near) return;
    near.tabIndex = -1;
    near.focus();
  }));
}

/** Sets the page’s `#`, as a new entry of the history or in place of the present one. */
function go(hash, replace) {
  const url = location.pathname + location.search + (hash && `#${hash}`);
  try {
    history[replace ? "replaceState" : "pushState"](null, "", url);
  } catch {
    // A page from the disk may only go to another place in itself.
    allowed(() => location[replace ? "replace" : "assign"](`#${hash}`));
  }
}

/**
 * What the program may ask for one widget. The argument is `#inner` of its element, and what takes the answers to calls by
 * their number.
 */
export function browser(answered, { container, root, stay, isOwnPage, widget, emit, fail, files, folder, trail, keep }) {
  const bring = (found) => {
    const target = container.querySelector(found);
    target?.focus();
    // The focus alone brings a section that is taller than the screen to rest at its middle.
    if (/^\[data-(section|mailed)/.test(found)) target?.scrollIntoView();
  };
  const rest = new Rest();
  /** Ends the hold of the lock on sending feedback. */
  let release;
  let isShown = false;
  let latest;
  /** The address of the screen that is about to show. Until then a `hashchange` to the one before is not a way back. */
  let coming;
  // Late parts are filled in first: until then an element may still have the act of the screen before.
  listen(container, () => rest.finish(), (place, text) => widget()?.act(place, text));
  // Enter sends the box for own words, as in a search. Enter that ends a composition has another code and sends nothing.
  container.addEventListener("keydown", (event) => {
    const { keyCode, shiftKey, target } = event;
    if (keyCode !== 13 || shiftKey || !target.matches("[data-words]")) return;
    event.preventDefault();
    target.form.requestSubmit();
  });
  container.addEventListener("pointerdown", ({ target }) => {
    const place = target.closest("button")?.given?.["@click"];
    if (place >= 0) widget()?.foresee(place);
  });
  root.addEventListener("click", keepFocus, { capture: true, signal: stay }); // before it goes
  // A site’s own switch between light and dark sets an attribute on one of these.
  const switches = new MutationObserver(() => root.host.adoptedCallback());
  for (let part = root.host; part; part = part.parentElement) switches.observe(part, { attributes: true });
  stay.addEventListener("abort", () => switches.disconnect());
  const api = {
    render: (tree) => {
      rest.finish();
      rest.focused = root.activeElement;
      // The first screen may have to be scrolled to where the address leads.
      show(container, tree && JSON.parse(tree), isShown && rest);
      isShown = true;
      afterPaint(() => rest.finish());
    },
    follow: (isFirst, now, address, found, name, detail) => {
      keep(now);
      coming = address;
      const follow = () => {
        if (coming === address) coming = undefined;
        if (name) api.emit(name, detail);
        if (address !== undefined && address !== location.hash.slice(1)) go(address, isFirst);
        if (found) bring(found);
      };
      if (isFirst) follow();
      else afterPaint(follow);
    },
    bring: (found) => afterPaint(() => bring(found)),
    emit: (name, detail) => emit(name, JSON.parse(detail)),
    hash: () => (isOwnPage ? coming ?? location.hash.slice(1) : trail()),
    page: () => location.origin + location.pathname,
    day: (day, lang) => allowed(() => dates(lang).format(new Date(day))) ?? day,
    beside: (file) => allowed(() => new URL(file, folder()).href) ?? file,
    wait: (seconds, lang) => allowed(() => new Intl.RelativeTimeFormat(lang).format(seconds, "second")) ?? `${seconds} s`,
    time: () => new Date().toISOString(),
    copy: (text) => {
      const failed = () => {
        container.querySelector("[data-summary]")?.select();
        widget()?.copied(false);
      };
      // Without HTTPS a browser has no clipboard to write to.
      const written = allowed(() => navigator.clipboard.writeText(text));
      if (written) written.then(() => widget()?.copied(true), failed);
      else failed();
    },
    save: (text) => {
      const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
      Object.assign(document.createElement("a"), { href, download: "login-help.txt" }).click();
      setTimeout(() => URL.revokeObjectURL(href), 10_000);
    },
    // Without a server, what would be sent is the answer.
    call: (number, url, body) => {
      const said = url ? call(url, body) : Promise.resolve(body);
      said.then((text) => answered(number, text, true), (why) => answered(number, why, false));
    },
    sentences: () => {
      const asked = (latest = files().then((files) => files.sentences()));
      // What came too late is of another language.
      const take = (bytes) => asked === latest && widget()?.has_sentences(bytes);
      asked.then(take, () => take(new Uint8Array()));
    },
    english: () => {
      files("en").then((files) => Promise.all(files.load())).then((files) => widget()?.has_english(...files), () => {});
    },
    stored: (server) => allowed(() => shelf[`login-help ${server}`]) ?? "",
    store: (server, text) => {
      const kept = { [`login-help ${server}`]: text };
      try {
        Object.assign(shelf, kept);
      } catch {
        shelf = kept;
      }
    },
    alone: (number) => {
      const failed = () => answered(number, "", false);
      const hold = () => new Promise((free) => {
        release = free;
        // Another page’s storage is visible only a moment later. A page that hangs must not hold the lock for ever.
        setTimeout(answered, 200, number, "", true);
        setTimeout(free, LONGEST_HOLD);
      });
      // Only a page that came over HTTPS has locks.
      Promise.resolve(allowed(() => navigator.locks.request("login-help", hold)) ?? failed()).catch(failed);
    },
    release: () => release?.(),
    warn: (what) => console.warn(`login-help: ${what}`),
  };
  // An error here is the page’s, not the program’s: thrown into the wasm it would stop it in the middle of its work.
  for (const [name, act] of Object.entries(api)) {
    api[name] = (...given) => {
      try {
        return act(...given);
      } catch (error) {
        if (!widget()) throw error; // it is being mounted
        fail(error);
      }
    };
  }
  return api;
}
