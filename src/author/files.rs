//! What the author tool's commands do: whole folders and files, read and written.

use std::{
    collections::BTreeSet,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use super::{
    Finding, Language, MissingPlaceholder, Parts, Translation,
    check::{Freshness, check},
    code::Level,
    compile, fill_template, first_file,
    read::{check_strings, is_language, read, strings},
    report, table,
};
use crate::article::{Article, Draft, Plain, Section, UnreadableArticle};

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Where it is.
    pub file: PathBuf,
    /// How long it is.
    pub bytes: usize,
}

impl fmt::Display for Built {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} bytes", self.file.display(), self.bytes)
    }
}

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Mistakes in an article's source.
    #[error("{}", report::list(.0, false))]
    Findings(Vec<Finding>),
    /// A file or a folder that can't be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// A folder without any article's folder.
    #[error("{}: there is no article's folder in it", .0.display())]
    NoArticle(PathBuf),
    /// An article without the wanted language.
    #[error("{}: there is no {lang}.md, but {known}", folder.display())]
    NoLanguage {
        /// The article's folder.
        folder: PathBuf,
        /// What was wanted.
        lang: String,
        /// What there is.
        known: String,
    },
    /// A file that is no compiled article, or no compiled strings.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// Why not.
        error: UnreadableArticle,
    },
    /// An article that can't be encoded, for want of memory.
    #[error("the article can't be encoded: {0}")]
    Encoding(postcard::Error),
    /// A compiled article that can't be shown.
    #[error("the article can't be written as JSON: {0}")]
    Json(serde_json::Error),
    /// Nobody reads what the command says.
    #[error("the output can't be written: {0}")]
    Output(io::Error),
    /// A template that does not say where the article goes.
    #[error("{}: {error}", path.display())]
    Template {
        /// The template.
        path: PathBuf,
        /// What it lacks.
        error: MissingPlaceholder,
    },
}

pub(super) fn file_error(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    move |error| Failure::File { path: path.into(), error }
}

/// The folders of the articles at a path: itself, where it has a `flow.toml` or a `LANG.md`, else those in it, sorted.
///
/// # Errors
/// Says that there is no article, or what can't be read.
pub fn folders(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (mut folders, mut is_article) = (Vec::new(), false);
    for entry in fs::read_dir(path).map_err(file_error(path))? {
        let entry = entry.map_err(file_error(path))?.path();
        let stem = entry.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let is_words = entry.extension().is_some_and(|extension| extension == "md") && is_language(stem);
        is_article |= entry.ends_with("flow.toml") || is_words;
        folders.extend(entry.is_dir().then_some(entry));
    }
    if is_article {
        return Ok(vec![path.into()]);
    }
    folders.sort();
    if folders.is_empty() { Err(Failure::NoArticle(path.into())) } else { Ok(folders) }
}

/// The articles at a path in one language, or in all of them.
///
/// # Errors
/// All mistakes of all articles, or that one is not in that language.
pub fn articles(path: &Path, lang: Option<&str>) -> Result<Vec<Article>, Failure> {
    let (mut articles, mut findings) = (Vec::new(), Vec::new());
    for folder in folders(path)? {
        match compile(&folder) {
            Ok(languages) => {
                let known = known(languages.iter());
                let wanted = |article: &Article| lang.is_none_or(|lang| article.draft().lang == lang);
                let before = articles.len();
                articles.extend(languages.into_iter().filter(wanted));
                if articles.len() == before {
                    return Err(no_language(&folder, lang.unwrap_or_default(), known));
                }
            }
            Err(found) => findings.extend(found),
        }
    }
    if findings.is_empty() { Ok(articles) } else { Err(Failure::Findings(findings)) }
}

/// An article in a language, or in its first.
///
/// # Errors
/// Its mistakes, or that it is not in that language.
pub fn article(folder: &Path, lang: Option<&str>) -> Result<Article, Failure> {
    Ok(language(folder, lang)?.article)
}

/// A language of an article, or its first, with all that its file says.
///
/// # Errors
/// As [`article`]'s.
pub fn language(folder: &Path, lang: Option<&str>) -> Result<Language, Failure> {
    let languages = read(folder).map_err(Failure::Findings)?.languages;
    let known = known(languages.iter().map(|language| &language.article));
    let wanted = languages.into_iter().find(|language| lang.is_none_or(|lang| language.article.draft().lang == lang));
    wanted.ok_or_else(|| no_language(folder, lang.unwrap_or_default(), known))
}

