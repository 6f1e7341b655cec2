//! `login-help`: a self-help widget for people who can't log in, as WebAssembly behind a custom element.
//!
//! The rooms, each knowing only those above it:
//!
//! | room | what it is for |
//! |---|---|
//! | [`article`] | what an article is; reading a compiled one |
//! | [`locale`] | the widget's own strings |
//! | [`rules`] | facts, conditions, diagnosis; what was learned, replayed; its summary |
//! | [`words`] | what a person writes in their own words, and which remedies it speaks of |
//! | [`email`] | an address, whether another was meant, and where its inbox is |
//! | [`status`] | what servers say, and what they are told |
//! | `view` | what is on screen, a tree of elements as data, one screen or part a file (in the browser, and for the author tool) |
//! | `embed` | the element's Rust half: options in, events out, mounting with Leptos (in the browser) |
//! | `server` | the server of the status APIs, beside a site's own accounts (feature `server`) |
//! | `author` | Markdown and TOML to compiled articles, and the page around the widget (feature `author`) |
//!
//! Everything above `view` is plain Rust that knows nothing of the web, so its tests run natively.
//!
//! A case goes round like this. [`article::Article`] is what can be asked and what can help; [`rules::Case`] is what was
//! learned, a list of [`rules::Step`]s, which are replayed to the [`rules::Screen`] that comes next. A widget's whole state is
//! one Leptos signal, `view::Help`; `view::widget` makes a tree of it, and what is pressed in that is the next step. At every
//! change `embed::render` hands the tree to `public/render.js`, which touches what differs from what is on the page. Whatever
//! else leaves the widget goes through the trait `view::Browser`, which `embed` implements over the page, and `author` over
//! nothing.
//!
//! The element's JavaScript half is `public/login-help.js`. The README's chapter "Contributing" follows a change from the
//! article to the screen.

#![cfg_attr(target_arch = "wasm32", recursion_limit = "256")]

extern crate alloc;

pub mod article;
#[cfg(feature = "author")]
pub mod author;
pub mod email;
#[cfg(target_arch = "wasm32")]
pub mod embed;
pub mod locale;
pub mod rules;
#[cfg(feature = "server")]
pub mod server;
pub mod status;
#[cfg(any(target_arch = "wasm32", feature = "author"))]
pub mod view;
pub mod words;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
