// Runs before anything of a page's own: what waits for half a second or longer can be had at once, by `wait()`.
{
  const begin = setTimeout;
  const waiting = new Map();
  window.setTimeout = (act, delay = 0, ...args) => {
    const run = () => {
      waiting.delete(id);
      clearTimeout(id);
      act(...args);
    };
    const id = begin(run, delay);
    if (delay >= 500) waiting.set(id, run);
    return id;
  };
  window.wait = () => [...waiting.values()].forEach((run) => run());
}