fn known<'a>(languages: impl Iterator<Item = &'a Article>) -> String {
    languages.map(|article| format!("{}.md", article.draft().lang)).collect::<Vec<_>>().join(", ")
}

fn no_language(folder: &Path, lang: &str, known: String) -> Failure {
    Failure::NoLanguage { folder: folder.into(), lang: lang.into(), known }
}

/// What was found in all of some articles, and in the widget's own words.
#[derive(Default)]
pub struct Checked {
    /// How many articles there are.
    pub articles: usize,
    /// In how many languages there are words of the widget's.
    pub languages: usize,
    /// By article, by file, by line.
    pub findings: Vec<Finding>,
}

/// Checks every article at these paths, and where a path is a folder of the widget's own words, those.
///
/// # Errors
/// Says what can't be read at all.
pub fn check_all(paths: &[PathBuf], freshness: Freshness) -> Result<Checked, Failure> {
    let mut checked = Checked::default();
    for path in paths {
        let files = strings_files(path)?;
        if !files.is_empty() {
            checked.languages += files.len();
            checked.findings.extend(files.iter().flat_map(|file| check_strings(file)));
            continue;
        }
        for folder in folders(path)? {
            checked.articles += 1;
            checked.findings.extend(match read(&folder) {
                Ok(manuscript) => check(&manuscript, freshness),
                Err(findings) => findings,
            });
        }
    }
    Ok(checked)
}

/// Compiles every article's folder in `articles` to `out/ID/LANG.lha`, with the table of words `LANG.lhw`, `first.json` and
/// the article's pictures beside it, or writes nothing.
/// `locales` has the widget's compiled strings, for the first question. What is found that does not hinder it comes back
/// too.
///
/// # Errors
/// All errors of all articles, or what can't be read or written.
pub fn build(articles: &Path, out: &Path, locales: &Path) -> Result<(Vec<Built>, Vec<Finding>), Failure> {
    let (mut compiled, mut findings) = (Vec::new(), Vec::new());
    for folder in folders(articles)? {
        match read(&folder) {
            Ok(manuscript) => {
                findings.extend(check(&manuscript, Freshness::default()));
                let compile =
                    |language: Language| (table(&language.article, &language.says).parts().clone(), language.article);
                let languages = manuscript.languages.into_iter().map(compile).collect::<Vec<_>>();
                compiled.push((folder, languages));
            }
            Err(found) => findings.extend(found),
        }
    }
    if findings.iter().any(|finding| finding.code.level == Level::Error) {
        return Err(Failure::Findings(findings));
    }
    let mut built = Vec::new();
    for (folder, languages) in compiled {
        let (tables, languages): (Vec<_>, Vec<_>) = languages.into_iter().unzip();
        for (article, table) in languages.iter().zip(tables) {
            let lang = &article.draft().lang;
            built.push(write(article, out, &format!("{lang}.lha"), &article.to_bytes().map_err(Failure::Encoding)?)?);
            built.push(write(article, out, &format!("{lang}.lhw"), &table.to_bytes().map_err(Failure::Encoding)?)?);
        }
        if let Some(article) = languages.first() {
            built.push(write(article, out, "first.json", first_file(&languages, locales)?.to_string().as_bytes())?);
            for picture in pictures(&languages) {
                let file = folder.join(picture);
                built.push(write(article, out, picture, &fs::read(&file).map_err(file_error(&file))?)?);
            }
        }
    }
    Ok((built, findings))
}

/// The files of the pictures that an article shows in any language, each once.
fn pictures(languages: &[Article]) -> BTreeSet<&str> {
    let sections = languages.iter().flat_map(|article| &article.draft().sections);
    let files = sections
        .flat_map(Section::plains)
        .flat_map(Plain::pictures)
        .flat_map(|picture| [picture.light.as_str(), picture.dark.as_str()]);
    files.filter(|file| !file.is_empty() && !file.starts_with("https://")).collect()
}

/// What people will see since the widget has no strings for what was built; nothing where it has them all.
pub fn missing_strings(built: &[Built], locales: &Path) -> Vec<String> {
    if !locales.join("en.lhs").is_file() {
        return vec![format!(
            "{}: there are no strings of the widget's, so no question is shown before the program is there: name their folder with --locales",
            locales.display()
        )];
    }
    let langs = built.iter().filter(|built| built.file.extension().is_some_and(|extension| extension == "lha"));
    let mut langs: Vec<&str> = langs.filter_map(|built| built.file.file_stem()?.to_str()).collect();
    langs.sort_unstable();
    langs.dedup();
    let has = |lang: &str| locales.join(format!("{lang}.lhs")).is_file();
    langs.retain(|lang| !has(lang) && !has(lang.split('-').next().unwrap_or(lang)));
    let say = |lang: &&str| {
        format!("{lang}: the widget's own buttons and notes are in English: {} has no {lang}.lhs", locales.display())
    };
    langs.iter().map(say).collect()
}

