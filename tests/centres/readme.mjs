// The README's lines for each tool are those that the centres are made with.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { here } from "./room.mjs";
export function linesOf() {}
