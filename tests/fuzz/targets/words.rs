//! `LANG.md`, read with a good flow, checked and compiled.

#![no_main]

use libfuzzer_sys::fuzz_target;

mod article;

fuzz_target!(|bytes: &[u8]| article::read_and_use(article::FLOW, bytes));
