// The widget’s files inside one page, which works from a disk without any network. It stands in for files.js.
import article from "login-help-article";
import builtIn from "login-help-first";
import * as glue from "login-help-glue";
import sheet from "login-help-late.css";
import sentences from "login-help-sentences";
import strings from "login-help-strings";
import wasm from "login-help-wasm";

import { failure } from "./failures.js";

/** An address that leads nowhere; its path alone tells files apart. */
export const asset = (path) => new URL(path, "https://login-help.invalid/");

export const bytes = async (_url, what) => ({ article, sentences, strings })[what];

export async function json(url, what) {
  if (url.href.startsWith(asset("").href)) return builtIn;
  throw failure(`${what}-unreachable`, `${url} is not in this file, which has one article`);
}

let program;
let isStopped = false;

export function loadProgram() {
  // It can’t be started a second time, but the page’s address has the answers.
  if (isStopped) location.reload();
  program ??= glue.default({ module_or_path: wasm }).then(
    () => ({ ...glue, sheet }),
    (cause) => {
      throw failure("core-forbidden", "this browser or its policy does not allow WebAssembly here", cause);
    },
  );
  return program;
}

export const dropProgram = () => (isStopped = true);

export const isPanic = (error) => error instanceof WebAssembly.RuntimeError;

export const giveUp = () => {};
