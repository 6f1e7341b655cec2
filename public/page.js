// The stand-alone page’s own script, inline: the first question is in the HTML and can be answered before any file is
// there. Where the widget can’t come, the article shows.
import { Early } from "./early.js";

const help = document.querySelector("login-help");
const container = help.shadowRoot?.querySelector("div");

if (container) {
  const showArticle = () => {
    if (customElements.get("login-help")) return;
    container.remove();
    help.shadowRoot.querySelector("slot").hidden = false;
  };
  help.early = new Early(container);
  // The address carries answers, so another question comes.
  if (location.hash) container.hidden = true;
  addEventListener("error", ({ target }) => target.localName === "script" && showArticle(), true);
}
