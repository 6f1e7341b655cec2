// The widget's files over the network: fetched, checked, and where something is wrong, told apart.
import { allowed } from "./allowed.js";
import { failure } from "./failures.js";

// In two steps: in one, Vite takes the folder for a file of ours and copies the script once more.
const { url: script } = import.meta;
const here = new URL("./", script);

/** The address of a file of the widget's own. */
export const asset = (path) => new URL(path, here);

/** Ends all requests: while one is pending, a browser answers the next for the same address from it. */
let calls = new AbortController();

/** Fetches, or throws a failure that says what is wrong. Pages wrap `fetch`, some of them for addresses as texts alone. */
async function get({ href, origin }, what) {
  // From our own server in the one way in which WebKit takes what the stand-alone page has preloaded.
  const own = origin === location.origin && { mode: "no-cors", credentials: "include" };
  let answer;
  try {
    const { signal } = calls;
    answer = await fetch(href, { ...own, signal });
    if (answer.type === "opaque") answer = await fetch(href, { signal }); // moved to another origin
  } catch (cause) {
    throw failure(`${what}-unreachable`, `${href} is out of reach: look at the connection, connect-src and Access-Control-Allow-Origin`, cause);
  }
  if (!answer.ok) throw failure(`${what}-status`, `${href} answers ${answer.status}: serve all files of one build, unchanged`);
  return answer;
}

/** The whole of an answer. */
async function read(answer, url, what) {
  return new Uint8Array(
    await answer.arrayBuffer().catch((cause) => {
      throw failure(`${what}-unreachable`, `${url} broke off`, cause);
    }),
  );
}

/** The bytes of a file. */
export const bytes = async (url, what) => read(await get(url, what), url, what);

/** A file of JSON. */
export async function json(url, what) {
  const text = new TextDecoder().decode(await bytes(url, what));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw failure(`${what}-damaged`, `${url} is no file that login-help build made`, cause);
  }
}

/** The program, fetched and started once for all elements on the page. */
let program;
let starts = 0;

export function loadProgram() {
  if (!program) {
    program = start();
    program.catch(dropProgram);
  }
  return program;
}

async function start() {
  const [module, glue, sheet] = await Promise.all([compile(), loadGlue(asset(CORE.js)), loadSheet(asset(CORE.css))]);
  // Some browsers heed the policy when they compile, and others when they start.
  await glue.default({ module_or_path: module }).catch((cause) => {
    throw failure("core-forbidden", "script-src forbids WebAssembly: add 'wasm-unsafe-eval'", cause);
  });
  return { ...glue, sheet };
}

/** Makes the next element start the program anew, after it stopped or failed to start. */
export const dropProgram = () => (program = undefined);

/** Aborts what has not come, so that the next attempt asks for it anew. */
export function giveUp() {
  dropProgram();
  calls.abort();
  calls = new AbortController();
}

/** Whether the program stopped with this error. */
export const isPanic = (error) =>
  globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError && String(error.stack).includes("login-help-core");

/** Compiles the wasm while it comes in, and holds it against its digest before anything of it runs. */
async function compile() {
  if (!globalThis.WebAssembly) throw failure("core-forbidden", "no WebAssembly");
  const url = asset(CORE.wasm);
  const answer = await get(url, "core");
  const early = WebAssembly.compileStreaming(answer.clone()).catch(() => {}); // below with all bytes at hand
  const whole = await read(answer, url, "core");
  await check(whole, CORE.wasmDigest, url);
  const module = await early;
  const type = answer.headers.get("content-type");
  if (!/^application\/wasm\b/.test(type)) {
    console.warn(`login-help: ${url} is sent as ${type}, not application/wasm`);
  }
  return module ?? whole;
}

/** The styles of all screens after the first question. */
async function loadSheet(url) {
  const whole = await bytes(url, "core");
  await check(whole, CORE.cssDigest, url);
  return new TextDecoder().decode(whole);
}

/** Holds the bytes against the digest that the build gave them. Without HTTPS a browser can't tell. */
async function check(whole, wanted, url) {
  const digest = await allowed(() => crypto.subtle.digest("SHA-256", whole))?.catch?.(() => {});
  if (!digest || btoa(String.fromCharCode(...new Uint8Array(digest))) === wanted) return;
  throw failure("core-damaged", `${url} is of another build: serve all files of one build, unchanged`);
}

/** The JavaScript half of the program. A stopped one can only be started again under another address. */
async function loadGlue(url) {
  if (starts++) url.search = `?start=${starts}`;
  try {
    await preload(url);
    return await import(url.href);
  } catch (cause) {
    throw await diagnosis(url, cause);
  }
}

/** Brings a module in with its digest checked, which import() alone can't: it takes what is there then. */
function preload(url) {
  const link = document.createElement("link");
  if (!link.relList.supports("modulepreload")) return;
  Object.assign(link, { rel: "modulepreload", href: url.href, integrity: `sha256-${CORE.jsDigest}`, crossOrigin: "anonymous" });
  return new Promise((loaded, failed) => {
    Object.assign(link, { onload: loaded, onerror: failed });
    document.head.append(link);
  }).finally(() => link.remove());
}

/** Why a module could not be loaded, which browsers don’t say. */
async function diagnosis(url, cause) {
  try {
    const answer = await get(url, "core");
    const type = answer.headers.get("content-type");
    if (!/javascript/.test(type)) return failure("core-type", `${url} is sent as ${type}: send it as text/javascript`, cause);
    return failure("core-damaged", `${url} can’t be run: serve all files of one build, unchanged, and look at script-src`, cause);
  } catch (error) {
    return error;
  }
}
