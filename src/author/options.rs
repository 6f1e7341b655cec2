//! What the author tool's command line takes. Every command's help ends in an example.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum, builder::StyledStr};
use clap_complete::Shell;
use login_help::author::{Format, TranslationFormat};

/// Makes self-help articles from Markdown and TOML, and proves that nobody gets lost in them
///
/// Exit status: 0 done, 1 something was found in an article, 2 could not run.
#[derive(Parser)]
#[command(name = "login-help", version, after_help = example("login-help check articles"))]
pub struct Options {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Starts an article: a commented one to change, or a skeleton of one that there is already
    #[command(after_help = example("login-help new articles/my-login --from old-article.md"))]
    New {
        /// The article's folder, whose name is the article's id
        article_dir: PathBuf,
        /// An article in Markdown or HTML to take the sections from
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
        /// The language that it is written in
        #[arg(long, default_value = "en")]
        lang: String,
    },
    /// Proves that an article is whole and helps in every case
    #[command(after_help = example("login-help check articles --format sarif > login-help.sarif"))]
    Check {
        /// Articles' folders, or folders of them, or of the widget's own words
        #[arg(required_unless_present = "explain")]
        paths: Vec<PathBuf>,
        /// How to write what is found
        #[arg(long, value_enum, default_value_t)]
        format: FormatName,
        /// Explains a code instead
        #[arg(long, value_name = "CODE")]
        explain: Option<String>,
        /// How old, in days, the check of a source may be
        #[arg(long, value_name = "DAYS", default_value_t = 365)]
        max_age: u16,
        /// The day to reckon that from, as in 2026-11-24; today if it is left out
        #[arg(long, value_name = "DATE")]
        today: Option<String>,
    },
    /// Compiles every article's folder to OUT_DIR/ID/LANG.lha, with what people say as LANG.lhw
    #[command(after_help = example("login-help build articles dist/articles --watch"))]
    Build {
        /// An article's folder, or a folder of them
        articles_dir: PathBuf,
        /// Where the compiled files go
        out_dir: PathBuf,
        /// The widget's compiled strings, for the first question; beside OUT_DIR if it is left out
        #[arg(long, value_name = "DIR")]
        locales: Option<PathBuf>,
        /// Goes on, and builds again at every change
        #[arg(long)]
        watch: bool,
    },
    /// Shows an article in the real widget, with what the rules make of the answers beside it
    #[command(after_help = example("login-help serve articles/my-login --widget dist"))]
    Serve {
        /// The article's folder
        article_dir: PathBuf,
        /// The folder of the built widget
        #[arg(long, value_name = "DIR", default_value = "dist")]
        widget: PathBuf,
        /// The port on this machine; 0 takes any that is free
        #[arg(long, default_value_t = 8017)]
        port: u16,
    },
    /// Prints every path through an article, or keeps them in files to compare with
    #[command(after_help = example("login-help paths articles --check paths"))]
    Paths {
        /// An article's folder, or a folder of them
        articles_dir: PathBuf,
        /// The language to print; every one if it is left out
        #[arg(long)]
        lang: Option<String>,
        /// Writes them to DIR/ID.LANG.txt, for every language
        #[arg(long, value_name = "DIR", conflicts_with_all = ["lang", "check"])]
        out: Option<PathBuf>,
        /// Says which of those files are not as the paths are now
        #[arg(long, value_name = "DIR", conflicts_with = "lang")]
        check: Option<PathBuf>,
    },
    /// Gives an article's words to translators, and takes them back
    #[command(after_help = example("login-help translate export articles/my-login --lang de --format po > de.po"))]
    Translate {
        #[command(subcommand)]
        what: Translate,
    },
    /// Remembers that translations are right as they are, so that `check` says what changes in the original from now on
    #[command(after_help = example("login-help translated articles/my-login --lang de"))]
    Translated {
        /// An article's folder, or a folder of them
        articles_dir: PathBuf,
        /// The translation; every one if it is left out
        #[arg(long)]
        lang: Option<String>,
    },
    /// Draws the questions and the remedies
    #[command(after_help = example("login-help graph articles/my-login > graph.svg"))]
    Graph {
        /// The article's folder
        article_dir: PathBuf,
        /// The language; if it is left out, English, or else the first
        #[arg(long)]
        lang: Option<String>,
        /// What kind of picture
        #[arg(long, value_enum, default_value_t)]
        format: Picture,
    },
    /// Explains what the rules make of some facts, and of a pasted message
    #[command(after_help = example("login-help explain articles/my-login trouble=message --message \"Wrong password\""))]
    Explain {
        /// The article's folder
        article_dir: PathBuf,
        /// Facts in the order they become known: what the person answers, as in symptom=rejected or symptom=unsure, what your
        /// server tells, as in server:account=locked, and what the page knows, as in page:account=locked
        #[arg(value_name = "FACT=VALUE")]
        facts: Vec<String>,
        /// What somebody wrote or pasted
        #[arg(long, value_name = "TEXT")]
        message: Option<String>,
        /// The language; if it is left out, English, or else the first
        #[arg(long)]
        lang: Option<String>,
        /// How to write it
        #[arg(long, value_enum, default_value_t)]
        format: Plain,
    },
    /// Asks where an article's links lead, over the network, and says which lead nowhere
    #[command(after_help = example("login-help links articles --cache known-links.json"))]
    Links {
        /// Articles' folders, or folders of them
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Where it is kept what led somewhere, so that it is not asked again soon
        #[arg(long, value_name = "FILE")]
        cache: Option<PathBuf>,
        /// For how many days that is believed
        #[arg(long, value_name = "DAYS", default_value_t = 7)]
        max_age: u16,
        /// How long a link may take to answer, in seconds
        #[arg(long, value_name = "SECONDS", default_value_t = 10)]
        patience: u64,
        /// How long a server is left alone between two of its links, in milliseconds
        #[arg(long, value_name = "MILLISECONDS", default_value_t = 500)]
        pause: u64,
        /// How to write what was found
        #[arg(long, value_enum, default_value_t)]
        format: Plain,
    },
    /// Prints the JSON Schema of a source file, for editors
    #[command(after_help = example("login-help schema flow > articles/my-login/flow.schema.json"))]
    Schema {
        /// Of which file
        #[arg(value_enum)]
        of: SchemaOf,
    },
    /// Compiles every language's strings to OUT_DIR/LANG.lhs
    #[command(after_help = example("login-help strings public/locales dist/locales"))]
    Strings {
        /// The folder with a file per language, `en.toml`
        locales_dir: PathBuf,
        /// Where the compiled files go
        out_dir: PathBuf,
    },
    /// Makes the stand-alone page: a template with the first question and the whole article in it
    #[command(after_help = example("login-help page articles/my-login public/locales/en.toml index.html dist/index.html \\\n    --style page.css --late article.css --sheet login-help.css --script page.js"))]
    Page {
        /// The article's folder
        article_dir: PathBuf,
        /// The widget's strings in the page's language, `LANG.toml`
        strings: PathBuf,
        /// HTML with placeholders such as <!-- article -->
        template: PathBuf,
        /// The page to write
        out: PathBuf,
        /// Of the page's own style sheet what is seen at first, put inline
        #[arg(long, value_name = "FILE")]
        style: PathBuf,
        /// And what the article needs, put inline
        #[arg(long, value_name = "FILE")]
        late: PathBuf,
        /// Of the widget's style sheet what the first question needs, put inline
        #[arg(long, value_name = "FILE")]
        sheet: PathBuf,
        /// The page's own script, put inline
        #[arg(long, value_name = "FILE")]
        script: PathBuf,
        /// The same page in every language, as in `en=./`, `de=de.html`: the page then leads from one to the other
        #[arg(long = "page", value_name = "LANG=ADDRESS", value_parser = pair)]
        pages: Vec<(String, String)>,
    },
    /// Prints a compiled file as JSON
    #[command(after_help = example("login-help print dist/articles/my-login/en.lha"))]
    Print {
        /// A file that `build` wrote
        file: PathBuf,
    },
    /// Prints a script that completes this command line in a shell
    #[command(after_help = example("login-help completions bash > ~/.local/share/bash-completion/completions/login-help"))]
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Prints a page of the manual
    #[command(after_help = example("login-help man check | man -l -"))]
    Man {
        /// A command; if it is left out, the tool as a whole
        command: Option<String>,
    },
}

