// The first question before the wasm is there: built from what the author tool wrote ahead, and answerable at once.
// What is pressed or typed meanwhile is kept, and done again in the widget that takes its place.

/** What markup may consist of; anything else in a file would be none of ours. */
const TAGS = /^(div|p|section|h[1-6]|ul|li|button|span|svg|path|footer|form|label|input|textarea)$/;
const ATTRIBUTES = /^(aria-[a-z]+|data-[a-z]+|autocapitalize|autocomplete|class|d|dir|for|id|lang|maxlength|novalidate|part|role|rows|spellcheck|tabindex|type|viewBox)$/;
const ICON = /^(svg|path)$/;

/** Builds an element from a tree of the author tool’s, whose first heading has this level. */
export function build(tree, level) {
  if (typeof tree === "string") return tree;
  const [name, attributes, ...children] = tree;
  if (!TAGS.test(name)) throw new Error(`the first question has an element ‘${name}’`);
  const tag = name.replace(/^h(\d)$/, (_, digit) => `h${Math.min(6, level - 2 + Number(digit))}`);
  const element = ICON.test(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const attribute in attributes) {
    if (ATTRIBUTES.test(attribute)) element.setAttribute(attribute, attributes[attribute]);
  }
  element.append(...children.map((child) => build(child, level)));
  return element;
}

const CONTROLS = "button, input, textarea";

/** The first question on screen, in a container that says what to say meanwhile. */
export class Early {
  #container;
  #pressed = -1;
  /** Settles when no button is held down any more, so that no click is torn in two. */
  released;

  constructor(container) {
    this.#container = container;
    container.addEventListener("click", (event) => this.#press(event));
    container.addEventListener("submit", (event) => event.preventDefault());
    container.addEventListener("pointerdown", () => {
      this.released = new Promise((released) => {
        for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(released), { once: true });
      });
    });
  }

  #press(event) {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    this.#pressed = this.#controls.indexOf(button);
    this.#container.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    button.setAttribute("aria-busy", "true");
    const notice = this.#container.querySelector(".notice");
    notice.classList.add("hidden");
    notice.textContent = this.#container.dataset.moment;
  }

  get #controls() {
    return [...this.#container.querySelectorAll(CONTROLS)];
  }

  /** Whether there is something that must not be lost. */
  get isUsed() {
    return this.#pressed >= 0 || this.#controls.some((control) => control.value);
  }

  /** Puts the same question of the widget’s in its place in the root, with what was typed, focused and pressed. */
  giveWayTo(widget, root) {
    const old = this.#controls;
    const focused = old.indexOf(root.activeElement);
    root.append(widget);
    this.#container.remove();
    // The widget may have more controls: a field for an address, say.
    const name = ({ dataset }) => JSON.stringify({ ...dataset });
    const all = [...widget.querySelectorAll(CONTROLS)];
    const controls = old.map((control) => all.find((other) => name(other) === name(control)));
    old.forEach((control, index) => {
      if (control.localName === "button" || !control.value || !controls[index]) return;
      controls[index].value = control.value;
      controls[index].dispatchEvent(new Event("input", { bubbles: true }));
    });
    controls[focused]?.focus();
    controls[this.#pressed]?.click();
  }
}
