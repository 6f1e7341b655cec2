// Runs before anything of a page's own, and keeps what the page lets happen.

window.seen = { events: [], console: [], violations: [], errors: [] };
for (const name of ["ready", "question", "remedy", "resolved", "handoff", "feedback", "error"]) {
  addEventListener(`login-help-${name}`, (event) => {
    const { detail, bubbles, composed, target } = event;
    seen.events.push({ name, detail, bubbles, composed, from: target.id });
  });
}
addEventListener("securitypolicyviolation", (event) => {
  seen.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
addEventListener("error", (event) => seen.errors.push(String(event.message)));
addEventListener("unhandledrejection", (event) => seen.errors.push(String(event.reason)));
for (const level of ["warn", "error"]) {
  const say = console[level];
  console[level] = (...words) => {
    seen.console.push(`${level}: ${words.join(" ")}`);
    say.apply(console, words);
  };
}
