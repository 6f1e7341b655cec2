// The gallery's entries: each a screen or state of the widget, and the way there, through the data- hooks of its contract.

import { lateFault, lateNews } from "./gallery-servers.js";

/** Until what the last step set off has run and is painted. */
export const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(() => setTimeout(done)))));

/** What is there for the selector, once it is. */
async function found(widget, selector) {
  for (let tries = 0; tries < 600; tries++) {
    const part = widget.shadowRoot?.querySelector(selector);
    if (part) return part;
    await settled();
  }
  throw new Error(`${widget.parentElement.id}: there is no ${selector}`);
}

const press = (selector) => async (widget) => (await found(widget, selector)).click();
const choose = (...answers) => answers.map((id) => press(`[data-answer=${id}]`));
const shows = (selector) => (widget) => found(widget, selector);
const opens = ({ open }) => () => open();
const type = (text) => async (widget) => {
  const field = await found(widget, "[data-email], [data-message]");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const SEND = "form:not(#form-words) [data-submit]";
const submit = (text) => [type(text), press(SEND)];
/** Somebody’s own words, which the widget takes to be Arabic or English. */
const say = (text) => async (widget) => {
  const field = await found(widget, "[data-words]");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const write = (text) => [say(text), press("#form-words [data-submit]")];
/** The summary tells where the page is, which differs from server to server. */
const placed = async (widget) => {
  const summary = await found(widget, "[data-summary]");
  // In another language the same in English follows, a moment later.
  const isWhole = () => widget.shadowRoot.querySelector(".widget").lang === "en" || summary.value.includes("--- English ---");
  for (let tries = 0; tries < 600 && !isWhole(); tries++) await settled();
  summary.value = summary.value.replaceAll(location.origin, "https://www.example.com");
};
const failed = (widget) => found(widget, "slot:not([hidden]), [data-again]");

const account = (name) => ({ "account-status-url": `/gallery/account/${name}` });
const service = (name) => ({ "service-status-url": `/gallery/service/${name}` });
/** A first question with fewer answers. */
const short = { facts: "symptom=rejected" };
const feedback = { "feedback-url": "/gallery/feedback" };
const long = { article: new URL("articles/long-words/", import.meta.url).href };
const ADDRESS = "ada@gmail.com";
const RESET = choose("forgot-password", "direct", "password");

/**
 * By group, each entry: its name, its caption, the element's attributes, and the steps. An entry that `fails` or `waits`
 * has no widget; of one with a `top`, only so many rem are of interest; of a forced one, every control is to be shown in that
 * state, which only the browser's own tools can do.
 */
export const GROUPS = {
  questions: [
    { name: "first", caption: "The first question", top: 20 },
    {
      name: "beside", caption: "The first question, and beside it the field for an address",
      attributes: account("slow"),
    },
    {
      name: "asking", caption: "While the server is asked",
      attributes: { ...short, ...account("slow") },
      steps: [submit(ADDRESS), shows(".beside [role=status]:not(:empty)")],
    },
    {
      name: "busy-server", caption: "A server that wants to be left alone", top: 16,
      attributes: { ...short, ...account("busy") },
      steps: [submit(ADDRESS), shows(".notice:not(:empty)")],
    },
    {
      name: "silent-server", caption: "A server that can’t say more", top: 16,
      attributes: { ...short, ...account("silent") },
      steps: [submit(ADDRESS), shows(".notice:not(:empty)")],
    },
    {
      name: "wrong-address", caption: "An address in which something is wrong",
      attributes: { ...short, ...account("slow") },
      steps: [submit("ada.example.com")],
    },
    {
      name: "typo", caption: "An address that is probably meant otherwise",
      attributes: { ...short, ...account("slow") },
      steps: [submit("ada@gmial.com"), shows(".suggestion")],
    },
    {
      name: "by-email", caption: "A question by email",
      attributes: { ...long, ...account("slow") },
      steps: [choose("by-email")],
    },
    { name: "later", caption: "A later question, with the answers below", steps: [choose("forgot-password")] },
    {
      name: "changing", caption: "Another answer to an earlier question", top: 34,
      steps: [choose("rejected", "shared"), press("[data-change=login]")],
    },
    {
      name: "interruption", caption: "The one question before a risky remedy", top: 24,
      steps: [choose("forgot-password", "direct")],
    },
  ],
  words: [
    { name: "words-fits", caption: "Answers that what is being typed speaks for", top: 40, steps: [say("forgot نسيت"), shows("[data-fits]")] },
    { name: "words-guesses", caption: "One’s own words, and what they are like", steps: [write("reset password البريد لا يصل"), shows("[data-guess]")] },
    {
      name: "words-sure", caption: "A remedy because of what somebody wrote", top: 24,
      steps: [write("Sorry, we were unable to send SMS at this Time"), shows("[data-remedy]")],
    },
    { name: "words-unknown", caption: "Words that nobody understands", top: 24, steps: [write("asdfgh"), shows(".notice:not(:empty)")] },
    {
      name: "words-address", caption: "An address in the box for words", top: 24,
      steps: [write("ada@gmail.com"), shows("[aria-invalid]")],
    },
  ],
  messages: [
    { name: "message", caption: "The box for messages", top: 44, steps: [choose("error")] },
    {
      name: "message-empty", caption: "The box for messages, sent empty", top: 30,
      steps: [choose("error"), press(SEND)],
    },
    {
      name: "message-unknown", caption: "After a message that nobody knows", top: 16,
      steps: [choose("error"), submit("Fault 0xC0DE in module login"), shows(".notice:not(:empty)")],
    },
  ],
  remedies: [
    { name: "warning", caption: "With warnings before the action", steps: [RESET] },
    {
      name: "spared", caption: "With a warning that doesn’t hold taken away", top: 26,
      steps: [choose("forgot-password", "direct", "api-keys")],
    },
    { name: "advice", caption: "With advice and no action", top: 40, steps: [choose("rejected", "shared")] },
    {
      name: "noted", caption: "The next one, after the first did not help", top: 20,
      steps: [choose("rejected", "twilio"), press("[data-solved=no]")],
    },
    { name: "by-page", caption: "Because the page knows", top: 24, attributes: { facts: "symptom=error error=basic-auth" } },
    { name: "bare", caption: "As short as can be", attributes: long, steps: [choose("bare")] },
  ],
  mail: [
    {
      name: "inbox", caption: "With the way to an inbox",
      steps: [choose("new"), submit(ADDRESS), shows("[data-inbox]")],
    },
    {
      name: "inbox-unknown", caption: "With an inbox that may be anybody’s, and no mail yet",
      steps: [choose("forgot-password", "forgotten"), submit("ada@example.org"), shows("[data-inbox]"), press(".inbox summary")],
    },
    {
      name: "mailed", caption: "A mail on its way",
      attributes: { ...short, ...account("mail") },
      steps: [submit(ADDRESS), shows("[data-mailed]")],
    },
    {
      name: "not-mailed", caption: "A mail that does not come", top: 46,
      attributes: { ...short, ...account("mail") },
      steps: [submit("ada@example.org"), shows("[data-mailed]"), press("[data-mailed] summary")],
    },
  ],
  servers: [
    {
      name: "by-server", caption: "Because the server says so", top: 30,
      attributes: { ...short, ...account("banned") },
      steps: [submit(ADDRESS), shows("[data-deny]")],
    },
    {
      name: "by-mail", caption: "Opened by the link in a mail", top: 30,
      attributes: { ...account("banned"), facts: "token=somebody" },
    },
    {
      name: "trouble-late", caption: "Trouble with the service that is told late",
      attributes: { ...short, ...service("incident") },
      steps: [shows(".late [data-trouble]")],
    },
    {
      name: "trouble", caption: "Trouble with the service, first on the next screen", top: 26,
      attributes: service("incident"),
      steps: [shows(".late [data-trouble]"), choose("rejected")],
    },
    {
      name: "maintenance", caption: "The service is being worked on", top: 18,
      attributes: service("maintenance"),
      steps: [shows(".late [data-trouble]"), choose("rejected")],
    },
    {
      name: "offer", caption: "News of the account that come late", top: 40,
      attributes: account("late"),
      steps: [submit(ADDRESS), choose("rejected"), opens(lateNews), shows("[data-offer]")],
    },
  ],
  ends: [
    { name: "possible", caption: "What may help", top: 34, steps: [choose("unsure"), choose("unsure")] },
    {
      name: "possible-open", caption: "What may help, with the less likely ones",
      steps: [choose("unsure"), choose("unsure"), press("summary")],
    },
    {
      name: "support", caption: "Handed to support",
      steps: [choose("two-factor", "missing"), press("[data-solved=no]"), press("[data-talk]"), placed],
    },
    {
      name: "support-address", caption: "Handed to support, with an address to add", top: 42,
      attributes: { email: ADDRESS },
      steps: [choose("two-factor", "missing"), press("[data-talk]"), press("[data-add-address]"), placed],
    },
    {
      name: "reply", caption: "Handed to who wrote the notice", top: 44,
      steps: [choose("blocked", "banned"), press("[data-solved=no]"), placed],
    },
    {
      name: "none", caption: "Handed to nobody: this one can’t be helped here", top: 30,
      steps: [choose("forgot-password", "reseller"), press("[data-talk]"), placed],
    },
    {
      name: "copied", caption: "The summary is copied", top: 16,
      steps: [choose("two-factor", "missing"), press("[data-talk]"), placed, press("[data-copy]"), shows(".notice:not(:empty)")],
    },
    { name: "solved", caption: "Solved", steps: [choose("two-factor", "missing"), press("[data-solved=yes]")] },
    {
      name: "solved-comment", caption: "Solved, with a box for a comment", top: 26,
      attributes: feedback,
      steps: [choose("two-factor", "missing"), press("[data-solved=yes]")],
    },
    {
      name: "solved-thanks", caption: "Solved, with thanks for the comment", top: 18,
      attributes: feedback,
      steps: [choose("two-factor", "missing"), press("[data-solved=yes]"), commented("[data-done]")],
    },
  ],
  articles: [
    { name: "article", caption: "The whole article", top: 36, attributes: feedback, steps: [press("[data-read]")] },
    {
      name: "article-rated", caption: "The whole article, rated", top: 30,
      attributes: feedback,
      steps: [press("[data-read]"), press("[data-rate=good]")],
    },
    {
      name: "article-thanks", caption: "The whole article, with thanks for the comment", top: 18,
      attributes: feedback,
      steps: [press("[data-read]"), press("[data-rate=good]"), commented(".rate")],
    },
    {
      name: "article-short", caption: "A whole article that is short and has long words", top: 60,
      attributes: long,
      steps: [press("[data-read]")],
    },
  ],
  "long-words": [
    { name: "long-question", caption: "A question", attributes: long },
    {
      name: "long-by-server", caption: "A remedy because the server says so", top: 26,
      attributes: { ...long, ...account("locked") },
      steps: [choose("by-email"), submit(ADDRESS), shows("[data-deny]")],
    },
    { name: "long-remedy", caption: "A remedy", attributes: long, steps: [choose("long-answer")] },
    {
      name: "long-support", caption: "Handed to support",
      attributes: long,
      steps: [choose("long-answer"), press("[data-talk]"), placed],
    },
  ],
  states: [
    {
      name: "pressed", caption: "Pressed before the program is there", top: 26, waits: true,
      attributes: { article: "/gallery/slow/" },
      steps: [choose("rejected")],
    },
    {
      name: "stopped", caption: "Stopped, after an answer was given", fails: true,
      attributes: { article: "/gallery/faulty/" },
      steps: [choose("rejected"), opens(lateFault), shows("[data-again]")],
    },
    {
      name: "fallback", caption: "Without the program, what stands in the element", fails: true,
      attributes: { article: "/gallery/missing/" },
      steps: [failed],
    },
    ...["hover", "focus-visible", "active"].flatMap((force) => [
      { name: `question-${force}`, caption: `A question’s controls: ${force}`, force, attributes: { ...short, ...account("slow") } },
      { name: `remedy-${force}`, caption: `A remedy’s controls: ${force}`, force, attributes: { facts: "symptom=error error=credits" } },
    ]),
  ],
};

/** A comment in the box there, sent. */
function commented(part) {
  return async (widget) => {
    await found(widget, `${part} [data-message]`);
    for (const step of submit("It was the spam folder.")) await step(widget);
    await settled();
  };
}
