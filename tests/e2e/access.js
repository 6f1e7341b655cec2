// What can be told of a page's looks without looking: sizes, colours, what lies over what. Goes after look.js.

/** What an element stands in, out of shadow roots and through slots. */
const around = (part) => part.assignedSlot ?? part.parentElement ?? part.getRootNode().host ?? null;
const within = (part, selector) => part && (part.matches(selector) ? part : within(around(part), selector));

/** Every element, also in shadow roots, that can be seen. */
function* seenParts(root = document.body) {
  for (const part of root.children) {
    if (part.shadowRoot) yield* seenParts(part.shadowRoot);
    yield* seenParts(part);
    const isHidden = within(part, ".hidden:not(:focus), .skip:not(:focus-within):not(:focus)");
    if (part.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !isHidden) yield part;
  }
}

const words = (part) => [...part.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data.trim()).join(" ").trim();
const named = (part) => `${part.localName}${part.className && `.${part.className.baseVal ?? part.className}`} “${part.textContent.trim().slice(0, 30)}”`;

/* Sizes */

const CONTROLS = "a, button, input, textarea, select, summary, [role=button], [role=link]";

/** All that can be pressed or typed into, and is ours. */
const controls = () => [...seenParts()].filter((part) => part.matches(CONTROLS) && !part.matches("#before, #after"));

/** Whether a link stands in running text, so that its size is the line's. */
const isInline = (part) => part.localName === "a" && words(part.parentElement) !== "";

/** What is pressed for a control: the label around a box to tick belongs to it. */
const target = (part) => part.closest("label") ?? part;

const size = (part) => {
  const { width, height } = target(part).getBoundingClientRect();
  return [width, height];
};

/** Every control that can be pressed, with its size; links in running text have none of their own. */
const targets = () => controls().filter((part) => !isInline(part)).map((part) => [named(part), ...size(part)]);

/* Colours */

/** A computed colour as red, green, blue from 0 to 255, and alpha. */
function rgba(text) {
  const [, kind, numbers] = /^(rgba?|color\(srgb)[( ](.*)\)$/.exec(text) ?? [];
  if (!kind) throw new Error(`a colour of another kind: ${text}`);
  const [r, g, b, a = 1] = numbers.match(/[\d.e-]+/g).map(Number);
  return [...[r, g, b].map((part) => (kind.startsWith("rgb") ? part : part * 255)), a];
}

const over = ([r, g, b, a], below) => [r, g, b].map((part, index) => part * a + below[index] * (1 - a));

/** The colour of the page where nothing else is. */
function canvas() {
  const probe = document.createElement("p");
  probe.style.backgroundColor = "Canvas";
  document.documentElement.append(probe);
  const colour = rgba(getComputedStyle(probe).backgroundColor);
  probe.remove();
  return colour;
}

/** The colour on which a part's content is seen. */
function behind(part) {
  if (!part) return canvas();
  const background = rgba(getComputedStyle(part).backgroundColor);
  return background[3] === 1 ? background : over(background, behind(around(part)));
}

const light = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};

/** Contrast as WCAG 2 defines it. */
const contrast = (one, other) => {
  const [brighter, darker] = [light(one), light(other)].sort((x, y) => y - x);
  return (brighter + 0.05) / (darker + 0.05);
};

/** What of ours lets through what is behind it. */
const clear = () => [...seenParts()].filter((part) => {
  const { color, backgroundColor, opacity, backdropFilter } = getComputedStyle(part);
  return within(part, "login-help") && (rgba(color)[3] < 1 || ![0, 1].includes(rgba(backgroundColor)[3]) || opacity !== "1" || backdropFilter !== "none");
}).map(named);

/** What may be less than body text is: what is pressed, the words over a callout, errors, and a step's number. */
const LESS = "a, button:not(.answer), summary, .word, .error";

/** Every text's contrast, and how much it needs. */
function texts() {
  const rows = [];
  for (const part of seenParts()) {
    const style = getComputedStyle(part);
    const needs = within(part, LESS) ? 4.5 : 7;
    if (words(part) || part.matches("input, textarea")) {
      rows.push([`${named(part)} ${style.color}`, contrast(over(rgba(style.color), behind(part)), behind(part)), needs]);
    }
    for (const which of ["::before", "::after"]) {
      const own = getComputedStyle(part, which);
      if (["none", "normal", '""'].includes(own.content)) continue;
      const below = over(rgba(own.backgroundColor), behind(part));
      rows.push([`${which} of ${named(part)}`, contrast(over(rgba(own.color), below), below), 4.5]);
    }
  }
  return rows;
}

