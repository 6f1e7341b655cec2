//! How long the rules take as wasm in a browser. Fails when over budget. `./dev bench` runs it.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a bench that can't go on has failed")]

mod articles;
#[path = "../common/mod.rs"]
mod common;
mod measure;

use measure::{Budgets, measure};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// One frame.
const BUDGETS: Budgets = Budgets { diagnosis: None, next_question: Some(16_000.0) };

#[wasm_bindgen_test]
fn the_next_question_among_10_000_remedies_is_chosen_within_a_frame() {
    let clock = web_sys::window().and_then(|window| window.performance()).unwrap();
    let report = measure(&|| clock.now(), &BUDGETS);
    report.lines.iter().for_each(|line| console_log!("{line}"));
    assert!(!report.missed, "over budget");
}
