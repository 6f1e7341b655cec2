// For the stand-alone page in somebody's iframe: tells the page around it how high it is, so that it needs no scroll bar
// of its own. The other half is examples/iframe.js.

/** Posts `{ "login-help": { height } }` to the page around this one, now and at every change. */
export function reportHeight() {
  if (window.parent === window) return;
  const page = document.documentElement;
  new ResizeObserver(() => {
    // Not scrollHeight, which never falls below the frame's own height, so that the frame would never shrink.
    const height = Math.ceil(page.getBoundingClientRect().height);
    // To anybody: the page around may be any site's, and a height is no secret.
    window.parent.postMessage({ "login-help": { height } }, "*");
  }).observe(page);
}
