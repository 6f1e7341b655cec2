// The gallery: every screen and state of the widget on one page. Each entry is a real widget, brought to its screen by
// attributes and presses.

import { GROUPS, settled } from "./gallery-entries.js";

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

// A moment that ends after a while lasts here, so that it can be looked at.
const { setTimeout } = window;
window.setTimeout = (act, wait, ...given) => setTimeout(act, wait >= 10_000 ? 2 ** 31 - 1 : wait, ...given);

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
