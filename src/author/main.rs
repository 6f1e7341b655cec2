//! The author tool's command line.

mod options;

use std::{
    io::{self, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Command as Usage, CommandFactory, Parser};
use login_help::author::{
    self, Built, Code, Failure, Freshness, schema,
    starter::{self, NotStarted},
};
use options::{Command, Options, SchemaOf};

/// What a command has to say, and whether it found something wrong.
struct Said {
    text: String,
    status: u8,
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self { text, status: 0 }
    }
}

/// Why a command could not do what it was asked.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error(transparent)]
    NotStarted(#[from] NotStarted),
    #[error("there is no code '{0}': they are LH001 to {last}", last = author::CODES.last().map_or("", |code| code.id))]
    NoCode(String),
    #[error("'{0}' is no day, as in 2026-11-24")]
    NoDay(String),
    #[error("there is no command '{0}': `login-help help` lists them")]
    NoCommand(String),
    #[error("the output can't be written: {0}")]
    Output(#[from] io::Error),
}

fn main() -> ExitCode {
    let said = run(Options::parse().command).and_then(|said| {
        // Not `println!`, which panics when a pipe is closed early, as `head` does.
        writeln!(io::stdout(), "{}", said.text.trim_end_matches('\n'))?;
        Ok(said.status)
    });
    match said {
        Ok(status) => ExitCode::from(status),
        Err(Refusal::Failure(Failure::Findings(findings))) => {
            eprintln!("{}", author::list(&findings, in_colour(&io::stderr())));
            ExitCode::from(1)
        }
        Err(refusal) => {
            eprintln!("login-help: {refusal}");
            ExitCode::from(2)
        }
    }
}

fn in_colour(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn run(command: Command) -> Result<Said, Refusal> {
    let text = match command {
        Command::Check { explain: Some(code), .. } => Code::find(&code).ok_or(Refusal::NoCode(code))?.page.to_owned(),
        Command::Check { paths, format, max_age, today, .. } => {
            let mut freshness = Freshness { max_age, ..Freshness::default() };
            if let Some(today) = today {
                freshness.today = author::day(&today).ok_or(Refusal::NoDay(today))?;
            }
            let checked = author::check_all(&paths, freshness)?;
            let text = author::report(&checked.findings, checked.articles, format.into(), in_colour(&io::stdout()));
            return Ok(Said { text, status: u8::from(!checked.findings.is_empty()) });
        }
        Command::Build { articles_dir, out_dir, .. } => {
            let (built, findings) = author::build(&articles_dir, &out_dir)?;
            if !findings.is_empty() {
                eprintln!("{}", author::list(&findings, in_colour(&io::stderr())));
            }
            lines(&built)
        }
        Command::New { article_dir, from: None, lang } => paths(&starter::create(&article_dir, &lang)?),
        Command::New { article_dir, from: Some(markdown), lang } => {
            starter::from_markdown(&markdown, &article_dir, &lang)?.to_string()
        }
        Command::Schema { of: SchemaOf::Flow } => format!("{:#}", schema::flow()),
        Command::Schema { of: SchemaOf::FrontMatter } => format!("{:#}", schema::front_matter()),
        Command::Strings { locales_dir, out_dir } => lines(&author::build_strings(&locales_dir, &out_dir)?),
        Command::Page { article_dir, strings, template, out } => {
            author::fill_page(&article_dir, &strings, &template, &out)?.to_string()
        }
        Command::Print { file } => author::print(&file)?,
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Options::command(), "login-help", &mut script);
            String::from_utf8_lossy(&script).into_owned()
        }
        Command::Man { command } => manual(command)?,
        _ => String::new(),
    };
    Ok(text.into())
}

fn paths(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join("\n")
}

fn lines(built: &[Built]) -> String {
    built.iter().map(Built::to_string).collect::<Vec<_>>().join("\n")
}

/// The manual's page of a command, or of the whole tool, in roff.
fn manual(command: Option<String>) -> Result<String, Refusal> {
    let mut tool = Options::command();
    tool.build();
    let page: Usage = match command {
        // Its display name says whose command it is: login-help-check.
        Some(name) => tool.find_subcommand(&name).cloned().ok_or(Refusal::NoCommand(name))?,
        None => tool,
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    Ok(String::from_utf8_lossy(&roff).into_owned())
}
