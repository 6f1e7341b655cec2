//! The picture as a Mermaid flowchart, for pages that draw those.

use core::fmt::Write;

use super::{
    chart::{Chart, Leads},
    dialogue::Given,
    walk::dialogue,
    words::{Words, numbers},
};
use crate::{
    article::{Article, RemedyId},
    rules::Rules,
};

/// Writes an article as a Mermaid flowchart.
pub fn mermaid(article: &Article) -> String {
    let rules = Rules::new(article.clone());
    let dialogue = dialogue(&rules);
    let chart = Chart::of(&rules, &dialogue);
    let words = Words(article);
    let mut page = Page { chart: &chart, words, text: String::new(), lists: Vec::new() };
    page.line(format_args!("flowchart LR"));
    // Not as a title in front matter, where some of a text is taken for HTML.
    let notes = [dialogue.cut_note(), chart.hidden_note(), chart.first_note(words)];
    let caption = [article.draft().title.clone(), numbers(article, &dialogue.expectation())];
    let caption: Vec<String> =
        caption.into_iter().chain(notes.into_iter().flatten()).map(|line| escape(&line)).collect();
    page.line(format_args!("  caption[\"{}\"]:::caption", caption.join("<br>")));
    page.questions();
    page.remedies();
    page.answers();
    page.line(format_args!("  classDef caption fill:none,stroke:none"));
    page.line(format_args!("  classDef remedy stroke:#4d9a6a,stroke-width:2px"));
    page.text
}

struct Page<'a> {
    chart: &'a Chart,
    words: Words<'a>,
    text: String,
    /// The lists and handoffs that have a node.
    lists: Vec<&'a Leads>,
}

impl<'a> Page<'a> {
    fn line(&mut self, line: core::fmt::Arguments) {
        // A string takes whatever is written to it.
        let _ = self.text.write_fmt(line);
        self.text.push('\n');
    }

    fn questions(&mut self) {
        for (place, card) in self.chart.cards.iter().enumerate() {
            let (prompt, id) = (escape(self.words.prompt(card.fact)), escape(self.words.fact(card.fact)));
            self.line(format_args!("  q{place}[\"{prompt}<br>{id}\"]"));
        }
        for fact in &self.chart.later_questions {
            let (prompt, id) = (escape(self.words.prompt(*fact)), escape(self.words.fact(*fact)));
            self.line(format_args!("  later{}[\"{prompt}<br>{id}<br>(after something did not help)\"]", fact.0));
        }
    }

    fn remedies(&mut self) {
        for remedy in &self.chart.remedies {
            self.remedy(*remedy, "");
        }
        for remedy in &self.chart.later {
            self.remedy(*remedy, "<br>(from a list, or after something did not help)");
        }
    }

    fn remedy(&mut self, remedy: RemedyId, note: &str) {
        let asks = self.chart.asks_first.get(&remedy).map(|fact| escape(self.words.prompt(*fact)));
        let asks = asks.map(|asks| format!("<br>first asks: {asks}")).unwrap_or_default();
        let warns = if self.chart.warns.contains(&remedy) { "⚠ " } else { "" };
        let (heading, id) = (escape(self.words.heading(remedy)), escape(self.words.remedy(remedy)));
        self.line(format_args!("  r{}([\"{warns}{heading}<br>{id}{asks}{note}\"]):::remedy", remedy.0));
    }

    fn answers(&mut self) {
        for (place, card) in self.chart.cards.iter().enumerate() {
            for row in &card.rows {
                let to = self.node(&row.to);
                let label = escape(&self.words.answer(card.fact, &row.given));
                let arrow = if row.given == Given::Unsure { "-.->" } else { "-->" };
                self.line(format_args!("  q{place} {arrow}|\"{label}\"| {to}"));
            }
        }
    }

    /// The id of what an answer leads to, which is written where it is not yet.
    fn node(&mut self, leads: &'a Leads) -> String {
        let text = match leads {
            Leads::Card(place) => return format!("q{place}"),
            Leads::Remedy(remedy) => return format!("r{}", remedy.0),
            _ => leads.words(self.words).unwrap_or_default(),
        };
        if let Some(place) = self.lists.iter().position(|other| *other == leads) {
            return format!("l{place}");
        }
        let place = self.lists.len();
        self.lists.push(leads);
        self.line(format_args!("  l{place}[/\"{}\"/]", escape(&text)));
        format!("l{place}")
    }
}

/// A text as it may stand between quotes: whatever could mean something to Mermaid, to Markdown or to HTML goes in as
/// its number.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ' ' | ',' | '.' | '?' | '!' | ':' | '-' | '/' | '\'' => escaped.push(letter),
            plain if plain.is_alphanumeric() => escaped.push(plain),
            control if control.is_control() => escaped.push(' '),
            ascii if ascii.is_ascii() => {
                // A string takes whatever is written to it.
                let _ = write!(escaped, "#{};", u32::from(ascii));
            }
            other => escaped.push(other),
        }
    }
    escaped
}
