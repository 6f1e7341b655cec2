//! An explanation: for a browser as JSON, for a terminal as text.

use core::fmt::{self, Display, Formatter};

use serde::Serialize;

/// Why a case stands where it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The article's id.
    pub article: String,
    /// Its language.
    pub lang: String,
    /// Its title.
    pub title: String,
    /// What is known.
    pub known: Vec<KnownFact>,
    /// The messages that were pasted.
    pub messages: Vec<Told>,
    /// The remedies that did not help.
    pub tried: Vec<String>,
    /// What the person sees.
    pub shown: Shown,
    /// The facts that the remedy on screen rests on, as the person is told.
    pub because: Vec<KnownFact>,
    /// The callouts of that remedy.
    pub callouts: Vec<ShownCallout>,
    /// Every remedy, in order of precedence.
    pub remedies: Vec<Weighed>,
    /// The uncertainty over the remedies still possible, in bits.
    pub uncertainty: f64,
    /// The questions that nothing is known of yet.
    pub questions: Vec<OpenQuestion>,
    /// Parts of the link that the article doesn't know.
    pub unknown: Vec<String>,
    /// What a pasted text speaks of: likeliest first, at most three, and none where nobody knows.
    pub guesses: Vec<Guessed>,
    /// Whether the first of them may be taken for what is meant.
    pub sure: bool,
    /// The words that speak for the first, as they were written.
    pub words: Vec<String>,
}

/// A remedy that a text speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Guessed {
    /// The id of its section.
    pub section: String,
    /// How likely it is, in percent.
    pub share: u8,
}

/// A fact that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownFact {
    /// Its id.
    pub fact: String,
    /// The question for it.
    pub prompt: String,
    /// The value's id, or `unsure`.
    pub value: String,
    /// The same in words.
    pub label: String,
    /// Who says so; nobody where the person isn't sure.
    pub source: Option<&'static str>,
}

/// A message and what it tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// What was pasted; empty where the case came from a link.
    pub text: String,
    /// What the article's patterns make of it; nothing where they don't know it.
    pub facts: Vec<KnownFact>,
}

/// What the person sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "screen", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "ids of facts and remedies, and their words")]
pub enum Shown {
    /// A question.
    Question { fact: String, prompt: String },
    /// The question put before a remedy.
    Interruption { fact: String, prompt: String, remedy: String, heading: String },
    /// A remedy; picked from a list, or diagnosed.
    Remedy { remedy: String, heading: String, is_picked: bool },
    /// A list of what is still possible.
    Possible { remedies: Vec<String> },
    /// Handed to a person.
    Handoff { channel: &'static str },
}

/// A callout of the remedy on screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownCallout {
    /// `info`, `advice` or `warning`.
    pub kind: &'static str,
    /// How it begins.
    pub text: String,
    /// Whether it is shown.
    pub is_shown: bool,
    /// What decides that.
    pub why: String,
}

/// A remedy and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Weighed {
    /// Its id.
    pub remedy: String,
    /// Its heading.
    pub heading: String,
    /// How common it is beside the others.
    pub weight: u16,
    /// Where it stands.
    pub standing: Standing,
    /// The tests that decide it.
    pub why: String,
}

/// Where a remedy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It is true.
    Fits,
    /// It may still turn out to be true.
    Open,
    /// An earlier one is true.
    Behind,
    /// It can't be true any more.
    Out,
    /// It did not help.
    Tried,
}

/// A question that nothing is known of yet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenQuestion {
    /// Its fact's id.
    pub fact: String,
    /// The question.
    pub prompt: String,
    /// Whether it can be asked.
    pub asking: Asking,
    /// What it waits for, or what speaks against it.
    pub why: String,
    /// The uncertainty expected after its answer, in bits, where it can be asked.
    pub uncertainty: Option<f64>,
}

/// Whether a question can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asking {
    /// It is on screen.
    Now,
    /// It can be asked.
    Possible,
    /// Its own condition is not known yet.
    Waiting,
    /// Its own condition is false.
    Impossible,
}

impl Display for Explanation {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        writeln!(f, "{} ({}, {})", self.title, self.article, self.lang)?;
        self.known(f)?;
        self.guessed(f)?;
        self.shown(f)?;
        self.weighed(f)?;
        self.questions(f)?;
        if !self.unknown.is_empty() {
            writeln!(f, "\nNot known to the article: {}", self.unknown.join(", "))?;
        }
        Ok(())
    }
}

