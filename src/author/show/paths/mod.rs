//! Every path as plain text, to be kept beside an article: whoever reviews a change reads in its difference what the
//! change does to people.
//!
//! A path is a line of answers, and under it the screens that follow, each when the one before it didn't help. It names
//! what a path must not lose unseen: callouts with their first words, what is offered on a list, the channel at the end.

mod screens;

use std::collections::HashMap;

use screens::Place;

use super::{
    dialogue::{Dialogue, Given, Node, NodeId},
    shortest::{Move, Shortest, trail},
    walk::dialogue,
    words::{Words, count, remedies_count},
};
use crate::{
    article::{Article, FactId, Kind, RemedyId, ValueId},
    rules::Rules,
};

/// More paths than this nobody reads.
const READABLE: f64 = 2_000.0;

/// Writes every path; where they are too many, the shortest to every remedy.
pub fn paths(article: &Article) -> String {
    let rules = Rules::new(article.clone());
    let dialogue = dialogue(&rules);
    let branches = dialogue.expectation().paths <= READABLE && dialogue.cut() == 0;
    let mut paper = Paper {
        rules: &rules,
        words: Words(article),
        dialogue: &dialogue,
        shortest: Shortest::of(&dialogue),
        text: String::new(),
        branches,
        written: HashMap::new(),
    };
    paper.header();
    paper.questions();
    if branches {
        paper.heading("Paths");
        paper.legend();
        paper.every_path(dialogue.first(), &mut Vec::new());
    } else {
        paper.heading("The shortest path to every remedy");
        paper.legend();
        paper.every_remedy();
    }
    paper.messages();
    paper.text
}

struct Paper<'a> {
    rules: &'a Rules,
    words: Words<'a>,
    dialogue: &'a Dialogue,
    shortest: Shortest<'a>,
    text: String,
    /// Whether every answer is followed.
    branches: bool,
    /// Questions that follow a remedy, by the path under which they are written out.
    written: HashMap<NodeId, String>,
}

impl<'a> Paper<'a> {
    fn line(&mut self, depth: usize, text: impl AsRef<str>) {
        self.text.extend(core::iter::repeat_n("  ", depth));
        self.text.push_str(text.as_ref());
        self.text.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.line(0, format!("\n\n{text}\n{}", "─".repeat(text.chars().count())));
    }

    fn header(&mut self) {
        let draft = self.words.0.draft();
        let expected = self.dialogue.expectation();
        self.line(0, format!("{} ({}, {})\n", draft.title, draft.id, draft.lang));
        let counts = [
            remedies_count(draft.remedies.len()),
            count(draft.questions.len(), "question"),
            match expected.paths {
                _ if self.dialogue.cut() > 0 => "more paths than were walked".into(),
                paths if paths < 1e6 => format!("{paths} paths"),
                paths => format!("{paths:.0e} paths"),
            },
        ];
        self.line(0, counts.join(", "));
        let before = if expected.interruptions > 0.0 {
            format!(", and {:.2} before a remedy", expected.interruptions)
        } else {
            String::new()
        };
        let (mean, most) = (expected.questions, count(expected.longest, "question"));
        self.line(0, format!("{mean:.2} questions on average{before}; {most} at most"));
        if let Some(note) = self.dialogue.cut_note() {
            self.line(0, note);
        }
    }

    fn legend(&mut self) {
        self.line(
            0,
            "Each line is what is shown when the one before it didn’t help. After the first remedy, of callouts only",
        );
        self.line(
            0,
            "warnings are named.   → remedy   ≡ list to pick from, (!) where it warns   ? question   ■ goes to",
        );
    }

    fn questions(&mut self) {
        self.heading("Questions");
        for question in &self.words.0.draft().questions {
            self.line(0, format!("{}: {}", self.words.fact(question.fact), question.prompt));
        }
    }

    /// Every way to answer from here on.
    fn every_path(&mut self, screen: NodeId, before: &mut Vec<Move<'a>>) {
        let Node::Question { fact, answers } = self.dialogue.node(screen) else {
            return self.path(before, screen);
        };
        for answer in answers {
            before.push(Move::Answer(*fact, &answer.given));
            self.every_path(answer.to, before);
            before.pop();
        }
    }

    fn every_remedy(&mut self) {
        for place in 0..self.words.0.draft().remedies.len() {
            let wanted = RemedyId(place as u16);
            let leads = |node: &Node| match node {
                Node::Remedy { remedy, .. } | Node::Interruption { remedy, .. } => *remedy == wanted,
                _ => false,
            };
            match self.shortest.nearest(leads) {
                Some(screen) => {
                    let moves = self.shortest.to(screen);
                    self.path(&moves, screen);
                }
                None => {
                    let why =
                        if self.dialogue.cut() > 0 { "not met before the walk was cut" } else { "no path leads here" };
                    self.line(0, format!("\n{}: {why}", self.title(wanted)));
                }
            }
        }
    }

    fn path(&mut self, moves: &[Move<'a>], screen: NodeId) {
        let path = if moves.is_empty() { "At once".into() } else { trail(moves, self.words) };
        self.line(0, format!("\n{path}"));
        self.screens(screen, Place { path: &path, depth: 1, is_first: !moves.iter().any(|one| one.is_after_a_try()) });
    }

    fn messages(&mut self) {
        let patterns = &self.words.0.draft().patterns;
        if patterns.is_empty() {
            return;
        }
        self.heading("Messages");
        let mut written: Vec<&[(FactId, ValueId)]> = Vec::new();
        for pattern in patterns {
            let told = pattern.facts.as_slice();
            if !written.contains(&told) {
                written.push(told);
                self.line(0, format!("\n{}", self.words.told(told)));
                let same = patterns.iter().filter(|other| other.facts == told);
                same.for_each(|same| self.line(1, format!("“{}”", same.text)));
                self.follows(told);
            }
        }
    }

    /// Where a message leads that is pasted when it is first asked for.
    fn follows(&mut self, told: &[(FactId, ValueId)]) {
        let asks = |node: &Node| {
            let Node::Question { fact, .. } = node else { return false };
            self.words.0.question(*fact).is_some_and(|question| question.kind == Kind::Message)
        };
        let screen = self.shortest.nearest(asks).map(|screen| self.dialogue.node(screen));
        let Some(Node::Question { fact, answers }) = screen else {
            return self.line(1, "→ no question asks for a message");
        };
        let is_this = |given: &Given| match given {
            Given::Value(value) => told == [(*fact, *value)],
            Given::Message(facts) => facts == told,
            Given::Unsure => false,
        };
        match answers.iter().find(|answer| is_this(&answer.given)) {
            Some(answer) => self.leads(answer.to, 1),
            None => self.line(1, "→ tells nothing"),
        }
    }
}
