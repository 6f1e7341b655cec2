#!/usr/bin/env node
// Lays down what a web server needs of this package: not its README, which tools that make pages of Markdown take for a page.
//
//   login-help-files FOLDER
import { cpSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("say into which folder, as in: login-help-files public/login-help");
const apart = /^(README\.md|package\.json|SIZES\.txt|_headers|.*\.mjs|.*\.d\.ts)(\.br|\.gz)?$/;
cpSync(fileURLToPath(new URL("./", import.meta.url)), folder, { recursive: true, filter: (from) => !apart.test(basename(from)) });
