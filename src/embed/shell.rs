//! What the JavaScript half does for this one, where a line of JavaScript stands for a kilobyte of wasm.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The object that `public/login-help.js` mounts a widget with.
    #[derive(Clone)]
    pub type Shell;

    /// Sends an event of the element, `login-help-NAME`, bubbling and composed, with this one entry as its detail.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Shell, name: &str, key: &str, value: JsValue);

    /// Writes a day, `YYYY-MM-DD`, as a language does.
    #[wasm_bindgen(method)]
    pub fn day(this: &Shell, day: &str, lang: &str) -> String;

    /// Copies a text, and reports to [`super::Widget::copied`].
    #[wasm_bindgen(method)]
    pub fn copy(this: &Shell, text: &str);

    /// Asks the account-status API about an address, and reports to [`super::Widget::told`], whatever comes of it.
    #[wasm_bindgen(method)]
    pub fn ask(this: &Shell, article: &str, address: &str);

    /// The page's address, without query and `#`.
    #[wasm_bindgen(method)]
    pub fn page(this: &Shell) -> String;

    /// What stands after the `#` of the stand-alone page's address; elsewhere what was last kept.
    #[wasm_bindgen(method)]
    pub fn hash(this: &Shell) -> String;

    /// Puts this after the `#`, as a new entry of the browser's history or in place of the present one.
    #[wasm_bindgen(method)]
    pub fn go(this: &Shell, hash: &str, replace: bool);

    /// Keeps the answers so far for a widget that comes after this one.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Shell, trail: &str);

    /// Brings the focus to the heading of the new screen, or to the section of this id and into view, once it is painted.
    #[wasm_bindgen(method)]
    pub fn bring(this: &Shell, section: &str);

    /// Says on the console what a site owner should put right.
    #[wasm_bindgen(method)]
    pub fn warn(this: &Shell, what: &str);
}