/** How what can be pressed or typed into stands out from around it, by its edge or its filling; and every icon. */
function edges() {
  const rows = [];
  for (const part of seenParts()) {
    const style = getComputedStyle(part);
    if (part.matches("input:not([type=checkbox]), textarea, .answer, .second, .main")) {
      const outside = behind(around(part));
      const edge = parseFloat(style.borderTopWidth) >= 1 ? contrast(over(rgba(style.borderTopColor), outside), outside) : 1;
      rows.push([`the edge of ${named(part)}`, Math.max(edge, contrast(behind(part), outside))]);
    }
    if (part.matches(".icon")) rows.push([`an icon in ${named(around(part))}`, contrast(rgba(style.stroke), behind(part))]);
    if (part.matches(".answer")) {
      rows.push([`the arrow of ${named(part)}`, contrast(rgba(getComputedStyle(part, "::after").borderTopColor), behind(part))]);
    }
  }
  return rows;
}

/* What lies over what */

/** The element that is seen at a point. */
function at(x, y) {
  let hit = document.elementFromPoint(x, y);
  for (let inner; (inner = hit?.shadowRoot?.elementFromPoint(x, y)) && inner !== hit; ) hit = inner;
  return hit;
}

/** The element that has the focus. */
function focused() {
  let part = document.activeElement;
  while (part?.shadowRoot?.activeElement) part = part.shadowRoot.activeElement;
  return part;
}

/** What is wrong with how the focus shows; nothing where it is nowhere. */
function focusFaults() {
  const part = focused();
  if (part === document.body) return [];
  const style = getComputedStyle(part);
  const faults = [];
  const [width, ring] = [parseFloat(style.outlineWidth), contrast(rgba(style.outlineColor), behind(around(part)))];
  if (style.outlineStyle === "none" || width < 2) faults.push(`its outline is ${style.outline}`);
  else if (ring < 3) faults.push(`its outline has a contrast of ${ring}`);
  for (const { left, right, top, bottom } of part.getClientRects()) {
    const middle = (top + bottom) / 2;
    // What is taller than the screen can't be seen whole, and of a text that is written the browser shows the line.
    // The browser may stop scrolling when some pixels are left.
    const isTall = bottom - top > innerHeight || part.localName === "textarea";
    if (right - left < 10) continue;
    if (!isTall && (top < -4 || bottom > innerHeight + 4)) faults.push(`it is at ${top} to ${bottom} of ${innerHeight}`);
    const points = isTall ? [] : [[(left + right) / 2, middle], [left + 4, middle], [right - 4, middle], [(left + right) / 2, top + 4], [(left + right) / 2, bottom - 4]];
    for (const [x, y] of points) {
      const hit = at(x, y);
      if (!part.contains(hit)) faults.push(`at ${x}, ${y} it is covered by ${hit && named(hit)}`);
    }
  }
  return faults.map((fault) => `${named(part)}: ${fault}`);
}

/** What sticks out of the page's width. */
function wide() {
  const parts = [...seenParts()].filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5 && !within(part, "pre"));
  const width = document.scrollingElement.scrollWidth;
  return [...parts.map(named), ...(width > innerWidth ? [`the page is ${width} wide of ${innerWidth}`] : [])];
}

/** What hides a part of its own words, or lets them stick out of it. */
const cut = () => [...seenParts()].filter((part) => {
  const { overflowX, overflowY } = getComputedStyle(part);
  const holds = part.matches("button, summary, .main, .second, .callout, .suggestion, .notice:not(:empty)");
  const hides = (overflow) => ["hidden", "clip"].includes(overflow);
  return ((holds || hides(overflowX)) && part.scrollWidth > part.clientWidth + 1) || ((holds || hides(overflowY)) && part.scrollHeight > part.clientHeight + 1);
}).map(named);

/** Texts that lie over others. */
function overlaps() {
  const boxes = [];
  for (const part of seenParts()) {
    // What comes late is meant to lie over the rest, which can be scrolled from under it.
    if (within(part, ".late")) continue;
    for (const text of part.childNodes) {
      if (text.nodeType !== 3 || !text.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const { left, right, top, bottom } of range.getClientRects()) boxes.push({ part, left, right, top, bottom });
    }
  }
  boxes.sort((one, other) => one.top - other.top);
  const found = new Set();
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1)) {
      // A line's box is higher than its letters are.
      if (other.top > one.bottom - 4) break;
      if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 && one.part !== other.part) found.add(`${named(one.part)} and ${named(other.part)}`);
    }
  });
  return [...found];
}

/* What is said */

/** Keeps what live regions say from now on, as `said`; of a region that comes with its words, that it may go unheard. */
function listen() {
  const regions = () => all("[role=status], [role=alert]");
  const text = (region) => region.textContent.replace(/\s+/g, " ").trim();
  let known = new Map(regions().map((region) => [region, text(region)]));
  window.said = [];
  new MutationObserver(() => {
    for (const region of regions()) {
      const now = text(region);
      if (now === (known.get(region) ?? "") || !now) continue;
      said.push([known.has(region) || region.role === "alert" ? region.role : `${region.role}, which is new,`, now]);
    }
    known = new Map(regions().map((region) => [region, text(region)]));
  }).observe(shadow(), { subtree: true, childList: true, characterData: true });
}
