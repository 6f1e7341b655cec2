// WordPress, Debian's, with the block theme of its time, and a page whose author pasted the two lines into a Custom HTML block.
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** How MariaDB's server is started: for this room alone. */
const server = ({ path }) => ["--no-defaults", `--datadir=${path}/database`, ...(process.getuid() ? [] : ["--user=root"])];

/** How it is spoken to. */
const CLIENT = ["--no-defaults", "--user=root", "--socket=database.sock"];

export default {
  tool: "WordPress",
  debian: ["wordpress", "wordpress-theme-twentytwentythree", "php-cli", "php-mysql", "mariadb-server-core", "mariadb-client-core"],
  install: (room) => {
    // Debian's own configuration is one for the whole machine.
    room.run("cp", ["-rL", "/usr/share/wordpress", "site"]);
    const own = (file, to) => cpSync(join(room.path, file), join(room.path, to));
    mkdirSync(join(room.path, "site/wp-content/mu-plugins"));
    own("wp-config.php", "site/wp-config.php");
    own("site.php", "site/wp-content/mu-plugins/site.php");
    room.unpack("site/login-help");
    room.run("mariadb-install-db", [...server(room), "--auth-root-authentication-method=normal", "--skip-test-db"]);
  },
  build: async (room) => {
    const socket = [`--socket=${room.path}/database.sock`, `--pid-file=${room.path}/database.pid`, "--skip-networking"];
    await room.background("mariadbd", [...server(room), ...socket], () => room.run("mariadb-admin", [...CLIENT, "ping"]));
    room.run("mariadb", [...CLIENT, "--execute=CREATE DATABASE help"]);
    room.run("php", ["install.php"]);
  },
  serve: (room) => room.server("php", ["-S", "127.0.0.1:PORT", "-t", "site"], { PHP_CLI_SERVER_WORKERS: "4" }),
  page: "/login/",
  away: "header a:has-text('Welcome')",
  back: "header a:has-text('Trouble logging in')",
  dark: (page) => page.locator("#dark").click(),
};
