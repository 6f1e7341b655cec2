//! The author tool's command line.

mod options;

use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use clap::{Command as Usage, CommandFactory, Parser};
use login_help::{
    author::{
        self, Asking, Built, Change, Code, Failure, Finding, Freshness, NotTranslated, PageFiles, Remembered,
        preview::{self, NotServed},
        schema,
        show::{self, BadFact},
        starter::{self, NotStarted},
        watch::Changes,
    },
    rules::Rules,
};
use options::{Command, Options, Picture, Plain, SchemaOf, Translate};

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
    #[error(transparent)]
    BadFact(#[from] BadFact),
    #[error(transparent)]
    NotServed(#[from] NotServed),
    #[error(transparent)]
    NotTranslated(#[from] NotTranslated),
    #[error("changes can't be watched: {0}")]
    NoWatch(notify_debouncer_mini::notify::Error),
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
            complain(&findings);
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
            let text = author::report(&checked, format.into(), in_colour(&io::stdout()));
            return Ok(Said { text, status: u8::from(checked.findings.iter().any(Finding::is_wrong)) });
        }
        Command::Build { articles_dir, out_dir, locales, watch } => {
            let locales = locales.unwrap_or_else(|| out_dir.join("../locales"));
            if !watch {
                let built = build(&articles_dir, &out_dir, &locales)?;
                author::missing_strings(&built, &locales).iter().for_each(|missing| eprintln!("note: {missing}"));
                return Ok(lines(&built).into());
            }
            let mut changes = Changes::of(&articles_dir).map_err(Refusal::NoWatch)?;
            loop {
                match build(&articles_dir, &out_dir, &locales) {
                    Ok(built) => writeln!(io::stdout(), "{}", lines(&built))?,
                    Err(Failure::Findings(findings)) => complain(&findings),
                    Err(failure) => return Err(failure.into()),
                }
                changes.wait();
            }
        }
        Command::Serve { article_dir, widget, port } => {
            preview::serve(&article_dir, &widget, port, |address| {
                // Whoever can't read it needs no preview.
                drop(writeln!(io::stdout(), "the preview is at http://{address}/ and ends with Ctrl+C"));
            })?;
            String::new()
        }
        Command::New { article_dir, from: None, lang } => paths(&starter::create(&article_dir, &lang)?),
        Command::New { article_dir, from: Some(text), lang } => {
            starter::from_file(&text, &article_dir, &lang)?.to_string()
        }
        Command::Paths { articles_dir, lang, out: None, check: None } => {
            let articles = author::articles(&articles_dir, lang.as_deref())?;
            articles.iter().map(show::paths).collect::<Vec<_>>().join("\n\n")
        }
        Command::Paths { articles_dir, check: Some(golden), .. } => {
            let changed = author::changed_paths(&articles_dir, &golden)?;
            let status = u8::from(!changed.is_empty());
            return Ok(Said { text: said_of_changes(&changed, &golden), status });
        }
        Command::Paths { articles_dir, out: Some(out), .. } => lines(&author::write_paths(&articles_dir, &out)?),
        Command::Translate { what: Translate::Export { article_dir, lang, format } } => {
            author::export(&article_dir, &lang, format.into())?
        }
        Command::Translate { what: Translate::Import { article_dir, file, lang, format } } => {
            let text = std::fs::read_to_string(&file).map_err(|error| Failure::File { path: file, error })?;
            author::import(&article_dir, &lang, &text, format.into())?.to_string()
        }
        Command::Translated { articles_dir, lang } => {
            let remembered = author::remember(&articles_dir, lang.as_deref())?;
            remembered.iter().map(said_of_translation).collect::<Vec<_>>().join("\n")
        }
        Command::Graph { article_dir, lang, format } => {
            let article = author::article(&article_dir, lang.as_deref())?;
            match format {
                Picture::Svg => show::svg(&article),
                Picture::Mermaid => show::mermaid(&article),
            }
        }
        Command::Links { paths, cache, max_age, patience, pause, format } => {
            let (patience, pause) = (Duration::from_secs(patience), Duration::from_millis(pause));
            let report = author::links(&paths, &Asking { patience, pause, cache, max_age })?;
            let text = match format {
                Plain::Text => report.to_string(),
                Plain::Json => serde_json::to_string_pretty(&report.links).map_err(Failure::Json)?,
            };
            return Ok(Said { text, status: u8::from(report.broken() > 0) });
        }
        Command::Explain { article_dir, facts, message, lang, format } => {
            let language = author::language(&article_dir, lang.as_deref())?;
            let case = show::case(&language.article, &facts, message.as_deref())?;
            let rules = Rules::new(language.article);
            let mut explanation = show::explain(&rules, &case);
            if let Some(text) = message {
                let table = author::table(rules.article(), &language.says);
                explanation = explanation.with_guesses(&rules, &table, &text);
            }
            match format {
                Plain::Text => explanation.to_string(),
                Plain::Json => serde_json::to_string_pretty(&explanation).map_err(Failure::Json)?,
            }
        }
        Command::Schema { of: SchemaOf::Flow } => format!("{:#}", schema::flow()),
        Command::Schema { of: SchemaOf::FrontMatter } => format!("{:#}", schema::front_matter()),
        Command::Strings { locales_dir, out_dir } => lines(&author::build_strings(&locales_dir, &out_dir)?),
        Command::Page { article_dir, strings, template, out, style, late, sheet, script, pages } => {
            let (strings, template) = (&strings, &template);
            let files = PageFiles {
                strings,
                template,
                style: &style,
                late: &late,
                sheet: &sheet,
                script: &script,
                pages: &pages,
            };
            author::fill_page(&article_dir, &files, &out)?.to_string()
        }
        Command::Print { file } => author::print(&file)?,
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Options::command(), "login-help", &mut script);
            String::from_utf8_lossy(&script).into_owned()
        }
        Command::Man { command } => manual(command)?,
    };
    Ok(text.into())
}

fn complain(findings: &[Finding]) {
    eprintln!("{}", author::list(findings, in_colour(&io::stderr())));
}

fn build(articles: &Path, out: &Path, locales: &Path) -> Result<Vec<Built>, Failure> {
    let (built, mut findings) = author::build(articles, out, locales)?;
    findings.retain(Finding::is_wrong);
    if !findings.is_empty() {
        complain(&findings);
    }
    Ok(built)
}

fn said_of_translation(Remembered { article, lang, parts }: &Remembered) -> String {
    match parts.as_slice() {
        [] => format!("{article}, {lang}: as it was"),
        parts => format!("{article}, {lang}: {}", parts.join(", ")),
    }
}

fn said_of_changes(changed: &[Change], golden: &Path) -> String {
    if changed.is_empty() {
        return format!("every path is as {} has it", golden.display());
    }
    let changes = changed.iter().map(Change::to_string).collect::<Vec<_>>().join("\n\n");
    format!("{changes}\n\nIf that is what people should see, write them anew: --out {}", golden.display())
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
