// Every way in which the widget can fail. The README has them as a table: what is seen, why, and what to do about it.

export const CODES = [
  "core-unreachable",
  "core-status",
  "core-type",
  "core-damaged",
  "core-forbidden",
  "article-unreachable",
  "article-status",
  "article-damaged",
  "article-version",
  "strings-unreachable",
  "strings-status",
  "strings-damaged",
  "strings-version",
  "script-failed",
  "panic",
];

/** An error with one of the codes, whose message says what a site owner should put right. */
export function failure(code, message, cause) {
  return Object.assign(new Error(message, { cause }), { code });
}
