// What a browser can forbid a page, or not have: storage and workers in a sandboxed frame, locks without HTTPS.

/** What this gives, or nothing where that is forbidden here. */
export function allowed(take) {
  try {
    return take();
  } catch {
    return undefined;
  }
}
