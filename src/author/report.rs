//! Findings for whoever reads them: a person, a program, or a code host.

use serde_json::{Value, json};

use super::{
    Checked,
    code::{ALL, Level},
    finding::Finding,
    source::Place,
};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// As a compiler writes them.
    #[default]
    Text,
    /// A list of objects.
    Json,
    /// SARIF 2.1.0 (OASIS), which code hosts show beside the change.
    Sarif,
}

/// What was checked and found, written.
pub fn report(checked: &Checked, format: Format, colour: bool) -> String {
    let findings = &checked.findings;
    match format {
        Format::Text => text(checked, colour),
        Format::Json => pretty(&findings.iter().map(finding).collect()),
        Format::Sarif => pretty(&sarif(findings)),
    }
}

/// The findings one below the other.
pub fn list(findings: &[Finding], colour: bool) -> String {
    findings.iter().map(|finding| finding.render(colour)).collect::<Vec<_>>().join("\n\n")
}

fn text(Checked { articles, languages, findings }: &Checked, colour: bool) -> String {
    let articles = (*articles > 0).then(|| count(*articles, "article"));
    let words = (*languages > 0).then(|| format!("the widget's own words in {}", count(*languages, "language")));
    let what = articles.into_iter().chain(words).collect::<Vec<_>>().join(" and ");
    let Some(first) = findings.first() else { return format!("{what} checked: nothing found") };
    let of = |level: Level| findings.iter().filter(|finding| finding.code.level == level).count();
    let hints = Some(of(Level::Hint)).filter(|hints| *hints > 0).map(|hints| format!(", {}", count(hints, "hint")));
    let (errors, warnings) = (count(of(Level::Error), "error"), count(of(Level::Warning), "warning"));
    let (list, id, hints) = (list(findings, colour), first.code.id, hints.unwrap_or_default());
    format!(
        "{list}\n\n{what} checked: {errors}, {warnings}{hints}\n`login-help check --explain {id}` tells more of {id}"
    )
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn pretty(value: &Value) -> String {
    // With an alternate form that a value always has.
    format!("{value:#}")
}

/// A finding as an object.
pub fn finding(finding: &Finding) -> Value {
    let Finding { code, message, place, related, help } = finding;
    let related = related.iter().map(|(place, what)| merge(position(place), json!({ "message": what })));
    let about = json!({
        "code": code.id, "level": code.level.word(), "title": code.title(), "message": message, "help": help,
        "related": related.collect::<Vec<_>>(),
    });
    merge(about, position(place))
}

fn position(place: &Place) -> Value {
    let ((line, column), (end_line, end_column)) = (place.start(), place.end());
    json!({
        "file": &*place.source.file, "line": line, "column": column, "endLine": end_line, "endColumn": end_column,
    })
}

fn merge(mut one: Value, other: Value) -> Value {
    if let (Value::Object(one), Value::Object(other)) = (&mut one, other) {
        one.extend(other);
    }
    one
}

fn sarif(findings: &[Finding]) -> Value {
    let rule = |code: &&super::code::Code| {
        json!({
            "id": code.id,
            "shortDescription": { "text": code.title() },
            "help": { "text": code.page, "markdown": code.page },
            "defaultConfiguration": { "level": sarif_level(code.level) },
        })
    };
    let result = |finding: &Finding| {
        let Finding { code, message, place, related, help } = finding;
        let text = help.as_ref().map_or_else(|| message.clone(), |help| format!("{message}\n{help}"));
        let related =
            related.iter().map(|(place, what)| merge(location(place), json!({ "message": { "text": what } })));
        json!({
            "ruleId": code.id,
            "ruleIndex": ALL.iter().position(|other| other.id == code.id),
            "level": sarif_level(code.level),
            "message": { "text": text },
            "locations": [location(place)],
            "relatedLocations": related.collect::<Vec<_>>(),
        })
    };
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "login-help",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": ALL.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn sarif_level(level: Level) -> &'static str {
    match level {
        Level::Hint => "note",
        other => other.word(),
    }
}

fn location(place: &Place) -> Value {
    let ((line, column), (end_line, end_column)) = (place.start(), place.end());
    let region = json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column });
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri(&place.source.file) }, "region": region } })
}

/// A path as the relative or absolute reference that RFC 3986 lets it be.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}
