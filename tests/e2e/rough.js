// What the tests of rough pages do in a page, in one script each: some of it breaks what a driver's own scripts need.

/** The first thing that there is, looked for again and again; nothing after a while. */
async function wait(look, patience = 8000) {
  for (const end = performance.now() + patience; performance.now() < end; ) {
    const found = look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** What is pressed from the first question until somebody says that the remedy helped. */
const FLOW = ["[data-answer=rejected]", "[data-answer=shared]", "[data-solved=yes]"];

/**
 * Opens a page in a frame, so that it breaks only what its own scripts share, and presses its widget from out here. Tells
 * how that ended: `done`, `article` where that can be read, or what was looked for last.
 */
async function walkIn(address) {
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: address, width: 220, height: 200 });
  document.body.append(frame);
  await new Promise((done) => frame.addEventListener("load", done, { once: true }));
  const page = frame.contentWindow;
  const codes = () => Array.from(page.seen.events).filter(({ name }) => name === "error").map(({ detail }) => String(detail.code));
  const part = (selector) => page.document.querySelector("login-help").shadowRoot?.querySelector(selector);
  let end;
  for (const selector of [...FLOW, "[data-done]"]) {
    const found = await wait(() => codes().length > 0 || part(selector));
    end = found === true ? "stopped" : found ? "done" : `without ${selector}`;
    if (end !== "done") break;
    if (selector !== "[data-done]") found.click();
  }
  const light = page.document.getElementById("light");
  if (end === "stopped" && light.checkVisibility() && light.getBoundingClientRect().height) end = "article";
  const told = { end, codes: codes(), errors: Array.from(page.seen.errors, String) };
  frame.remove();
  return told;
}

/** Puts every text below this into an element of its own, as translators do, and some of them into two. */
function translate(root) {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) if (!walk.currentNode.parentNode.matches("font, style, textarea")) texts.push(walk.currentNode);
  for (const text of texts) {
    const parts = text.length % 2 && text.length > 4 ? [text, text.splitText(2)] : [text];
    for (const part of parts) part.replaceWith(Object.assign(document.createElement("font"), { textContent: part.data }));
  }
}

/**
 * Walks every path in two widgets at once, of which one is translated after every screen: how many steps that takes.
 * Nowhere may the two not say the same.
 */
async function walkTranslated() {
  const text = (id) => find(".widget", id).textContent.replace(/\s+/g, " ");
  const seen = new Set();
  let steps = 0;
  const act = async (selector, typed) => {
    steps += 1;
    for (const id of ["one", "two"]) {
      if (typed) type(find("[data-message]", id), typed);
      find(selector, id).click();
    }
    await settled();
    if (text("one") !== text("two")) throw new Error(`after ${selector}:\n${text("one")}\nand not:\n${text("two")}`);
    translate(find(".widget", "one"));
  };
  const go = async () => {
    const { kind, id, answers: offered, changes } = look("two");
    // What follows a remedy is the same, by whichever answers it was reached.
    const here = [kind, id, ...offered, ...(kind === "question" ? changes : [])].join();
    if (seen.has(here)) return;
    seen.add(here);
    const answers = all("[data-answer]", "two").map(({ dataset }) => [`[data-answer='${dataset.answer}']`]);
    const others = ["[data-talk]", "[data-solved=no]"].filter((selector) => find(selector, "two")).map((selector) => [selector]);
    const message = find("[data-message]", "two") ? [["form:not(#form-words) [data-submit]", "PC LOAD LETTER"]] : [];
    for (const given of [...answers, ...others, ...message]) {
      await act(...given);
      await go();
      await act("[data-back]");
    }
  };
  translate(find(".widget", "one"));
  await go();
  return steps;
}
