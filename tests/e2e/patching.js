// Trees at random, and what must hold of any two of them: patching one into the other gives what building the other gives.
import { Rest, build, show } from "/render.js";

const TAGS = ["div", "section", "p", "ul", "li", "button", "h2", "h3", "a", "svg", "input", "textarea"];
const LEAVES = ["input", "textarea", "svg"];
const VALUES = {
  class: ["answer", "quiet", "title"], id: ["one", "two"], "data-screen": ["0", "1"], "data-answer": ["yes", "no"],
  "aria-current": ["true"], role: ["list", "alert"], tabindex: ["-1"], "data-late": [""], "@click": [0, 1, 2], "@input": [3],
};

function grow(random, depth = 0) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const tag = depth ? pick(TAGS) : "div";
  const given = Object.keys(VALUES).filter(() => random() < 0.25).map((name) => [name, pick(VALUES[name])]);
  const attributes = Object.fromEntries(given);
  if (["input", "textarea"].includes(tag) && random() < 0.5) attributes.value = pick(["", "a", "b"]);
  const children = [];
  for (let count = LEAVES.includes(tag) || depth > 3 ? 0 : Math.floor(random() * 5); count; count--) {
    const isText = random() < 0.3 && typeof children.at(-1) !== "string";
    children.push(isText ? pick(["Yes", "No", "I’m not sure", "<b>&amp;"]) : grow(random, depth + 1));
  }
  return [tag, attributes, ...children];
}

const FOCUSABLE = "button, input, textarea, [tabindex]";
const fields = (root) => [...root.querySelectorAll("input, textarea")];

/** What is wrong with going from one tree to the other, in words; nothing if nothing is. */
function* faults(from, to, random) {
  const room = document.createElement("div");
  document.body.replaceChildren(room);
  show(room, from);
  const wanted = build(to);
  // Somebody types into every field, and has the focus somewhere.
  for (const field of fields(room)) field.value = "typed";
  const all = [...room.querySelectorAll(FOCUSABLE)];
  const focused = all[Math.floor(random() * all.length)];
  focused?.focus();
  const had = document.activeElement === focused ? focused : undefined;
  const before = new Set(room.querySelectorAll("*"));
  if (random() < 0.5) show(room, to);
  else {
    const rest = new Rest();
    rest.focused = had ?? null;
    show(room, to, rest);
    for (const element of room.querySelectorAll("[data-late]")) {
      if (!before.has(element)) yield "what is late comes with the rest";
    }
    rest.finish();
  }
  if (!room.firstChild.isEqualNode(wanted)) yield "the elements are not those of building";
  for (const [place, field] of fields(room).entries()) {
    const right = field.given.value ?? (before.has(field) ? "typed" : fields(wanted)[place]?.value);
    if (field.value !== right) yield `a field has ‘${field.value}’, not ‘${right}’`;
  }
  if (had?.isConnected && had.matches(FOCUSABLE) && document.activeElement !== had) yield "an element that stayed has lost the focus";
  const pairs = [[room.firstChild, to]];
  for (const [element, [, attributes, ...children]] of pairs) {
    if (JSON.stringify(element.given) !== JSON.stringify(attributes)) yield "an element acts as it did before";
    children.forEach((child, place) => typeof child !== "string" && pairs.push([element.childNodes[place], child]));
  }
  // Once more, nothing is touched.
  const watcher = new MutationObserver(() => {});
  watcher.observe(room, { attributes: true, childList: true, characterData: true, subtree: true });
  show(room, to);
  if (watcher.takeRecords().length) yield "patching a tree into itself touches something";
  // Elements that came as HTML, and what others have put between them.
  const foreign = build(from).cloneNode(true);
  room.replaceChildren(foreign);
  show(room, from);
  if (room.firstChild !== foreign || watcher.takeRecords().length > 2 * (1 + fields(room).length)) yield "elements from HTML are not taken over";
  for (const text of [...textsIn(room)]) {
    const font = document.createElement("font");
    text.replaceWith(font);
    font.append("traduit");
  }
  room.firstChild.prepend(document.createElement("grammar-checker"));
  show(room, to);
  if (!room.firstChild.isEqualNode(wanted)) yield "what others put in is left";
}

function* textsIn(room) {
  const walker = document.createTreeWalker(room, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield walker.currentNode;
}

/** The first faults among so many pairs. */
window.prove = (rounds, seed) => {
  const random = numbers(seed);
  const found = [];
  for (let round = 0; round < rounds && found.length < 3; round++) {
    const [from, to] = [grow(random), grow(random)];
    const near = random() < 0.5 ? change(from, random) : to;
    for (const fault of faults(from, near, random)) found.push(`${fault}: ${JSON.stringify(from)} → ${JSON.stringify(near)}`);
  }
  return found;
};

/** The tree with a few things other than they were, as one screen is to the next. */
function change(tree, random) {
  if (typeof tree === "string") return random() < 0.2 ? "Other" : tree;
  const [tag, attributes, ...children] = tree;
  const kept = children.filter(() => random() < 0.9).map((child) => change(child, random));
  const apart = kept.filter((child, place) => typeof child !== "string" || typeof kept[place - 1] !== "string");
  if (random() < 0.2 && !LEAVES.includes(tag)) apart.push(grow(random, 3));
  return [tag, random() < 0.2 ? { ...attributes, class: "answer" } : attributes, ...apart];
}
