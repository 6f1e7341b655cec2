// The preview's page: the widget, and beside it what the rules make of the answers that stand in the address.

const form = document.getElementById("view");
const [stage, desk, status] = ["stage", "desk", "status"].map((id) => document.getElementById(id));
// As it was last told; before that, as if nothing had ever been readable.
let state = { version: 0, languages: [], findings: [] };
let changes;
// The answers that the desk is about.
let explained;

/** An element with attributes and children; no string ever becomes HTML. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

const words = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** Puts a new widget in the place of the old one; the answers are in the address, so it takes them up. */
function showWidget() {
  const { lang, theme, facts } = Object.fromEntries(new FormData(form));
  stage.dataset.width = form.elements.width.value;
  if (!lang) return stage.replaceChildren(make("p", {}, "The article has never been readable, so there is nothing to show yet."));
  const attributes = { "own-page": "", loading: "eager", article: `/articles/${state.id}`, lang, theme };
  if (facts) attributes.facts = facts;
  stage.replaceChildren(make("login-help", attributes, "Loading …"));
}

async function showDesk() {
  explained = location.hash;
  const parts = [findings()];
  const lang = form.elements.lang.value;
  if (lang) {
    const query = new URLSearchParams({ lang, trail: location.hash.slice(1), facts: form.elements.facts.value });
    const answer = await fetch(`/explain?${query}`);
    const explanation = await answer.json();
    document.title = `Preview: ${explanation.title}`;
    document.getElementById("title").textContent = explanation.title;
    parts.push(onScreen(explanation), known(explanation), remedies(explanation), questions(explanation));
  }
  desk.replaceChildren(...parts);
}

function part(title, ...content) {
  return make("section", {}, make("h2", {}, title), ...content);
}

function findings() {
  const { findings } = state;
  if (!findings.length) return part("Findings", make("p", { class: "good" }, "Nothing is found in the article."));
  const item = ({ code, level, message, help, file, line, column }) =>
    make(
      "li",
      { class: level, "data-finding": code },
      make("strong", {}, `${level} ${code}`),
      ` ${message}`,
      make("code", { class: "place" }, `${file.split(/[\\/]/).pop()}:${line}:${column}`),
      help && make("span", { class: "help" }, help),
    );
  const stale = findings.some(({ level, code }) => level === "error" && code < "LH030");
  return part(
    `Findings (${findings.length})`,
    stale ? make("p", { class: "error" }, "The article can’t be read as it is. The widget shows how it was before.") : null,
    make("ul", {}, ...findings.map(item)),
  );
}

function onScreen({ shown, because, callouts }) {
  const said = {
    question: () => ["asks", shown.prompt, shown.fact],
    interruption: () => [`asks before “${shown.heading}”`, shown.prompt, shown.fact],
    remedy: () => [shown.is_picked ? "shows, as picked from the list" : "shows", shown.heading, shown.remedy],
    possible: () => ["offers a list", shown.remedies.join(", "), ""],
    handoff: () => ["hands over to", shown.channel, ""],
  };
  const [verb, what, id] = said[shown.screen]();
  const reasons = because.map(({ source, label }) => make("li", {}, `because ${source} “${label}”`));
  const boxes = callouts.map(({ kind, text, is_shown, why }) =>
    make("li", { class: is_shown ? kind : "out" }, `${is_shown ? "shows" : "leaves out"} the ${kind} “${text}”`, why && make("span", { class: "help" }, why)),
  );
  return part("On screen", make("p", { "data-shown": shown.screen }, `${verb} `, make("strong", {}, what), " ", make("code", {}, id)), list([...reasons, ...boxes]));
}

