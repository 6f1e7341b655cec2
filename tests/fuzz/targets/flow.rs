//! `flow.toml`, read with a good file of words, checked and compiled.

#![no_main]

use libfuzzer_sys::fuzz_target;

mod article;

fuzz_target!(|bytes: &[u8]| article::read_and_use(bytes, article::WORDS));
