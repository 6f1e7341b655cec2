// Elements from trees. A tree is a text, or a list of a tag, attributes and children: ["p", { class: "hint" }, "Text"].
// Elements are built from it, or those that are there are patched: what is the same already is left alone, with its
// focus and what was typed into it, and only the rest is touched.
//
// What an element has is read from the page itself, apart from its attributes, which are kept beside it as we gave them. So
// elements that came as HTML are taken over like those that were built here, what a translator or an extension puts between
// them goes at the next patch, and what they set on them matters to nothing.
//
// All of this runs a few times at most before it has an effect, long before a browser compiles it: places in lists are
// counted rather than taken apart, which such code does several times faster.

/** The children of a tree come after its tag and its attributes. */
const CHILDREN = 2;

/** The names in an object of ours: a page may have given all objects more. */
const { keys } = Object;

/** An element’s attributes as we gave them, and the places of what is to be done at events. */
export const attributesOf = (element) => (element.given ??= Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])));

/** Whether a node is what the tree describes: elements of one tag are told apart by three attributes. */
function isSame(node, tree) {
  if (typeof tree === "string") return node.nodeType === Node.TEXT_NODE;
  if (node.localName !== tree[0]) return false;
  const before = attributesOf(node);
  const now = tree[1];
  return before.class === now.class && before.id === now.id && before["data-screen"] === now["data-screen"];
}

/** Whether the rest is painted first. */
const isLate = (tree) => typeof tree !== "string" && tree[1]["data-late"] !== undefined;

function set(element, name, value) {
  if (name[0] === "@") return;
  if (name !== "value") element.setAttribute(name, value);
  else if (element.value !== value) element.value = value;
}

/** Builds what a tree says, with the same `rest` as {@link fill}, which it does not call: the shell needs no more than this. */
export function build(tree, rest) {
  if (typeof tree === "string") return document.createTextNode(tree);
  const tag = tree[0];
  const element = tag === "svg" || tag === "path" ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  const attributes = (element.given = tree[1]);
  let lacks = false;
  for (let place = CHILDREN; place < tree.length; place += 1) {
    if (rest && isLate(tree[place])) lacks = true;
    else element.append(build(tree[place], rest));
  }
  if (lacks) rest.unfilled.push([element, tree]);
  // What is in a field comes after what kind of field it is.
  for (const name of keys(attributes)) set(element, name, attributes[name]);
  return element;
}

function patch(node, tree, rest) {
  if (typeof tree === "string") {
    if (node.data !== tree) node.data = tree;
    return;
  }
  const before = attributesOf(node);
  const now = (node.given = tree[1]);
  for (const name of keys(before)) if (now[name] === undefined) node.removeAttribute(name);
  for (const name of keys(now)) if (name === "value" || now[name] !== before[name]) set(node, name, now[name]);
  if (rest && isLate(tree)) rest.unfilled.push([node, tree]);
  else fill(node, tree, rest);
}

/**
 * Makes the children of a tree an element’s. Those that are the same keep their order, and none of them is moved. Where
 * there is a {@link Rest}, what can wait until the screen is painted goes there.
 */
function fill(parent, tree, rest) {
  let next = parent.firstChild;
  let lacks = false;
  for (let place = CHILDREN; place < tree.length; place += 1) {
    const child = tree[place];
    let same = next;
    while (same && !isSame(same, child)) same = same.nextSibling;
    if (same) {
      next = dropUntil(next, same, rest);
      patch(same, child, rest);
      next = same.nextSibling;
    } else if (rest && isLate(child)) {
      lacks = true;
    } else {
      parent.insertBefore(build(child, rest), next);
    }
  }
  dropUntil(next, null, rest);
  if (lacks) rest.unfilled.push([parent, tree]);
}

/** Makes what a tree says an element’s only child; nothing where there is none. */
export const show = (parent, tree, rest) => fill(parent, tree ? [null, {}, tree] : [null, {}], rest);

/** Takes away a node and what follows it until the end, which is given back. */
function dropUntil(node, end, rest) {
  while (node !== end) {
    const dropped = node;
    node = node.nextSibling;
    if (rest?.focused && dropped.contains(rest.focused)) {
      dropped.style.display = "none";
      rest.hidden.push(dropped);
    } else dropped.remove();
  }
  return end;
}

/** What can wait until the screen is painted. */
export class Rest {
  /** Elements, each with the tree of what is yet to be put into it: children with `data-late`, and what is in them. */
  unfilled = [];
  /** What is out of sight, and goes. */
  hidden = [];
  /** What has the focus: a browser that loses it works out all styles at once. */
  focused;

  finish() {
    for (const element of this.hidden.splice(0)) element.remove();
    for (const [element, tree] of this.unfilled.splice(0)) fill(element, tree);
  }
}

/** Tells `act` what is in every field of a form: what fills in forms need not have sent an event. */
function read(form, act) {
  for (const field of form.elements) {
    const place = field.given?.["@input"];
    if (place !== undefined) act(place, field.value);
  }
}

/** Has `act` called, once all is `ready`, with the place of what is to be done at an event in here, and what is in the field. */
export function listen(container, ready, act) {
  for (const type of ["click", "submit", "input", "change"]) {
    // On its way down, since what fills in forms may send events that do not come up again.
    const heard = (event) => {
      ready();
      for (let element = event.target; element && element !== container; element = element.parentNode) {
        const place = element.given?.[`@${type}`];
        if (place === undefined) continue;
        // A link out of the page leads there all the same.
        if (!element.rel) event.preventDefault();
        if (type === "submit") read(element, act);
        act(place, element.value ?? "");
        return;
      }
    };
    container.addEventListener(type, heard, true);
  }
}
