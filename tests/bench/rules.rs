//! How long the rules take natively. Fails when over budget. `./dev bench` runs it.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that can't go on has failed, and the figures are for whoever runs it"
)]

mod articles;
#[path = "../common/mod.rs"]
mod common;
mod measure;

use measure::{Budgets, measure};
use std::{process::ExitCode, time::Instant};

const BUDGETS: Budgets = Budgets { diagnosis: Some(2.0), next_question: None };

fn main() -> ExitCode {
    let start = Instant::now();
    let report = measure(&|| start.elapsed().as_secs_f64() * 1_000.0, &BUDGETS);
    report.lines.iter().for_each(|line| println!("{line}"));
    if report.missed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
