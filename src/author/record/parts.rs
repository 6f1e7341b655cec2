//! The parts that a language's words are translated in, each as plain text.

use std::ops::Range;

use crate::{
    article::{CalloutKind, Item, Plain, Span, Target},
    author::read::{Block, Section, Words},
};

/// Some of a language's words, which are translated together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called: `title`, `symptom`, `symptom/forgot`, `#reset`, and of its warnings the first, `#reset!1`.
    pub key: String,
    /// Its text, as Markdown.
    pub text: String,
    /// Where it stands in its file.
    pub span: Range<usize>,
}

impl Part {
    /// Whether it is a warning in a section.
    pub(in crate::author) fn is_warning(&self) -> bool {
        self.key.contains('!')
    }
}

/// All parts of a language's words. What people say is none: each language has its own.
pub(in crate::author) fn parts(words: &Words) -> Vec<Part> {
    let front = &words.front;
    let mut parts = Vec::new();
    let mut add = |key: String, span: Range<usize>, texts: &[&str]| {
        let texts: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        parts.push(Part { key, text: texts.join("\n"), span });
    };
    for (key, word) in [("title", &front.title), ("intro", &front.intro)] {
        if let Some(word) = word {
            add(key.into(), word.span(), &[word.get_ref()]);
        }
    }
    for (fact, words) in front.questions.iter() {
        let prompt = words.prompt.as_ref().map_or("", |prompt| prompt.get_ref());
        add(fact.get_ref().clone(), fact.span(), &[prompt, &words.hint]);
        for (value, answer) in words.answers.iter() {
            let key = format!("{}/{}", fact.get_ref(), value.get_ref());
            add(key, answer.label.span(), &[answer.label.get_ref(), &answer.hint]);
        }
    }
    for (fact, labels) in front.facts.iter() {
        for (value, label) in labels.iter() {
            add(format!("{}/{}", fact.get_ref(), value.get_ref()), label.span(), &[label.get_ref()]);
        }
    }
    if let Some(support) = &front.support {
        let words = support.get_ref();
        let words = [&words.label, &words.text, &words.reply, &words.none];
        let words: Vec<&str> = words.into_iter().flatten().map(|word| word.get_ref().as_str()).collect();
        add("support".into(), support.span(), &words);
    }
    for section in &words.sections {
        let action = front.sections.get(section.id.get_ref()).and_then(|words| words.action.as_ref());
        let (mut text, mut warnings) = (vec![format!("## {}", section.heading)], 0);
        text.extend(action.map(|action| format!("[{}]", action.get_ref().trim())));
        for block in &section.blocks {
            match block {
                Block::Plain(plain) => text.push(markdown(plain, &words.sections)),
                Block::Callout(callout) => {
                    let body: Vec<String> = callout.body.iter().map(|plain| markdown(plain, &words.sections)).collect();
                    let body = format!("[{}] {}", callout.kind.word(), body.join("\n"));
                    if callout.kind == CalloutKind::Warning {
                        warnings += 1;
                        add(format!("#{}!{warnings}", section.id.get_ref()), callout.marker.clone(), &[&body]);
                    } else {
                        text.push(body);
                    }
                }
            }
        }
        add(format!("#{}", section.id.get_ref()), section.id.span(), &[&text.join("\n")]);
    }
    parts
}

fn markdown(plain: &Plain, sections: &[Section]) -> String {
    let line = |spans: &Vec<Span>| spans.iter().map(|span| styled(span, sections)).collect::<String>();
    let item = |mark: String, item: &Item| {
        let inner = item.inner.iter().map(|inner| markdown(inner, sections).replace('\n', "\n   "));
        inner.fold(mark + &line(&item.text), |text, inner| format!("{text}\n   {inner}"))
    };
    let lines = match plain {
        Plain::Paragraph(spans) => vec![line(spans)],
        Plain::Steps(steps) => {
            steps.iter().enumerate().map(|(place, step)| item(format!("{}. ", place + 1), step)).collect()
        }
        Plain::List(items) => items.iter().map(|found| item("- ".into(), found)).collect(),
        Plain::Code(code) => code.lines().map(|line| format!("    {line}")).collect(),
        Plain::Heading(heading) => vec![format!("### {heading}")],
        Plain::Table(table) => table.rows().map(|row| row.iter().map(line).collect::<Vec<_>>().join(" | ")).collect(),
        Plain::Picture(picture) => vec![format!("![{}]({})", picture.alternative, picture.light)],
        Plain::Note(kind, spans) => vec![format!("[{}] {}", kind.word(), line(spans))],
    };
    lines.join("\n")
}

fn styled(span: &Span, sections: &[Section]) -> String {
    let around = |text: String, mark: &str, is_so: bool| if is_so { format!("{mark}{text}{mark}") } else { text };
    let text = around(span.text.clone(), "`", span.code);
    let text = around(around(text, "*", span.emphasis), "**", span.strong);
    match &span.target {
        None => text,
        Some(Target::Url(url)) => format!("[{text}]({url})"),
        Some(Target::Section(section)) => {
            let id = sections.get(usize::from(section.0)).map_or("", |section| section.id.get_ref());
            format!("[{text}](#{id})")
        }
    }
}
