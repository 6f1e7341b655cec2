//! What the JavaScript half does for the Rust half: what is a line there and a kilobyte of wasm here.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The object that `public/login-help.js` mounts a widget with.
    #[derive(Clone)]
    pub type Shell;

    /// Makes the widget's elements what the tree says, which is the JSON of [`crate::view::node::El::write`]; what is so
    /// already is left alone. Nothing takes them all away.
    #[wasm_bindgen(method)]
    pub fn render(this: &Shell, tree: &str);

    /// Follows what was rendered, once it is painted: sends the event if it has a name, puts the address after the `#` if
    /// there is one (as a new entry of the browser's history unless the screen is the first), and brings the focus to what
    /// the selector finds. The trail is kept at once, for a widget that comes after this one.
    #[wasm_bindgen(method)]
    pub fn follow(
        this: &Shell,
        is_first: bool,
        trail: &str,
        address: Option<String>,
        found: &str,
        name: &str,
        detail: &str,
    );

    /// Sends an event of the element, `login-help-NAME`, bubbling and composed, with this detail, which is JSON.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Shell, name: &str, detail: &str);

    /// Writes a day, `YYYY-MM-DD`, as a language does.
    #[wasm_bindgen(method)]
    pub fn day(this: &Shell, day: &str, lang: &str) -> String;

    /// The address of a file beside the compiled article.
    #[wasm_bindgen(method)]
    pub fn beside(this: &Shell, file: &str) -> String;

    /// Now, as ISO 8601 writes it.
    #[wasm_bindgen(method)]
    pub fn time(this: &Shell) -> String;

    /// Writes in how many seconds something is, as a language does: "in 30 seconds".
    #[wasm_bindgen(method)]
    pub fn wait(this: &Shell, seconds: u32, lang: &str) -> String;

    /// Copies a text, and reports to [`super::Widget::copied`].
    #[wasm_bindgen(method)]
    pub fn copy(this: &Shell, text: &str);

    /// Saves a text as a file.
    #[wasm_bindgen(method)]
    pub fn save(this: &Shell, text: &str);

    /// Posts this to a server, or gets what is there where it is empty. Tells [`super::http::answered`] one text with a zero
    /// between its parts: the status, the seconds that `Retry-After` asks for (or what is no number), and the body as its
    /// leaves, of each a path, `facts/account`, and a text. Or why there is no answer within five seconds, or one that is no
    /// JSON or longer than 64 KiB. Without a server the body is the answer.
    #[wasm_bindgen(method)]
    pub fn call(this: &Shell, number: u32, url: &str, body: &str);

    /// What is kept on the device for this server; empty where nothing is.
    #[wasm_bindgen(method)]
    pub fn stored(this: &Shell, server: &str) -> String;

    /// Keeps this on the device for this server, in the place of what was kept.
    #[wasm_bindgen(method)]
    pub fn store(this: &Shell, server: &str, text: &str);

    /// Takes the lock on sending feedback, which pages of this origin share, and holds it until [`Self::release`]. Tells
    /// [`super::http::answered`] when it has it, or that the browser gives no such lock.
    #[wasm_bindgen(method)]
    pub fn alone(this: &Shell, number: u32);

    /// Releases the lock that [`Self::alone`] took.
    #[wasm_bindgen(method)]
    pub fn release(this: &Shell);

    /// Fetches the article and the strings in English, or where there is no English in another language, and hands them to
    /// [`super::Widget::has_english`]; where they can't be loaded, nothing comes.
    #[wasm_bindgen(method)]
    pub fn english(this: &Shell);

    /// Fetches the sentences by which the person's own words are understood, and hands them to
    /// [`super::Widget::has_sentences`].
    #[wasm_bindgen(method)]
    pub fn sentences(this: &Shell);

    /// The page's address, without query and `#`.
    #[wasm_bindgen(method)]
    pub fn page(this: &Shell) -> String;

    /// What stands after the `#` of the stand-alone page's address; elsewhere what was last kept.
    #[wasm_bindgen(method)]
    pub fn hash(this: &Shell) -> String;

    /// Brings the focus to what the selector finds in the widget, and it into view, once it is painted.
    #[wasm_bindgen(method)]
    pub fn bring(this: &Shell, found: &str);

    /// Says on the console what a site owner should put right.
    #[wasm_bindgen(method)]
    pub fn warn(this: &Shell, what: &str);
}
