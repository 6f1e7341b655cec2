//! How many questions people are asked, under the weights of the remedies.
//!
//! An answer is taken to be as likely as the remedies it leaves possible are heavy, as the rules themselves assume when
//! they choose a question: the share of an answer `a` is `w(a) / Σ w`, where `w` is the sum of those weights, and the
//! questions expected from a screen on are `1 + Σ share(a) · expected(a)`. "I'm not sure" counts as not given. A question
//! put before a remedy is counted apart. Where the walk was cut, both are the mean over the cases that were followed to
//! their end.

use super::{
    dialogue::{Dialogue, Node, NodeId},
    words::count,
};

/// How many questions people are asked until the first remedy, list or handoff.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expectation {
    /// Questions, on average.
    pub questions: f64,
    /// Questions put before a remedy, on average.
    pub interruptions: f64,
    /// The share of all cases that this is the average of: 1 where the walk is whole.
    pub share: f64,
    /// How many ways there are to answer the questions, "I'm not sure" among them, up to what was cut.
    pub paths: f64,
    /// The most questions that anybody is asked.
    pub longest: usize,
}

/// The same from a screen on, the means still multiplied by the share.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    questions: f64,
    interruptions: f64,
    share: f64,
    paths: f64,
    longest: usize,
}

impl Dialogue {
    /// What is to be expected of the whole.
    pub fn expectation(&self) -> Expectation {
        let sums = self.fold(|node, sums: &[Sum]| sum(node, |id: NodeId| sums.get(id.0).copied().unwrap_or_default()));
        let Sum { questions, interruptions, share, paths, longest } = sums.last().copied().unwrap_or_default();
        let mean = |sum: f64| if share > 0.0 { sum / share } else { 0.0 };
        // The shares of a whole walk are all there are; adding them up may miss that by a rounding.
        let share = if self.cut() == 0 { 1.0 } else { share };
        Expectation { questions: mean(questions), interruptions: mean(interruptions), share, paths, longest }
    }

    /// Says how much of the cases the walk saw, where that isn't all.
    pub(super) fn cut_note(&self) -> Option<String> {
        let percent = self.expectation().share * 100.0;
        let states = count(self.cut(), "state");
        (self.cut() > 0).then(|| {
            format!("The walk was cut before it looked at {states}: numbers are of {percent:.1} % of the cases.")
        })
    }
}

fn sum(node: &Node, of: impl Fn(NodeId) -> Sum) -> Sum {
    let end = Sum { share: 1.0, paths: 1.0, ..Sum::default() };
    match node {
        Node::Question { answers, .. } => {
            let all = answers.iter().map(|answer| answer.weight as f64).sum::<f64>();
            let mut sum = Sum::default();
            for answer in answers {
                let next = of(answer.to);
                let share = if all > 0.0 { answer.weight as f64 / all } else { 0.0 };
                sum.questions += share * (next.questions + next.share);
                sum.interruptions += share * next.interruptions;
                sum.share += share * next.share;
                sum.paths += next.paths;
                sum.longest = sum.longest.max(next.longest + 1);
            }
            sum
        }
        Node::Interruption { .. } => Sum { interruptions: 1.0, ..end },
        Node::Remedy { .. } | Node::Possible { .. } | Node::Handoff(_) => end,
        Node::Cut => Sum { paths: 1.0, ..Sum::default() },
    }
}