impl Explanation {
    fn known(&self, f: &mut Formatter) -> fmt::Result {
        writeln!(f, "\nKnown")?;
        for KnownFact { fact, value, label, source, .. } in &self.known {
            match source {
                Some(source) => writeln!(f, "  {fact} = {value}: {source} “{label}”")?,
                None => writeln!(f, "  {fact}: the person isn’t sure")?,
            }
        }
        for Told { text, facts } in &self.messages {
            let told: Vec<String> = facts.iter().map(|told| format!("{} = {}", told.fact, told.value)).collect();
            let told = if told.is_empty() { "nothing".into() } else { told.join(" and ") };
            writeln!(f, "  the message{} tells {told}", quoted(text))?;
        }
        if !self.tried.is_empty() {
            writeln!(f, "  tried: {}", self.tried.join(", "))?;
        }
        if self.known.is_empty() && self.messages.is_empty() && self.tried.is_empty() {
            writeln!(f, "  nothing yet")?;
        }
        Ok(())
    }

    fn guessed(&self, f: &mut Formatter) -> fmt::Result {
        if !self.messages.is_empty() {
            let how = if self.sure { "surely about" } else { "perhaps about" };
            let guesses = self.guesses.iter().map(|guess| format!("{} ({} %)", guess.section, guess.share));
            let guesses: Vec<String> = guesses.collect();
            match self.guesses.as_slice() {
                [] => writeln!(f, "  nobody knows what it is about")?,
                _ => writeln!(f, "  it is {how} {}", guesses.join(", "))?,
            }
            if !self.words.is_empty() {
                writeln!(f, "  because of the words: {}", self.words.join(", "))?;
            }
        }
        Ok(())
    }

    fn shown(&self, f: &mut Formatter) -> fmt::Result {
        writeln!(f, "\nOn screen")?;
        match &self.shown {
            Shown::Question { fact, prompt } => writeln!(f, "  ? {prompt} ({fact})")?,
            Shown::Interruption { fact, prompt, remedy, heading } => {
                writeln!(f, "  ? {prompt} ({fact})\n  before → {heading} {{#{remedy}}}")?;
            }
            Shown::Remedy { remedy, heading, is_picked } => {
                writeln!(f, "  → {heading} {{#{remedy}}}{}", if *is_picked { ", picked" } else { "" })?;
            }
            Shown::Possible { remedies } => writeln!(f, "  ≡ {}", remedies.join(", "))?,
            Shown::Handoff { channel } => writeln!(f, "  ■ {channel}")?,
        }
        for because in &self.because {
            writeln!(f, "  because {} “{}”", because.source.unwrap_or_default(), because.label)?;
        }
        for ShownCallout { kind, text, is_shown, why } in &self.callouts {
            writeln!(f, "  {} {kind} ({why}): {text}", if *is_shown { "+" } else { "−" })?;
        }
        Ok(())
    }

    fn weighed(&self, f: &mut Formatter) -> fmt::Result {
        writeln!(f, "\nRemedies ({:.2} bits of uncertainty)", self.uncertainty)?;
        let standings = [
            (Standing::Fits, "fits"),
            (Standing::Open, "open"),
            (Standing::Behind, "behind"),
            (Standing::Tried, "tried"),
            (Standing::Out, "out"),
        ];
        for (standing, word) in standings {
            // Those that stand where they stand for the same reason share a line.
            let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
            for remedy in self.remedies.iter().filter(|remedy| remedy.standing == standing) {
                match groups.iter_mut().find(|(why, _)| *why == remedy.why) {
                    Some((_, remedies)) => remedies.push(&remedy.remedy),
                    None => groups.push((&remedy.why, vec![&remedy.remedy])),
                }
            }
            for (why, remedies) in groups {
                writeln!(f, "  {word:<6} {}: {why}", remedies.join(", "))?;
            }
        }
        Ok(())
    }

    fn questions(&self, f: &mut Formatter) -> fmt::Result {
        // Where one remedy stands alone, no question has anything to decide.
        if self.questions.is_empty() || self.uncertainty <= 0.0 {
            return Ok(());
        }
        writeln!(f, "\nOpen questions")?;
        for OpenQuestion { fact, asking, why, uncertainty, .. } in &self.questions {
            let left = match uncertainty {
                Some(bits) if *bits < self.uncertainty => format!(", would leave {bits:.2} bits"),
                Some(_) => ", would leave as much".into(),
                None => String::new(),
            };
            match asking {
                Asking::Now => writeln!(f, "  {fact}: on screen{left}")?,
                Asking::Possible => writeln!(f, "  {fact}: can be asked{left}")?,
                Asking::Waiting => writeln!(f, "  {fact}: waits for {why}")?,
                Asking::Impossible => writeln!(f, "  {fact}: can’t be asked, {why}")?,
            }
        }
        Ok(())
    }
}

fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" “{text}”") }
}