function known({ known, messages, tried, unknown }) {
  const fact = ({ fact, value, label, source }) =>
    make("tr", { "data-fact": fact, "data-value": value }, make("th", { scope: "row" }, make("code", {}, fact)), make("td", {}, make("code", {}, value), ` ${label}`), make("td", {}, source?.replace(/ says$/, "") ?? "nobody knows"));
  const more = [
    ...messages.filter(({ text }) => text).map(({ text }) => `pasted: “${text}”`),
    ...tried.map((remedy) => `didn’t help: ${remedy}`),
    ...unknown.map((pair) => `the article knows no ${pair}`),
  ];
  return part(
    "Known facts",
    known.length ? table(["Fact", "Value", "Who says so"], known.map(fact)) : make("p", {}, "None yet."),
    list(more.map((text) => make("li", {}, text))),
  );
}

const STANDINGS = { fits: "fits", open: "possible", behind: "comes later", out: "out", tried: "didn’t help" };

function remedies({ remedies, uncertainty }) {
  const row = ({ remedy, heading, weight, standing, why }) =>
    make("tr", { class: standing }, make("th", { scope: "row" }, STANDINGS[standing]), make("td", {}, heading, " ", make("code", {}, remedy), why && make("span", { class: "help" }, why)), make("td", { class: "number" }, `${weight}`));
  const isOut = ({ standing }) => standing === "out";
  const out = remedies.filter(isOut);
  return part(
    `Remedies (${uncertainty.toFixed(2)} bits of uncertainty)`,
    table(["", "Remedy", "Weight"], remedies.filter((remedy) => !isOut(remedy)).map(row)),
    out.length ? make("details", {}, make("summary", {}, `${words(out.length, "is", "are")} out`), table(["", "Remedy", "Weight"], out.map(row))) : null,
  );
}

const ASKING = { now: "on screen", possible: "possible", waiting: "waits", impossible: "not now" };

function questions({ questions }) {
  if (!questions.length) return part("Open questions", make("p", {}, "None."));
  const row = ({ fact, prompt, asking, why, uncertainty }) =>
    make("tr", { class: asking }, make("th", { scope: "row" }, ASKING[asking]), make("td", {}, prompt, " ", make("code", {}, fact), why && make("span", { class: "help" }, why)), make("td", { class: "number" }, uncertainty === null ? "" : `leaves ${uncertainty.toFixed(2)} bits`));
  return part("Open questions", table(["", "Question", "Expected"], questions.map(row)));
}

function list(items) {
  return items.length ? make("ul", {}, ...items) : null;
}

function table(heads, rows) {
  const head = heads.map((head) => (head ? make("th", { scope: "col" }, head) : make("td", {})));
  return make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
}

function takeUp(next) {
  state = next;
  const { lang } = form.elements;
  const before = lang.value || navigator.language.split("-")[0];
  lang.replaceChildren(...state.languages.map((tag) => make("option", {}, tag)));
  if (state.languages.includes(before)) lang.value = before;
}

async function hear({ data }) {
  const next = JSON.parse(data);
  if (next.version === state.version) return;
  status.textContent = state.version ? `Saved: ${words(next.findings.length, "finding", "findings")}` : "";
  takeUp(next);
  showWidget();
  await showDesk();
}

function miss() {
  status.textContent = "The preview has ended. Start it again, and this page goes on.";
  // Another start counts from 1 again.
  state.version = 0;
}

/** Hears of the state, now and at every change. A browser has six connections for all its tabs, so a hidden one gives its back. */
function follow() {
  changes?.close();
  if (document.hidden && changes) return;
  changes = new EventSource("/state");
  changes.addEventListener("message", hear);
  changes.addEventListener("error", miss);
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", () => (showWidget(), showDesk()));
addEventListener("hashchange", showDesk);
// A screen that raises no event changes the address all the same, a moment after something is pressed.
stage.addEventListener("click", () => setTimeout(() => location.hash === explained || showDesk(), 100));
for (const event of ["ready", "question", "remedy", "possible", "resolved", "handoff"]) {
  document.addEventListener(`login-help-${event}`, () => queueMicrotask(showDesk));
}
document.addEventListener("visibilitychange", follow);
follow();
