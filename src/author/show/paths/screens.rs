//! The screens at the end of a path, each when the one before it didn't help.

use super::Paper;
use crate::{
    article::{CalloutKind, FactId, RemedyId},
    author::show::{
        dialogue::{Answer, Node, NodeId, Pick},
        walk::callouts,
        words::{self, first_words},
    },
};

/// Where screens are written.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// The path that they stand under.
    pub path: &'p str,
    /// How far they are indented.
    pub depth: usize,
    /// Whether nothing was tried before.
    pub is_first: bool,
}

impl Place<'_> {
    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    fn later(self) -> Self {
        Self { is_first: false, ..self }
    }
}

impl Paper<'_> {
    /// Writes a screen and those that follow it.
    pub(super) fn screens(&mut self, mut screen: NodeId, mut place: Place) {
        let dialogue = self.dialogue;
        loop {
            let next = match dialogue.node(screen) {
                Node::Question { fact, answers } => self.question_after(screen, *fact, answers, place),
                Node::Interruption { remedy, fact, answers } => {
                    self.line(place.depth, format!("? {}", self.words.prompt(*fact)));
                    self.interrupted(screen, *remedy, (*fact, answers), place)
                }
                Node::Remedy { remedy, callouts, then } => {
                    self.remedy(*remedy, place, |position| callouts.contains(&position).then(String::new));
                    *then
                }
                Node::Possible { picks, then } => {
                    self.list(picks, place.depth);
                    Some(*then)
                }
                Node::Handoff(channel) => {
                    self.line(place.depth, format!("■ {}", words::channel(*channel)));
                    None
                }
                Node::Cut => {
                    self.line(place.depth, "… not looked at");
                    None
                }
            };
            let Some(next) = next else { return };
            (screen, place) = (next, place.later());
        }
    }

    /// One line for where an answer leads.
    pub(super) fn leads(&mut self, screen: NodeId, depth: usize) {
        let line = match self.dialogue.node(screen) {
            Node::Question { fact, .. } => format!("? {}", self.words.prompt(*fact)),
            Node::Remedy { remedy, .. } | Node::Interruption { remedy, .. } => self.title(*remedy),
            Node::Possible { picks, .. } => return self.list(picks, depth),
            Node::Handoff(channel) => format!("■ {}", words::channel(*channel)),
            Node::Cut => "… not looked at".into(),
        };
        self.line(depth, line);
    }

    /// A remedy's heading and id.
    pub(super) fn title(&self, remedy: RemedyId) -> String {
        format!("→ {} {{#{}}}", self.words.heading(remedy), self.words.remedy(remedy))
    }

    /// A question after a remedy: written out where it is met first, or only what follows for those who aren't sure.
    fn question_after(&mut self, screen: NodeId, fact: FactId, answers: &[Answer], place: Place) -> Option<NodeId> {
        let prompt = format!("? {}", self.words.prompt(fact));
        if !self.branches {
            let unsure = answers.last()?;
            self.line(place.depth, format!("{prompt} {}", self.words.answer(fact, &unsure.given)));
            return Some(unsure.to);
        }
        if let Some(elsewhere) = self.written.get(&screen) {
            let line = format!("{prompt} … as under “{elsewhere}”");
            self.line(place.depth, line);
            return None;
        }
        self.written.insert(screen, place.path.into());
        self.line(place.depth, prompt);
        for answer in answers {
            self.line(place.depth + 1, format!("› {}", self.words.answer(fact, &answer.given)));
            self.screens(answer.to, place.deeper().deeper());
        }
        None
    }

    /// A remedy behind a question, with the answers that each of its callouts depends on.
    fn interrupted(
        &mut self,
        screen: NodeId,
        remedy: RemedyId,
        (fact, answers): (FactId, &[Answer]),
        place: Place,
    ) -> Option<NodeId> {
        let dialogue = self.dialogue;
        let pages = answers.iter().filter_map(|answer| match dialogue.node(answer.to) {
            Node::Remedy { callouts, then, .. } => Some((answer, callouts.as_slice(), *then)),
            _ => None,
        });
        let pages: Vec<(&Answer, &[usize], Option<NodeId>)> = pages.collect();
        let words = self.words;
        self.remedy(remedy, place, |position| {
            let showing = pages.iter().filter(|(_, callouts, _)| callouts.contains(&position));
            let showing: Vec<String> =
                showing.map(|(answer, ..)| format!("“{}”", words.answer(fact, &answer.given))).collect();
            match showing.len() {
                0 => None,
                all if all == answers.len() => Some(String::new()),
                _ => Some(format!(", after {}", showing.join(" or "))),
            }
        });
        if pages.len() < answers.len() {
            self.line(place.depth, "… some answers not looked at");
        }
        let mut thens = pages.iter().map(|(_, _, then)| *then);
        let first = thens.next()?;
        if !self.branches || thens.all(|then| then == first) {
            return first;
        }
        if let Some(elsewhere) = self.written.get(&screen) {
            let line = format!("… as under “{elsewhere}”");
            self.line(place.depth, line);
            return None;
        }
        self.written.insert(screen, place.path.into());
        for (answer, _, then) in pages {
            self.line(place.depth, format!("› after “{}”", words.answer(fact, &answer.given)));
            if let Some(then) = then {
                self.screens(then, place.deeper().later());
            }
        }
        None
    }

    /// A remedy and its callouts: for each, nothing where it is hidden, or the condition under which it is shown.
    fn remedy(&mut self, remedy: RemedyId, place: Place, shown: impl Fn(usize) -> Option<String>) {
        self.line(place.depth, self.title(remedy));
        for (position, callout) in callouts(self.rules, remedy).enumerate() {
            if let Some(condition) = shown(position).filter(|_| place.is_first || callout.kind == CalloutKind::Warning)
            {
                self.line(place.depth + 1, format!("{}{condition}: {}", callout.kind.word(), first_words(callout)));
            }
        }
    }

    fn list(&mut self, picks: &[Pick], depth: usize) {
        let names = picks.iter().map(|pick| {
            let mark = if self.warns(pick.to) { " (!)" } else { "" };
            format!("{}{mark}", self.words.remedy(pick.remedy))
        });
        let names = names.collect::<Vec<_>>().join(", ");
        self.line(depth, format!("≡ {names}"));
    }

    /// Whether the remedy on this screen, or behind its question, shows a warning.
    fn warns(&self, screen: NodeId) -> bool {
        match self.dialogue.node(screen) {
            Node::Remedy { remedy, callouts: shown, .. } => {
                let mut all = callouts(self.rules, *remedy).enumerate();
                all.any(|(place, callout)| callout.kind == CalloutKind::Warning && shown.contains(&place))
            }
            Node::Interruption { answers, .. } => answers.iter().any(|answer| self.warns(answer.to)),
            _ => false,
        }
    }
}