fn pair(given: &str) -> Result<(String, String), String> {
    let (lang, address) = given.split_once('=').ok_or("it is LANG=ADDRESS")?;
    Ok((lang.into(), address.into()))
}

fn example(line: &str) -> StyledStr {
    format!("Example:\n  {line}").into()
}

/// [`Format`], as the command line names it.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum FormatName {
    /// As a compiler writes it
    #[default]
    Text,
    /// A list of objects
    Json,
    /// For code hosts
    Sarif,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Text => Self::Text,
            FormatName::Json => Self::Json,
            FormatName::Sarif => Self::Sarif,
        }
    }
}

/// Text for people or for programs.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Plain {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// What is done with translators' files.
#[derive(Subcommand)]
pub enum Translate {
    /// Prints the words, with what is translated and what is out of date
    #[command(after_help = example("login-help translate export articles/my-login --lang de > de.xlf"))]
    Export {
        /// The article's folder
        article_dir: PathBuf,
        /// The language that it is to be translated to
        #[arg(long)]
        lang: String,
        /// The form of the file
        #[arg(long, value_enum, default_value_t)]
        format: Translators,
    },
    /// Puts them into LANG.md, unless something would be wrong with the article then
    #[command(after_help = example("login-help translate import articles/my-login de.xlf --lang de"))]
    Import {
        /// The article's folder
        article_dir: PathBuf,
        /// The file that came back
        file: PathBuf,
        /// The language of the translation
        #[arg(long)]
        lang: String,
        /// The form of the file
        #[arg(long, value_enum, default_value_t)]
        format: Translators,
    },
}

/// The form of a translators' file.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Translators {
    /// XLIFF 2.1
    #[default]
    Xliff,
    /// A gettext catalogue
    Po,
}

impl From<Translators> for TranslationFormat {
    fn from(format: Translators) -> Self {
        match format {
            Translators::Xliff => Self::Xliff,
            Translators::Po => Self::Po,
        }
    }
}

/// A kind of picture.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Picture {
    /// For browsers and paper
    #[default]
    Svg,
    /// For Markdown pages that draw it
    Mermaid,
}

/// A file that has a schema.
#[derive(Clone, Copy, ValueEnum)]
pub enum SchemaOf {
    /// flow.toml
    Flow,
    /// What stands between the lines +++ of LANG.md
    FrontMatter,
}
