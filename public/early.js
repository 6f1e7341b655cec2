// The first question before the wasm is there: built from what the author tool wrote ahead, and answerable at once.
// What is pressed or typed meanwhile is kept, and done again when the program has taken over the same elements.

import { attributesOf } from "./render.js";

/** The allow-list of tags and attributes. A file with anything else is not one of ours. */
const TAGS = /^(div|p|section|h[1-6]|ul|li|button|span|svg|path|footer|form|label|input|textarea)$/;
const ATTRIBUTES = /^((aria|data)-[a-z]+|autocapitalize|autocomplete|class|d|dir|for|id|lang|maxlength|novalidate|part|role|rows|spellcheck|tabindex|type|viewBox)$/;

/** A tree of the author tool’s, whose first heading gets this level. */
export function checked(tree, level) {
  if (typeof tree === "string") return tree;
  const [tag, attributes, ...children] = tree;
  if (!TAGS.test(tag)) throw new Error(`no element of ours: ${tag}`);
  const shifted = tag.replace(/\d/, (digit) => Math.min(6, level - 2 + +digit));
  const allowed = Object.entries(attributes).filter(([name]) => ATTRIBUTES.test(name));
  return [shifted, Object.fromEntries(allowed), ...children.map((child) => checked(child, level))];
}

/** Identifies a button by our own hooks: extensions set other attributes. */
const meaning = ({ dataset, parentNode }) => `${dataset.answer} ${dataset.read} ${parentNode.closest("section")?.dataset.question}`;

/** The first question on screen, in a container that says what to say meanwhile. */
export class Early {
  #container;
  #pressed;
  #ended = new AbortController();

  constructor(container) {
    this.#container = container;
    // As they came, before others set any.
    for (const element of container.querySelectorAll("*")) attributesOf(element);
    const { signal } = this.#ended;
    container.addEventListener("click", (event) => this.#press(event), { signal });
    container.addEventListener("submit", (event) => event.preventDefault(), { signal });
  }

  #press(event) {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    this.#unmark();
    this.#pressed = { button, meant: meaning(button) };
    button.setAttribute("aria-busy", "true");
    this.#say("notice hidden", this.#container.dataset.moment);
  }

  #say(className, words) {
    Object.assign(this.#container.querySelector(".notice"), { className, textContent: words });
  }

  #unmark() {
    this.#pressed?.button.removeAttribute("aria-busy");
    this.#say("notice", "");
  }

  get #typed() {
    return [...this.#container.querySelectorAll("input, textarea")].filter(({ value }) => value);
  }

  /** Whether there is something that must not be lost. */
  get isUsed() {
    return this.#pressed || this.#typed.length;
  }

  /** Says no longer that something comes, and gives the elements; what was pressed is kept. */
  pause() {
    this.#unmark();
    return this.#container;
  }

  /** Leaves the elements as they were written. Gives them, and what does again in them what was typed and pressed. */
  end() {
    this.#ended.abort();
    const container = this.pause();
    container.hidden = false;
    delete container.dataset.moment;
    const typed = this.#typed.map((field) => [field, field.value]);
    const again = () => {
      for (const [field, value] of typed) {
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      const { button, meant } = this.#pressed ?? {};
      if (button?.isConnected && meaning(button) === meant) button.click();
    };
    return { container, again };
  }
}
