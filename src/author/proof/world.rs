//! One complete set of facts, as logic: what is so, what of it comes to be known, and what that makes of each remedy.

use std::collections::HashMap;

use batsat::Lit;

use super::circuit::Circuit;
use crate::article::{Article, Condition, FactId, Kind, Test, Values};

/// Everything below is true or false in this one world.
pub(super) struct World {
    /// By fact: whether somebody tells it unasked, where somebody may.
    pub told: Vec<Option<Lit>>,
    /// By fact: whether its question can be asked.
    pub asked: Vec<Lit>,
    /// By fact and value: whether that is how things are, known or not.
    pub is: Vec<Vec<Lit>>,
    /// By fact and value: whether that is so and comes to be known.
    pub holds: Vec<Vec<Lit>>,
    /// By remedy and alternative: whether it holds.
    pub alternatives: Vec<Vec<Lit>>,
    /// By remedy: whether it fits. The fallback always does.
    pub fits: Vec<Lit>,
    /// By number of remedies: whether none of the first so many fits.
    pub none_of_first: Vec<Lit>,
    /// Whether a fact is one of some values, for those that were needed so far.
    tests: HashMap<(u16, Values), Lit>,
}

impl World {
    pub fn new(circuit: &mut Circuit, article: &Article) -> Self {
        let draft = article.draft();
        let count = draft.facts.len();
        let mut world = Self {
            told: vec![None; count],
            asked: vec![!circuit.yes(); count],
            is: vec![Vec::new(); count],
            holds: vec![Vec::new(); count],
            alternatives: Vec::new(),
            fits: Vec::new(),
            none_of_first: vec![circuit.yes()],
            tests: HashMap::new(),
        };
        for fact in article.gate_order() {
            world.add_fact(circuit, article, *fact);
        }
        for remedy in &draft.remedies {
            let alternatives = remedy.when.as_ref().map(|when| world.alternatives(circuit, when));
            let fits = alternatives.as_ref().map_or(circuit.yes(), |alternatives| circuit.any(alternatives));
            let none = world.none_of_first.last().copied().unwrap_or(circuit.yes());
            let none = circuit.all(&[none, !fits]);
            world.alternatives.push(alternatives.unwrap_or_default());
            world.fits.push(fits);
            world.none_of_first.push(none);
        }
        world
    }

    fn add_fact(&mut self, circuit: &mut Circuit, article: &Article, fact: FactId) {
        let place = usize::from(fact.0);
        let Some(declared) = article.fact(fact) else { return };
        let question = article.question(fact).filter(|question| question.kind != Kind::Email);
        let asked = match question {
            Some(question) => self.condition(circuit, question.when.as_ref()),
            None => !circuit.yes(),
        };
        let told = (question.is_none() || declared.server || is_told_beside(article, fact)).then(|| circuit.free());
        let known = circuit.any(&told.into_iter().chain([asked]).collect::<Vec<_>>());
        let is: Vec<Lit> = declared.values.iter().map(|_| circuit.free()).collect();
        circuit.require_one(&is);
        let holds = is.iter().map(|is| circuit.all(&[known, *is])).collect();
        let slots = (self.told.get_mut(place), self.asked.get_mut(place), self.is.get_mut(place));
        if let ((Some(told_slot), Some(asked_slot), Some(is_slot)), Some(holds_slot)) =
            (slots, self.holds.get_mut(place))
        {
            (*told_slot, *asked_slot, *is_slot, *holds_slot) = (told, asked, is, holds);
        }
    }

    /// Whether a condition holds; where there is none, it does.
    pub fn condition(&mut self, circuit: &mut Circuit, condition: Option<&Condition>) -> Lit {
        let Some(condition) = condition else { return circuit.yes() };
        let alternatives = self.alternatives(circuit, condition);
        circuit.any(&alternatives)
    }

    fn alternatives(&mut self, circuit: &mut Circuit, condition: &Condition) -> Vec<Lit> {
        let mut alternatives = Vec::new();
        for tests in &condition.0 {
            let tests: Vec<Lit> = tests.iter().map(|test| self.test(circuit, test)).collect();
            alternatives.push(circuit.all(&tests));
        }
        alternatives
    }

    fn test(&mut self, circuit: &mut Circuit, test: &Test) -> Lit {
        let key = (test.fact.0, test.values);
        if let Some(known) = self.tests.get(&key) {
            return *known;
        }
        let holds = self.holds.get(usize::from(test.fact.0)).map(Vec::as_slice).unwrap_or_default();
        let wanted = holds.iter().enumerate().filter(|(place, _)| !is_disjoint(test.values, *place));
        let wanted: Vec<Lit> = wanted.map(|(_, holds)| *holds).collect();
        let any = circuit.any(&wanted);
        self.tests.insert(key, any);
        any
    }
}

fn is_disjoint(values: Values, place: usize) -> bool {
    u8::try_from(place).is_ok_and(|place| values.is_disjoint(Values::one(crate::article::ValueId(place))))
}

/// Whether a message pasted for another fact's question tells this one too.
fn is_told_beside(article: &Article, fact: FactId) -> bool {
    let asks_by_message = |other: FactId| article.question(other).is_some_and(|other| other.kind == Kind::Message);
    article.draft().questions.iter().any(|question| question.fact != fact && asks_by_message(question.fact))
        && article.draft().patterns.iter().any(|pattern| pattern.facts.iter().any(|(told, _)| *told == fact))
}
