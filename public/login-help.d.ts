/**
 * Types of `<login-help>`, the self-help widget that `login-help.js` defines.
 *
 * React knows the tag after `import type {} from "login-help/react"`; Vue and others take {@link LoginHelpAttributes}.
 */

/** The element's attributes. All are optional, and a change while the widget runs is taken up. */
export interface LoginHelpAttributes {
  /** Address of a compiled article's folder; the article beside the script by default. */
  article?: string;
  /** Language; by default the nearest `lang`, then the browser's, then English. */
  lang?: string;
  /** What the page knows already: `symptom=rejected account=banned`. */
  facts?: string;
  /** An address that the page has. It goes to `account-status-url` alone, and without that it stays on the device. */
  email?: string;
  /** Your API that knows accounts; the person is offered to enter their address. */
  "account-status-url"?: string;
  /** The `summary.json` of your status page (Statuspage v2). */
  "service-status-url"?: string;
  /** Where to `POST` whether the article or a remedy helped, and comments. */
  "feedback-url"?: string;
  /** A web or mail address of support, in place of the article's. */
  "support-url"?: string;
  /** Colours: those of the page by its `color-scheme` (`auto`, the default), or always the same. */
  theme?: "auto" | "light" | "dark";
  /** Level of the widget's first heading in the page's outline, 2 by default. */
  "heading-level"?: LoginHelpHeadingLevel | `${LoginHelpHeadingLevel}`;
  /** Whether to start near the viewport (`lazy`, the default) or at once. */
  loading?: "lazy" | "eager";
  /** The page is the widget's own: its address carries the answers, and Back works. */
  "own-page"?: boolean | "";
}

/** A heading's level in HTML. */
export type LoginHelpHeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/**
 * What went wrong: with the program (`core-…`), the article, or the widget's words (`strings-…`); `script-failed` is
 * one that a page's other scripts may explain, and `panic` a fault of the widget's own. Whichever it is, the page's own content shows again.
 */
export type LoginHelpErrorCode =
  | "core-unreachable"
  | "core-status"
  | "core-type"
  | "core-damaged"
  | "core-forbidden"
  | "article-unreachable"
  | "article-status"
  | "article-damaged"
  | "article-version"
  | "strings-unreachable"
  | "strings-status"
  | "strings-damaged"
  | "strings-version"
  | "script-failed"
  | "panic";

/** The element's events. They bubble, leave shadow roots, and never carry anything that was typed. */
export interface LoginHelpEventMap {
  /** The widget has taken the place of the page's own content. */
  "login-help-ready": CustomEvent<null>;
  /** A question is on screen: the fact that it asks for. */
  "login-help-question": CustomEvent<{ question: string }>;
  /** A remedy is on screen: its section of the article. */
  "login-help-remedy": CustomEvent<{ remedy: string }>;
  /** What may help is on screen, to choose from: the sections of these remedies, likeliest first. */
  "login-help-possible": CustomEvent<{ remedies: string[] }>;
  /** The whole article is on screen: the section that was asked for, or empty. */
  "login-help-article": CustomEvent<{ section: string }>;
  /** Somebody said that this remedy helped. */
  "login-help-resolved": CustomEvent<{ remedy: string }>;
  /** The case goes to a person: through support, by a reply to a notice, or through no channel at all. */
  "login-help-handoff": CustomEvent<{ channel: "support" | "reply" | "none" }>;
  /** Somebody said whether a remedy helped, by its section, or the whole article, whose section is empty. */
  "login-help-feedback": CustomEvent<{ helpful: boolean; section: string }>;
  /** The widget could not start or had to stop. */
  "login-help-error": CustomEvent<{ code: LoginHelpErrorCode; message: string }>;
}

/** The class behind the tag. The script exports no value, so it is had from `customElements.get("login-help")`. */
declare class LoginHelp extends HTMLElement {
  /** Forgets the answers and shows the first question. Does nothing while the widget is not there. */
  restart(): void;

  addEventListener<Name extends keyof LoginHelpEventMap>(
    type: Name,
    listener: (this: LoginHelp, event: LoginHelpEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: LoginHelp, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;

  removeEventListener<Name extends keyof LoginHelpEventMap>(
    type: Name,
    listener: (this: LoginHelp, event: LoginHelpEventMap[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: LoginHelp, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

export type { LoginHelp };

declare global {
  interface HTMLElementTagNameMap {
    "login-help": LoginHelp;
  }
  // The events bubble, so one listener on the document hears every widget.
  interface DocumentEventMap extends LoginHelpEventMap {}
}
