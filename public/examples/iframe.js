// Keeps each frame with the stand-alone page as high as its content. The page says its height at every change, in a
// message of the form { "login-help": { height: NUMBER } }.

(() => {
  const LOWEST = 200;
  const HIGHEST = 50000;

  addEventListener("message", ({ data, origin, source }) => {
    // Any window may send messages here: only a frame of ours counts, and only while it shows the page that it should.
    const frames = [...document.querySelectorAll("iframe.login-help")];
    const frame = frames.find(({ contentWindow }) => contentWindow === source);
    if (!frame || origin !== new URL(frame.src).origin) return;
    const height = data?.["login-help"]?.height;
    if (Number.isFinite(height)) frame.height = Math.min(Math.max(Math.ceil(height), LOWEST), HIGHEST);
  });
})();
