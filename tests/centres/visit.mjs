// What every centre has to stand: a visitor with Chromium answers, goes away and comes back, and changes to dark.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-quic"];

/** Runs before any script of a page. */
function inPage() {
  const watch = (globalThis.seen = { shifts: [], persisted: false, wasm: new Set() });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      watch.shifts.push(`${value.toFixed(3)} of ${sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.nodeName).join(" and ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
  addEventListener("pageshow", ({ persisted }) => (watch.persisted = persisted));
  addEventListener("login-help-ready", () => (watch.isReady = true));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => console.error(`policy: ${violatedDirective} ${blockedURI}`));
  const keep = ({ exports }) => Object.values(exports).forEach((value) => value instanceof WebAssembly.Memory && watch.wasm.add(value));
  const real = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...given) => {
    const made = await real.apply(WebAssembly, given);
    keep(made.instance ?? made);
    return made;
  };
}

/**
 * What 20 navigations may leave: some of it is the engine's own, such as code that it compiled meanwhile. Widgets that were
 * kept would leave ten times a hundred nodes.
 */
const SLACK = { heap: 0.5, nodes: 100, listeners: 20, wasm: 0.2 };

/** How light what is behind an element is, from 0 to 1. */
function lightness(element) {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  for (let part = element; part; part = part.parentElement) {
    canvas.fillStyle = getComputedStyle(part).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    if (alpha === 255) return (red + green + blue) / 765;
  }
  return 1;
}

/** Goes through a centre. Throws at the first fault, and gives what was measured. */
export const visit = (driver, centre, base, room) => browse(driver, centre, base, async (visitor) => visitor.all(await room.elsewhere()));

/** Only a case and a way away and back, as the tool's server for development shows the centre to its author. */
export const glance = (driver, centre, base) => browse(driver, centre, base, (visitor) => visitor.brief());

async function browse(driver, centre, base, act) {
  const { chromium } = createRequire(join(driver, "package.json"))("playwright-core");
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGS, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.addInitScript(inPage);
    return await act(new Visitor(page, centre, base));
  } finally {
    await browser.close();
  }
}

class Visitor {
  constructor(page, centre, base) {
    Object.assign(this, { page, centre, base, thrown: [] });
    page.setDefaultTimeout(15_000);
    page.on("pageerror", (error) => this.thrown.push(`thrown: ${error.stack}`));
    page.on("console", (message) => {
      const { url } = message.location();
      const text = `${message.type()}: ${message.text()} (${url})`;
      if (url.endsWith("favicon.ico") || url.endsWith("favicon.svg")) return; // none of the sites has an icon
      if (message.type() === "error" || (message.type() === "warning" && /login-help/.test(text))) this.thrown.push(text);
    });
  }

  part(selector) {
    return this.page.locator(`login-help ${selector}`);
  }

  async first() {
    await this.part("[data-question=symptom]").waitFor();
  }

  /** To the remedy for a shared login, as somebody does whose password is refused. */
  async walk() {
    await this.first();
    await this.part("[data-answer=rejected]").click();
    await this.part("[data-answer=shared]").click();
    await this.part("[data-remedy=shared-credentials]").waitFor();
  }

  async to(link) {
    await this.page.locator(link).first().click();
  }

  async away() {
    await this.to(this.centre.away);
    await this.page.locator("login-help").waitFor({ state: "detached" });
  }

  async back() {
    await this.to(this.centre.back);
    await this.first();
  }

  async shift(when) {
    await this.page.waitForTimeout(700);
    const shifts = await this.page.evaluate(() => seen.shifts);
    assert.deepEqual(shifts.filter((shift) => !this.own.includes(shift)), [], `things jump ${when}`);
  }

  async light() {
    return { widget: await this.part(".widget").first().evaluate(lightness), page: await this.page.locator("body").evaluate(lightness) };
  }

  async followsDark() {
    for (const system of ["light", "dark"]) {
      await this.page.emulateMedia({ colorScheme: system });
      for (const wanted of ["dark", "light"]) {
        const isDark = (await this.light()).page < 0.5;
        if (isDark !== (wanted === "dark")) await this.centre.dark(this.page, wanted);
        await this.page.waitForTimeout(500); // some sites fade
        const of = ({ page, widget }) => `page ${page < 0.5 ? "dark" : "light"}, widget ${widget < 0.5 ? "dark" : "light"}`;
        assert.equal(of(await this.light()), `page ${wanted}, widget ${wanted}`, `switched to ${wanted} where the system is ${system}`);
      }
    }
    await this.page.emulateMedia({ colorScheme: "light" });
  }

  async memory() {
    for (let times = 0; times < 3; times++) await this.cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await this.cdp.send("Performance.getMetrics");
    const of = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    const wasm = await this.page.evaluate(() => [...seen.wasm].reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
    return { heap: of.JSHeapUsedSize / 1e6, nodes: of.Nodes, listeners: of.JSEventListeners, wasm: wasm / 1e6 };
  }

  /** Navigates 20 times, after some that fill the caches, and gives the memory between; `arrive` waits for the widget's page. */
  async navigate(arrive) {
    const round = async () => {
      await this.away();
      await this.to(this.centre.back);
      await arrive();
    };
    for (let times = 0; times < 4; times++) await round();
    const before = await this.memory();
    for (let times = 0; times < 10; times++) await round();
    return before;
  }

  /** Twenty navigations leave nothing; or no more than without the widget, but for what it adds to pages that the site keeps. */
  async staysFlat() {
    const before = await this.navigate(async () => {
      await this.part("[data-answer=rejected]").click();
      await this.part("[data-question=login]").waitFor();
    });
    const growth = (before, after) => Object.fromEntries(Object.keys(SLACK).map((what) => [what, after[what] - before[what]]));
    const isFlat = (grown, own = {}) => Object.keys(SLACK).every((what) => grown[what] <= SLACK[what] + 1.1 * Math.max(own[what] ?? 0, 0));
    const say = (grown) => Object.entries(grown).map(([what, by]) => `${what} ${by < 0 ? "" : "+"}${+by.toFixed(2)}`).join(", ");
    let grown;
    // The widget's own longest timer ends after ten seconds.
    for (let seconds = 0; seconds < 12; seconds++) {
      grown = growth(before, await this.memory());
      if (isFlat(grown)) return say(grown);
      await this.page.waitForTimeout(1000);
    }
    await this.page.route("**/login-help.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await this.page.goto(this.base + this.centre.page);
    const bare = await this.navigate(() => this.page.locator("login-help").waitFor({ state: "attached" }));
    const own = growth(bare, await this.memory());
    assert.ok(isFlat(grown, own), `20 navigations leave ${say(grown)}, and without the widget ${say(own)}`);
    return `${say(grown)}, as without the widget (${say(own)})`;
  }

  async brief() {
    await this.page.goto(this.base + this.centre.page);
    await this.walk();
    await this.away();
    await this.back();
    await this.walk();
    assert.deepEqual(this.thrown, []);
  }

  async all(elsewhere) {
    const { page, centre } = this;
    this.cdp = await page.context().newCDPSession(page);
    await this.cdp.send("Performance.enable");

    // What jumps on a page without the widget is the site's own.
    await page.goto(this.base);
    await page.waitForTimeout(700);
    this.own = await page.evaluate(() => seen.shifts);

    await page.goto(this.base + centre.page);
    await this.first();
    await page.waitForFunction(() => seen.isReady);
    await this.shift("while the widget comes");
    await this.walk();
    await this.shift("on the walk");
    await this.followsDark();

    await this.away();
    await this.back();
    await this.walk();
    await this.away();
    await page.goBack({ waitUntil: "commit" });
    await this.part(":is([data-question=symptom], [data-remedy])").first().waitFor();
    await page.goto(this.base + centre.page);
    await this.walk();

    await page.goto(elsewhere);
    await page.goBack({ waitUntil: "commit" });
    await this.part("[data-remedy=shared-credentials]").waitFor();
    const why = await page.evaluate(() => JSON.stringify(performance.getEntriesByType("navigation")[0].notRestoredReasons));
    assert.ok(await page.evaluate(() => seen.persisted), `the page is not kept for Back: ${why}`);
    await this.part("[data-restart]").first().click();
    await this.walk();

    const grown = await this.staysFlat();
    await this.shift("after all of it");
    assert.deepEqual(this.thrown, []);
    return `jumps: ${this.own.length} of the site's own; 20 navigations: ${grown}`;
  }
}
