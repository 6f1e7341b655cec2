//! Tags of templates and classes beside paragraphs, which become lines `:::` or what they stand for.
//!
//! Hugo has `{{% notice warning %}}`, Jekyll `{% include note.html content="…" %}` and `{: .warning}`, GitLab's pages had
//! a line `NOTE:` before a paragraph. What a tag stands for that is none of these only its site knows.

use super::{Fence, callout};
use crate::author::starter::outline::Change;

/// How a tag begins and ends.
const TAGS: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];

/// Tags in which an argument says what kind of box it is.
const BOXES: [&str; 9] = ["notice", "alert", "admonition", "callout", "hint", "message", "box", "panel", "aside"];

/// The lines of a text with the number of each.
pub fn lines(text: &str, first: usize, changes: &mut Vec<Change>) -> Vec<(usize, String)> {
    let mut reader = Reader { lines: Vec::new(), fence: None, changes };
    for (at, line) in text.lines().enumerate() {
        reader.line(line, first + at);
    }
    let lines = reader.lines;
    runs(lines, changes)
}

struct Reader<'a> {
    lines: Vec<(usize, String)>,
    fence: Option<Fence>,
    changes: &'a mut Vec<Change>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str, number: usize) {
        match &self.fence {
            Some(fence) if fence.ends(line) => self.fence = None,
            Some(_) => {}
            None => {
                self.fence = Fence::begun(line);
                if self.fence.is_none() {
                    return self.tags(line, number);
                }
            }
        }
        self.lines.push((number, line.to_owned()));
    }

    /// Reads the tags of a line from left to right.
    fn tags(&mut self, line: &str, number: usize) {
        let lead: String = line.chars().take_while(|letter| letter.is_whitespace()).collect();
        let (mut text, mut rest) = (String::new(), line);
        let mut parted = false;
        while let Some((before, tag, after)) = tag(rest) {
            text.push_str(before);
            rest = after;
            match self.meaning(tag, number) {
                Meaning::Text(words) => text.push_str(&words),
                Meaning::Lines(lines) => {
                    let before = std::mem::take(&mut text);
                    if !before.trim().is_empty() {
                        self.lines.push((number, before));
                    }
                    self.lines.extend(lines.into_iter().map(|line| (number, format!("{lead}{line}"))));
                    text = lead.clone();
                    rest = rest.trim_start();
                    parted = true;
                }
            }
        }
        text.push_str(rest);
        if let Some((variable, _)) = text
            .split_once("{{")
            .and_then(|(before, behind)| behind.split_once("}}").filter(|_| before.matches('`').count() % 2 == 0))
        {
            let variable = variable.trim();
            self.change(number, format!("what '{{{{ {variable} }}}}' stands for is not known: it was left as it is"));
        }
        if line.trim_start().starts_with("import ")
            && line.contains(" from ")
            && line.trim_end_matches(';').ends_with(['"', '\''])
        {
            self.change(number, format!("a line of code was left out: {}", line.trim()));
        } else if !parted && (text.trim().is_empty() <= line.trim().is_empty()) || !text.trim().is_empty() {
            self.lines.push((number, text));
        }
    }

    fn meaning(&mut self, tag: &str, number: usize) -> Meaning {
        let inner = tag.trim_start_matches(['{', '%', '<', '-']).trim_end_matches(['}', '%', '>', '-', '/']).trim();
        let arguments = arguments(inner);
        let value = |wanted: &[&str]| {
            let named = arguments.iter().find(|(name, _)| wanted.contains(&name.as_str()));
            named.map(|(_, value)| value.clone())
        };
        let unnamed: Vec<&str> =
            arguments.iter().filter(|(name, _)| name.is_empty()).map(|(_, value)| value.as_str()).collect();
        let (name, more) = match unnamed.split_first() {
            Some((&"include" | &"include_relative", [file, more @ ..])) => {
                (file.rsplit('/').next().unwrap_or(file).trim_end_matches(".html").trim_end_matches(".md"), more)
            }
            Some((name, more)) => (*name, more),
            None => ("", &[][..]),
        };
        let ends = name.strip_prefix('/').or(name.strip_prefix("end"));
        if ends.is_some_and(|name| BOXES.contains(&name) || callout::of_name(name).is_some()) {
            return Meaning::Lines(vec![":::".into()]);
        }
        let kind = if BOXES.contains(&name) {
            let said = arguments.iter().map(|(_, value)| value.as_str()).filter(|value| *value != name);
            Some(said.into_iter().find(|value| callout::of_name(value).is_some()).unwrap_or("info"))
        } else {
            callout::of_name(name).map(|_| name)
        };
        if let Some(kind) = kind {
            let unnamed =
                more.iter().find(|value| **value != kind && value.contains(' ')).map(|title| (*title).to_owned());
            let title = value(&["title", "header", "heading"]).or(unnamed).unwrap_or_default();
            let mut lines = vec![format!(":::{kind} {title}")];
            if let Some(content) = value(&["content", "text", "body"]) {
                lines.extend([content, ":::".into()]);
            }
            return Meaning::Lines(lines);
        }
        let source = value(&["src", "file", "url", "link"]);
        let title = value(&["name", "title", "header", "summary"]).unwrap_or_else(|| more.join(" "));
        match (name, source) {
            ("figure" | "image" | "img" | "picture", Some(source)) => {
                let mut image = format!("<img src=\"{source}\"");
                for name in ["alt", "width", "height"] {
                    let said = value(&[name]).or(if name == "alt" { value(&["caption", "title"]) } else { None });
                    if let Some(said) = said {
                        image.push_str(&format!(" {name}=\"{}\"", said.replace('"', "&quot;")));
                    }
                }
                Meaning::Text(image + ">")
            }
            ("ref" | "relref" | "link" | "post_url", _) => Meaning::Text(more.concat()),
            ("highlight", _) => Meaning::Lines(vec![format!("```{}", more.first().unwrap_or(&""))]),
            ("/highlight" | "endhighlight", _) => Meaning::Lines(vec!["```".into()]),
            ("tab" | "tabitem" | "details" | "expand" | "collapse" | "accordion", _) if !title.is_empty() => {
                self.change(number, format!("what stood behind '{title}' stands below it now"));
                Meaning::Lines(vec![String::new(), format!("**{title}**"), String::new()])
            }
            _ => {
                self.change(number, format!("what '{tag}' stands for is not known: it was left out"));
                Meaning::Text(String::new())
            }
        }
    }

    fn change(&mut self, line: usize, what: String) {
        self.changes.push(Change { line, what });
    }
}

