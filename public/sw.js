// Keeps the stand-alone page for use without a network: the files of one build in a cache of that build’s own, so that
// versions never mix. Everything else, status APIs above all, passes by.

const scope = new URL("./", location.href).pathname;
const PREFIX = `login-help ${scope} `;
const NAME = PREFIX + BUILD.version;

const isCore = (path) => path.startsWith("login-help-core.");

/** The paths of what is said in these languages; the page in English is `./`. */
const words = (languages) => languages.flatMap((tag) => BUILD.words.map((path) => path.replace("LANG", tag)).filter((path) => path !== "en.html"));

/** All that the page may ask for, and of it what it needs in this browser's languages. */
const ALL = [...BUILD.files, ...words(BUILD.languages)];
function needed() {
  const tags = navigator.languages.flatMap((tag) => [tag, tag.split("-")[0]]);
  return [...BUILD.files, ...words(BUILD.languages.filter((tag) => tag === "en" || tags.includes(tag)))];
}

/** The path of one of our files, as it is kept; nothing for anything else. */
function ours({ url, method }) {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || !pathname.startsWith(scope)) return;
  const path = pathname.slice(scope.length).replace(/^index\.html$/, "") || "./";
  return ALL.includes(path) || isCore(path) ? path : undefined;
}

async function answer(request, path) {
  // A page of the build before may still want its own half of the program.
  const kept = (await caches.match(path, { cacheName: NAME })) ?? (isCore(path) && (await caches.match(path)));
  if (kept) return kept;
  const fetched = await fetch(request);
  if (isSound(fetched, path)) await (await caches.open(NAME)).put(path, whole(fetched.clone()));
  return fetched;
}

/** Whether this is the file at a path: all of it, and no page that a server sends in the place of what it has not got. */
const isSound = ({ status, type, headers }, path) =>
  status === 200 && type === "basic" && /html/.test(headers.get("content-type")) === /(\.html|\/)$/.test(path);

/** An answer that says nothing of the way that it came: browsers take none for a page that was redirected. */
const whole = (answer) => (answer.redirected ? new Response(answer.body, answer) : answer);

async function keep(cache, path) {
  // The browser’s own cache may have files of another build, except where the name has a digest.
  const answer = await fetch(path, isCore(path) ? {} : { cache: "no-cache" });
  if (!isSound(answer, path)) throw new TypeError(`${path} is not the file of this build`);
  await cache.put(path, whole(answer));
}

addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => Promise.all(needed().map((path) => keep(cache, path)))));
});

addEventListener("activate", (event) => {
  const tidy = async () => {
    const before = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
    await Promise.all(before.slice(0, -1).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(tidy());
});

addEventListener("fetch", (event) => {
  const path = ours(event.request);
  if (path) event.respondWith(answer(event.request, path));
});

addEventListener("message", (event) => {
  // Another page that is open has the files of the build before in its hands.
  const alone = clients.matchAll({ type: "window", includeUncontrolled: true }).then(({ length }) => length === 1);
  event.waitUntil(alone.then((is) => is && skipWaiting()));
});
