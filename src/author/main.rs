//! The command line of the author tool.
//!
//! Exit status: 0 done, 1 mistakes in an article's source, 2 could not run.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use login_help::author::{self, Built, Failure};

/// Makes self-help articles from Markdown and TOML.
#[derive(Parser)]
#[command(version)]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compiles every article's folder to OUT_DIR/ID/LANG.lha
    Build {
        /// The folder with a folder per article
        articles_dir: PathBuf,
        /// Where the compiled files go
        out_dir: PathBuf,
    },
    /// Compiles every language's strings to OUT_DIR/LANG.lhs
    Strings {
        /// The folder with a file per language, `en.toml`
        locales_dir: PathBuf,
        /// Where the compiled files go
        out_dir: PathBuf,
    },
    /// Prints a compiled file as JSON
    Print {
        /// A file that `build` wrote
        file: PathBuf,
    },
    /// Puts an article into the template of a page that needs no JavaScript
    Page {
        /// The article's folder
        article_dir: PathBuf,
        /// The widget's strings in the page's language, `LANG.toml`
        strings: PathBuf,
        /// HTML with <!-- title -->, <!-- intro --> and <!-- article -->
        template: PathBuf,
        /// The page to write
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = run(Options::parse().command);
    // Not `println!`, which panics when a pipe is closed early, as `head` does.
    let said = done.and_then(|text| writeln!(io::stdout(), "{text}").map_err(Failure::Output));
    match said {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(if matches!(failure, Failure::Findings(_)) { 1 } else { 2 })
        }
    }
}

fn run(command: Command) -> Result<String, Failure> {
    match command {
        Command::Build { articles_dir, out_dir } => {
            let built = author::build(&articles_dir, &out_dir)?;
            Ok(built.iter().map(Built::to_string).collect::<Vec<_>>().join("\n"))
        }
        Command::Print { file } => author::print(&file),
        Command::Strings { locales_dir, out_dir } => {
            let built = author::build_strings(&locales_dir, &out_dir)?;
            Ok(built.iter().map(Built::to_string).collect::<Vec<_>>().join("\n"))
        }
        Command::Page { article_dir, strings, template, out } => {
            Ok(author::fill_page(&article_dir, &strings, &template, &out)?.to_string())
        }
    }
}