/// What a tag stands for.
enum Meaning {
    Text(String),
    Lines(Vec<String>),
}

/// The first tag of a line, outside of code, with what stands before and behind it.
fn tag(line: &str) -> Option<(&str, &str, &str)> {
    let found = TAGS.iter().filter_map(|(begin, end)| {
        let start = line
            .match_indices(begin)
            .map(|(at, _)| at)
            .find(|at| line.get(..*at).is_some_and(|before| before.matches('`').count() % 2 == 0))?;
        let length = line.get(start..)?.find(end)? + end.len();
        Some((start, start + length))
    });
    let (start, end) = found.min()?;
    Some((line.get(..start)?, line.get(start..end)?, line.get(end..)?))
}

/// The words of a tag: `name`, `"several words"`, `key=value`, `key="several words"`; those without a key have an empty one.
fn arguments(inner: &str) -> Vec<(String, String)> {
    let mut arguments = Vec::new();
    let mut rest = inner.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|letter: char| letter.is_whitespace() || ['=', '"', '\''].contains(&letter));
        let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let (name, value) = match behind.strip_prefix('=') {
            Some(value) => (word, value.trim_start()),
            None if word.is_empty() => ("", behind),
            None => {
                arguments.push((String::new(), word.to_owned()));
                rest = behind.trim_start();
                continue;
            }
        };
        let quote = value.chars().next().filter(|letter| ['"', '\''].contains(letter));
        let (value, behind) = match quote {
            Some(quote) => {
                let inside = value.get(1..).unwrap_or_default();
                inside.split_once(quote).unwrap_or((inside, ""))
            }
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        arguments.push((name.to_owned(), value.to_owned()));
        rest = behind.trim_start();
    }
    arguments
}

