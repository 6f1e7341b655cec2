// What the tests see of a widget: read through its open shadow root, by data- hooks and never by wording.
// This text goes before every script that a test runs.

const widget = (id) => (id ? document.getElementById(id) : document.querySelector("login-help"));
const shadow = (id) => widget(id)?.shadowRoot;
const find = (selector, id) => shadow(id)?.querySelector(selector) ?? null;
const all = (selector, id) => [...(shadow(id)?.querySelectorAll(selector) ?? [])];

/** Until everything that the last event set off has run: the focus follows when the screen is painted. */
const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(() => setTimeout(done)))));

const KINDS = {
  question: "data-question", remedy: "data-remedy", guesses: "data-guesses", possible: "data-possible", handoff: "data-handoff",
  done: "data-done", article: "data-article",
};

function look(id) {
  const section = find("section", id);
  const hooks = Object.entries(KINDS).filter(([, hook]) => section?.hasAttribute(hook));
  const values = (hook) => all(`[${hook}]`, id).map((found) => found.getAttribute(hook));
  const instructions = [find("[data-action]", id), find("ol", id)].filter(Boolean);
  const warnings = all("[data-callout=warning]", id);
  const precedes = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const words = (found) => found.textContent.replace(/\s+/g, " ").trim();
  return {
    kind: hooks.length > 1 ? "several" : (hooks[0]?.[0] ?? "none"),
    id: section?.getAttribute(hooks[0]?.[1]) ?? "",
    answers: values("data-answer"),
    changes: values("data-change"),
    message: find("[data-message]", id)?.value ?? null,
    callouts: all("[data-callout]", id).map((box) => ({ kind: box.dataset.callout, text: words(box) })),
    warnings_first: warnings.every((warning) => instructions.every((after) => precedes(warning, after))),
    action: find("[data-action]", id)?.href ?? null,
    support: find("[data-support]", id)?.href ?? null,
    summary: find("[data-summary]", id)?.value ?? null,
    notice: words(find(".notice", id) ?? document.createElement("p")),
    is_focused: shadow(id)?.activeElement?.hasAttribute("data-heading") ?? false,
    hash: location.hash.slice(1),
  };
}

/** Brings the stand-alone page to the state of this address, as a link would. */
async function jump(hash) {
  if (location.hash.slice(1) === hash) return;
  const arrived = new Promise((done) => addEventListener("hashchange", done, { once: true }));
  location.hash = hash;
  await arrived;
  await settled();
}

/** Puts text into a field as typing does. */
function type(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