fn write(article: &Article, out: &Path, name: &str, bytes: &[u8]) -> Result<Built, Failure> {
    let folder = out.join(&article.draft().id);
    fs::create_dir_all(&folder).map_err(file_error(&folder))?;
    let file = folder.join(name);
    fs::write(&file, bytes).map_err(file_error(&file))?;
    Ok(Built { file, bytes: bytes.len() })
}

/// The files of the widget's own words in a folder, sorted: those that are named by a language, `de.toml`.
fn strings_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(file_error(folder))? {
        let path = entry.map_err(file_error(folder))?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let is_strings = path.extension().is_some_and(|extension| extension == "toml") && is_language(stem);
        files.extend(is_strings.then_some(path));
    }
    files.sort();
    Ok(files)
}

/// Compiles every language's strings in `locales` to `out/LANG.lhs`. What a language lacks is in English there.
///
/// # Errors
/// The mistakes of the first file that has any, or what can't be read or written.
pub fn build_strings(locales: &Path, out: &Path) -> Result<Vec<Built>, Failure> {
    let files = strings_files(locales)?;
    fs::create_dir_all(out).map_err(file_error(out))?;
    let compile = |source: &PathBuf| {
        let bytes = strings(source).map_err(Failure::Findings)?.to_bytes();
        let file = out.join(source.with_extension("lhs").file_name().unwrap_or_default());
        fs::write(&file, &bytes).map_err(file_error(&file))?;
        Ok(Built { file, bytes: bytes.len() })
    };
    files.iter().map(compile).collect()
}

/// A compiled file as JSON, for people.
///
/// # Errors
/// Says why the file is no compiled article.
pub fn print(file: &Path) -> Result<String, Failure> {
    let bytes = fs::read(file).map_err(file_error(file))?;
    let article = Article::from_bytes(&bytes).map_err(|error| Failure::Unreadable { path: file.into(), error })?;
    serde_json::to_string_pretty(article.draft()).map_err(Failure::Json)
}

/// What the stand-alone page is made of besides its article.
pub struct PageFiles<'a> {
    /// The widget's own strings, `LANG.toml`, which say the page's language.
    pub strings: &'a Path,
    /// HTML with placeholders.
    pub template: &'a Path,
    /// Of the page's style sheet what is seen at first.
    pub style: &'a Path,
    /// And what the article needs.
    pub late: &'a Path,
    /// Of the widget's what the first question needs.
    pub sheet: &'a Path,
    /// The page's script.
    pub script: &'a Path,
    /// The same page in every language: each with its address.
    pub pages: &'a [(String, String)],
}

/// Writes the stand-alone page to `out`.
///
/// # Errors
/// The article's mistakes, or what is missing in the template or can't be read or written.
pub fn fill_page(folder: &Path, files: &PageFiles, out: &Path) -> Result<Built, Failure> {
    let text = |path: &Path| fs::read_to_string(path).map_err(file_error(path));
    let lang = files.strings.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let words = strings(files.strings).map_err(Failure::Findings)?;
    let article = article(folder, Some(lang))?;
    let (style, late) = (text(files.style)?, text(files.late)?);
    let (sheet, script) = (text(files.sheet)?, text(files.script)?);
    let translation = |(lang, address): &(String, String)| {
        let Draft { title, intro, .. } = self::article(folder, Some(lang))?.draft().clone();
        let words = strings(&files.strings.with_file_name(format!("{lang}.toml"))).map_err(Failure::Findings)?;
        Ok(Translation { lang: lang.clone(), address: address.clone(), title, intro, words })
    };
    let pages = files.pages.iter().map(translation).collect::<Result<Vec<_>, Failure>>()?;
    let parts = Parts {
        article: &article,
        words: &words,
        style: &style,
        late: &late,
        sheet: &sheet,
        script: &script,
        pages: &pages,
    };
    let page = fill_template(&text(files.template)?, &parts)
        .map_err(|error| Failure::Template { path: files.template.into(), error })?;
    fs::write(out, &page).map_err(file_error(out))?;
    Ok(Built { file: out.into(), bytes: page.len() })
}