/// Reads paragraphs that have a class beside them, or a word before them in a line of its own.
fn runs(lines: Vec<(usize, String)>, changes: &mut Vec<Change>) -> Vec<(usize, String)> {
    let mut read: Vec<(usize, String)> = Vec::new();
    let mut fence: Option<Fence> = None;
    // Where the run of lines that are not blank begins, and the kind that its first line said.
    let (mut begin, mut kind) = (0, None::<String>);
    let end_run = |read: &mut Vec<(usize, String)>, kind: Option<String>| {
        if let (Some(_), Some((number, line))) = (kind, read.last()) {
            let end = (*number, format!("{}:::", lead(line)));
            read.push(end);
        }
    };
    for (number, line) in lines {
        let is_code = match &fence {
            Some(open) => {
                if open.ends(&line) {
                    fence = None;
                }
                true
            }
            None => {
                fence = Fence::begun(&line);
                fence.is_some()
            }
        };
        if is_code {
            read.push((number, line));
            continue;
        }
        if line.trim().is_empty() {
            end_run(&mut read, kind.take());
            read.push((number, line));
            begin = read.len();
            continue;
        }
        let is_first = begin == read.len();
        let said = if is_first { word_alone(&line) } else { None };
        if let Some(said) = said.or_else(|| class(&line)) {
            let mark = format!("{}:::{said}", lead(&line));
            if is_first {
                read.push((number, mark));
                kind = Some(said);
            } else {
                let from = read.get(begin).map_or(number, |(number, _)| *number);
                read.insert(begin, (from, mark));
                read.push((number, format!("{}:::", lead(&line))));
            }
            begin = read.len();
            continue;
        }
        if line.trim().starts_with("{:toc") && read.len() > begin {
            read.truncate(begin);
            changes.push(Change { line: number, what: "a table of contents was left out".into() });
            continue;
        }
        let (line, dropped) = without_attributes(&line);
        let line = with_keys(line);
        changes.extend(
            dropped
                .into_iter()
                .map(|attributes| Change { line: number, what: format!("attributes were dropped: {attributes}") }),
        );
        if !line.trim().is_empty() {
            read.push((number, line));
        }
    }
    end_run(&mut read, kind);
    read
}

fn lead(line: &str) -> &str {
    line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
}

/// `NOTE:`
fn word_alone(line: &str) -> Option<String> {
    let word = line.trim().strip_suffix(':')?;
    let is_name = word.chars().all(|letter| letter.is_ascii_uppercase()) && callout::of_name(word).is_some();
    is_name.then(|| word.to_lowercase())
}

/// `{: .warning }`
fn class(line: &str) -> Option<String> {
    let inner = line.trim().strip_prefix("{:")?.strip_suffix('}')?;
    let classes = inner.split_whitespace().filter_map(|word| word.strip_prefix('.'));
    classes
        .map(|class| class.trim_end_matches("-title"))
        .find(|class| callout::of_class(class).is_some())
        .map(str::to_owned)
}

/// A line without `{: … }`, and without what stands in braces right behind a link or a picture; and these.
fn without_attributes(line: &str) -> (String, Vec<&str>) {
    let (mut text, mut rest, mut dropped) = (String::new(), line, Vec::new());
    while let Some(start) = rest.find('{') {
        let (before, braces) = rest.split_at(start);
        let end = braces.find('}').map_or(braces.len(), |end| end + 1);
        let (braces, after) = braces.split_at(end);
        let inner = braces.trim_matches(['{', '}', ' ']);
        let is_list = inner.starts_with(['.', '#']) || inner.contains('=');
        text.push_str(before);
        let is_code = text.matches('`').count() % 2 == 1;
        if !is_code && braces.starts_with("{:") || (before.ends_with(')') && is_list) {
            dropped.push(braces);
        } else {
            text.push_str(braces);
        }
        rest = after;
    }
    text.push_str(rest);
    (text, dropped)
}

/// `++ctrl+c++` of MkDocs as HTML's keys.
fn with_keys(line: String) -> String {
    let Some((before, keys, after)) = line.split_once("++").and_then(|(before, rest)| {
        let (keys, after) = rest.split_once("++")?;
        Some((before, keys, after))
    }) else {
        return line;
    };
    let is_key = |key: &str| !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    if !keys.split('+').all(is_key) || before.matches('`').count() % 2 == 1 {
        return line;
    }
    let keys: Vec<String> = keys.split('+').map(|key| format!("<kbd>{key}</kbd>")).collect();
    format!("{before}{}{}", keys.join("+"), with_keys(after.to_owned()))
}
