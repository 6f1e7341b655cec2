// Where a centre is made: a folder under target/centres with the sites' sources in it, and what is done there.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const here = dirname(fileURLToPath(import.meta.url));
const top = join(here, "../..");
export const target = join(top, "target/centres");

/** The widget as `./dev package` made it: a package for npm, which is also a folder for any web server. */
function widget() {
  const packages = join(top, "target/package");
  const name = existsSync(packages) && readdirSync(packages).find((file) => /^login-help-.*\.tgz$/.test(file));
  if (!name) throw new Error(`there is no package in ${packages}: run ./dev package`);
  return join(packages, name);
}

const TYPES = { ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".xml": "text/xml" };

/** Where a lock file would be many times the site, the versions are those of this day. */
const DAY = "2026-12-01";

export class Room {
  #log = "";
  #ends = [];

  /** The site's sources come in anew; what was installed stays. */
  constructor(name) {
    this.name = name;
    this.path = join(target, name);
    mkdirSync(this.path, { recursive: true });
    for (const entry of readdirSync(this.path)) {
      if (!/^(node_modules|venv|\.done-.*)$/.test(entry)) rmSync(join(this.path, entry), { recursive: true });
    }
    cpSync(join(here, name), this.path, { recursive: true });
  }

  /** Runs a command of the centre's tool in the room. */
  run(command, args = [], env = {}) {
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: this.path, encoding: "utf8", env: { ...process.env, CI: "1", ...env }, maxBuffer: 1 << 26 });
    const said = `$ ${command} ${args.join(" ")}\n${stdout}${stderr}`;
    this.#log += said;
    writeFileSync(`${this.path}.log`, this.#log);
    if (error || status) throw new Error(`${error ?? `exit status ${status}`}\n${said.slice(-4000)}`);
    return stdout;
  }

  /** Runs `act` unless it was done with the same content of this file before. */
  once(file, act) {
    const stamp = join(this.path, `.done-${file}`);
    const now = readFileSync(join(this.path, file), "utf8");
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
    act();
    writeFileSync(stamp, now);
  }

  /** Installs what package.json names, and the widget's package beside it. */
  npm() {
    const lock = existsSync(join(this.path, "package-lock.json"));
    this.once(lock ? "package-lock.json" : "package.json", () => this.run("npm", lock ? ["ci"] : ["install", "--no-package-lock", "--before", DAY]));
    this.run("npm", ["install", "--no-save", "--offline", widget()]);
  }

  /** Installs what requirements.txt names, for Python. */
  pip() {
    this.once("requirements.txt", () => {
      this.run("python3", ["-m", "venv", "--clear", "venv"]);
      this.run("venv/bin/pip", ["install", "--quiet", "--disable-pip-version-check", "--requirement", "requirements.txt"]);
    });
  }

  /** Lays the widget's folder down here. */
  unpack(folder) {
    const at = join(this.path, folder);
    rmSync(at, { recursive: true, force: true });
    mkdirSync(at, { recursive: true });
    this.run("tar", ["-xzf", widget(), "--strip-components=1", "-C", at]);
  }

  /** Fails where a tool has warned of something of ours. */
  complain() {
    // What is no command, which may name our files.
    const lines = this.#log.split("\n").filter((line) => !/^[$>] /.test(line));
    const at = lines.findIndex((line, at) => /warn|⚠|error|deprecat|dead link/i.test(line) && /login-help/.test(lines.slice(at, at + 4).join("\n")));
    if (at >= 0) throw new Error(`the tool says: ${lines.slice(at, at + 4).join("\n")}`);
  }

  /** Serves a folder of built files, as a host of static pages does. Gives its address. */
  async folder(folder) {
    const root = join(this.path, folder);
    const server = createServer((request, response) => {
      const path = join(root, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
      const file = [path, join(path, "index.html"), `${path}.html`].find((path) => existsSync(path) && statSync(path).isFile());
      response.writeHead(file ? 200 : 404, { "content-type": TYPES[extname(file ?? "")] ?? "application/octet-stream" });
      response.end(file && readFileSync(file));
    });
    return this.#listen(server);
  }

  /** Another site's page, which one goes to and comes back from. */
  elsewhere() {
    return this.#listen(createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Elsewhere</title><link rel=icon href=data:,>")));
  }

  async #listen(server) {
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    this.#ends.push(() => (server.closeAllConnections(), server.close()));
    return `http://127.0.0.1:${server.address().port}`;
  }

  /** Starts the tool's own server, told a free port, and gives its address once it answers. */
  async server(command, args, env = {}) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    await this.background(command, args.map((text) => text.replaceAll("PORT", port)), () => fetch(url), env);
    return url;
  }

  /** Starts what runs until the room is left, and waits until `ask` no longer throws. */
  async background(command, args, ask, env = {}) {
    // A group of its own, so that what it starts ends with it.
    const child = spawn(command, args, { cwd: this.path, detached: true, env: { ...process.env, ...env } });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => {
        said += text;
        this.#log += text;
      });
    }
    this.#ends.push(() => {
      writeFileSync(`${this.path}.${command.split("/").pop()}.log`, said);
      process.kill(-child.pid);
    });
    for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
      try {
        return await ask();
      } catch {
        await new Promise((later) => setTimeout(later, 200)); // not yet
      }
    }
    throw new Error(`${command} does not answer: ${said.slice(-3000)}`);
  }

  leave() {
    for (const end of this.#ends) {
      try {
        end();
      } catch (error) {
        console.error(`${this.name}: ${error.message}`);
      }
    }
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
