//! What can be proved of an article over all complete sets of facts at once.
//!
//! A set of facts is complete when every question that can be asked has its answer: a fact that a choice or a message
//! asks has a value exactly while its question's condition holds; one that a server, the host page or another
//! question's message may tell has a value or none. Their number is exponential, so they are never enumerated. They
//! could be drawn as a decision diagram, but the diagram of "the first of a thousand remedies that fits" may itself be
//! exponential, and its size depends on the order of the facts. A SAT solver needs neither luck: a condition is an OR of
//! ANDs, so "no earlier remedy fits" is a list of clauses as it stands; one solver, built once, answers every question
//! under assumptions, gives an example where the answer is yes, and where it is no names the remedies to blame. `batsat`
//! (MiniSat in Rust, with assumptions and cores, one small dependency) is the solver. The brute-force enumerator that it
//! must agree with is in `tests/proof.rs`.

mod circuit;
mod world;

use batsat::Lit;
use circuit::Circuit;
use world::World;

use crate::article::{Article, Condition, FactId, Kind, RemedyId, Test, ValueId};

/// A complete set of facts: by fact, its value if it comes to be known.
pub type Outcome = Vec<Option<ValueId>>;

/// Why an alternative never decides anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shadow {
    /// It can't hold.
    Impossible,
    /// Whenever it holds, so does one of these before it: (remedy, alternative).
    Earlier(Vec<(RemedyId, usize)>),
}

/// An article, ready to be asked what can and what can't be.
pub struct Proof<'a> {
    article: &'a Article,
    circuit: Circuit,
    /// Any complete set of facts.
    one: World,
    /// Another one, to compare with: built when first needed.
    other: Option<Pair>,
    /// Built when first needed.
    any_helps: Option<Lit>,
}

/// A second world, and what ties it to the first.
struct Pair {
    world: World,
    /// By fact: if this is true, the fact is and is told the same in both.
    same: Vec<Lit>,
    /// By remedy: if this is true, it fits in the first world, and in the second none does up to it.
    differs: Vec<Lit>,
}

impl<'a> Proof<'a> {
    /// Builds what the questions below are asked of.
    pub fn new(article: &'a Article) -> Self {
        let mut circuit = Circuit::new();
        let one = World::new(&mut circuit, article);
        Self { article, circuit, one, other: None, any_helps: None }
    }

    /// Whether an alternative of a remedy's condition is the first that holds in some case, and if not, why not.
    pub fn shadow(&mut self, remedy: RemedyId, alternative: usize) -> Option<Shadow> {
        let place = usize::from(remedy.0);
        let alternatives = self.one.alternatives.get(place)?;
        let holds = *alternatives.get(alternative)?;
        let none_before = *self.one.none_of_first.get(place)?;
        let siblings = alternatives.iter().take(alternative).map(|sibling| !*sibling);
        let fresh: Vec<Lit> = [holds, none_before].into_iter().chain(siblings).collect();
        if self.circuit.can(&fresh) {
            return None;
        }
        if !self.circuit.can(&[holds]) {
            return Some(Shadow::Impossible);
        }
        // Again with each earlier alternative by itself, to learn which are to blame.
        let earlier = self.one.alternatives.iter().enumerate().take(place + 1).flat_map(|(remedy, alternatives)| {
            let count = if remedy == place { alternative } else { alternatives.len() };
            let named = move |(number, lit): (usize, &Lit)| ((RemedyId(remedy as u16), number), !*lit);
            alternatives.iter().enumerate().take(count).map(named)
        });
        let earlier: Vec<_> = earlier.collect();
        let assumed: Vec<Lit> = earlier.iter().map(|(_, lit)| *lit).chain([holds]).collect();
        self.circuit.can(&assumed);
        let to_blame = earlier.into_iter().filter(|(_, lit)| self.circuit.is_to_blame(*lit));
        Some(Shadow::Earlier(to_blame.map(|(named, _)| named).collect()))
    }

    /// Whether one of several values that a fact may have in an alternative never decides anything, as an earlier alternative
    /// always does then.
    pub fn is_shadowed_at(&mut self, remedy: RemedyId, alternative: usize, fact: FactId, value: ValueId) -> bool {
        let place = usize::from(remedy.0);
        let lits = || {
            let alternatives = self.one.alternatives.get(place)?;
            let is_so = *self.one.holds.get(usize::from(fact.0))?.get(usize::from(value.0))?;
            Some((alternatives, [*alternatives.get(alternative)?, is_so], *self.one.none_of_first.get(place)?))
        };
        let Some((alternatives, holds, none_before)) = lits() else { return false };
        let siblings = alternatives.iter().take(alternative).map(|sibling| !*sibling);
        let fresh: Vec<Lit> = holds.into_iter().chain([none_before]).chain(siblings).collect();
        self.circuit.can(&holds) && !self.circuit.can(&fresh)
    }

    /// The fact of these tests, which can't hold together, whose question is not asked where all the others hold.
    pub fn unasked(&mut self, tests: &[Test]) -> Option<FactId> {
        let fact = tests.iter().map(|test| test.fact).find(|fact| {
            let others = vec![tests.iter().filter(|test| test.fact != *fact).copied().collect::<Vec<_>>()];
            let others = self.one.condition(&mut self.circuit, Some(&Condition(others)));
            let asked = self.one.asked.get(usize::from(fact.0)).copied();
            let is_gated = self.article.question(*fact).is_some_and(|question| question.when.is_some());
            asked.is_some_and(|asked| is_gated && self.circuit.can(&[others]) && !self.circuit.can(&[others, asked]))
        });
        fact.filter(|_| tests.len() > 1)
    }

    /// A case that no remedy fits, if there is one.
    pub fn without_answer(&mut self) -> Option<Outcome> {
        let none = *self.one.none_of_first.last()?;
        self.example(&[none])
    }

    /// Of a case that no remedy fits, only what keeps them from fitting.
    pub fn what_keeps(&mut self, outcome: Outcome) -> Outcome {
        let Some(none) = self.one.none_of_first.last().copied() else { return outcome };
        let so = outcome.iter().zip(&self.one.holds).map(|(value, holds)| match value {
            Some(value) => holds.get(usize::from(value.0)).copied().into_iter().collect::<Vec<_>>(),
            None => holds.iter().map(|holds| !*holds).collect(),
        });
        let so: Vec<Vec<Lit>> = so.collect();
        if self.circuit.can(&so.iter().flatten().copied().chain([!none]).collect::<Vec<_>>()) {
            return outcome;
        }
        let matters = |lits: &Vec<Lit>| lits.iter().any(|lit| self.circuit.is_to_blame(*lit));
        outcome.into_iter().zip(&so).map(|(value, lits)| value.filter(|_| matters(lits))).collect()
    }

    /// Whether a question can ever be asked.
    pub fn can_be_asked(&mut self, fact: FactId) -> bool {
        match self.article.question(fact) {
            Some(question) if question.kind == Kind::Email => {
                let gate = self.one.condition(&mut self.circuit, question.when.as_ref());
                self.circuit.can(&[gate])
            }
            _ => self.one.asked.get(usize::from(fact.0)).copied().is_some_and(|asked| self.circuit.can(&[asked])),
        }
    }

    /// Whether two answers to a fact's question can lead to different remedies, all else being equal. For a question that
    /// asks for an email address: whether anything that the server may then tell can.
    pub fn matters(&mut self, fact: FactId) -> bool {
        let by_email = self.article.question(fact).is_some_and(|question| question.kind == Kind::Email);
        let facts = || (0..self.article.draft().facts.len()).map(|place| FactId(place as u16));
        let varies = |other: FactId| {
            if by_email { self.article.fact(other).is_some_and(|fact| fact.server) } else { other == fact }
        };
        let affected = self.affected_by(&facts().filter(|fact| varies(*fact)).collect::<Vec<_>>());
        let equal: Vec<FactId> = facts().filter(|fact| !varies(*fact)).collect();
        let asked = self.one.asked.get(usize::from(fact.0)).copied().filter(|_| !by_email);
        let Pair { same, differs, .. } = self.pair();
        let mut assumed: Vec<Lit> = equal.iter().filter_map(|fact| same.get(usize::from(fact.0)).copied()).collect();
        let differs: Vec<Lit> = affected.iter().filter_map(|place| differs.get(*place).copied()).collect();
        let ends_differ = self.circuit.free();
        self.circuit.require(differs.into_iter().chain([!ends_differ]));
        assumed.extend(asked);
        assumed.push(ends_differ);
        self.circuit.can(&assumed)
    }

    /// Whether a person who gives these answers can be led to another remedy than the last resort while nobody else tells
    /// anything; also where nobody can give them.
    pub fn lead_on(&mut self, answers: &[(FactId, ValueId)]) -> bool {
        let lit = |(fact, value): &(FactId, ValueId)| {
            let place = usize::from(fact.0);
            let holds = self.one.holds.get(place).and_then(|holds| holds.get(usize::from(value.0)))?;
            Some([*self.one.asked.get(place)?, *holds])
        };
        let given = answers.iter().filter_map(lit).flatten();
        let untold = self.one.told.iter().flatten().map(|told| !*told);
        let mut all: Vec<Lit> = given.chain(untold).collect();
        if !self.circuit.can(&all) {
            return true;
        }
        all.push(self.any_helps());
        self.circuit.can(&all)
    }

    /// Whether any remedy but the last resort fits.
    fn any_helps(&mut self) -> Lit {
        let Self { article, circuit, one, any_helps, .. } = self;
        *any_helps.get_or_insert_with(|| {
            let remedies = article.draft().remedies.iter().zip(&one.fits);
            let fits = remedies.filter(|(remedy, _)| remedy.when.is_some()).map(|(_, fits)| *fits);
            circuit.any(&fits.collect::<Vec<_>>())
        })
    }

    /// A case in which a remedy comes first while the question that is put before it may not be asked.
    pub fn forbidden_interruption(&mut self, remedy: RemedyId) -> Option<Outcome> {
        let fact = self.article.remedy(remedy)?.interruption?;
        let asked = *self.one.asked.get(usize::from(fact.0))?;
        let told = self.one.told.get(usize::from(fact.0)).copied().flatten().map(|told| !told);
        let first = self.comes_first(remedy);
        self.example(&[!asked].into_iter().chain(told).chain(first).collect::<Vec<_>>())
    }

    /// Whether a remedy can come first before the question that is put before it was asked anyway.
    pub fn interruption_is_open(&mut self, remedy: RemedyId) -> bool {
        let Some(fact) = self.article.remedy(remedy).and_then(|remedy| remedy.interruption) else { return false };
        let facts = (0..self.article.draft().facts.len()).filter(|place| *place != usize::from(fact.0));
        let facts: Vec<usize> = facts.collect();
        let first = self.comes_first(remedy);
        let place = usize::from(remedy.0);
        let here = self.one.is.get(usize::from(fact.0)).cloned().unwrap_or_default();
        let pair = self.pair();
        let there = pair.world.is.get(usize::from(fact.0)).cloned().unwrap_or_default();
        let same = facts.iter().filter_map(|place| pair.same.get(*place).copied());
        let also_first = [pair.world.fits.get(place).copied(), pair.world.none_of_first.get(place).copied()];
        let mut assumed: Vec<Lit> = same.chain(also_first.into_iter().flatten()).chain(first).collect();
        let differs = self.circuit.free();
        for (here, there) in here.iter().zip(&there) {
            self.circuit.require([!differs, !*here, !*there]);
        }
        assumed.push(differs);
        self.circuit.can(&assumed)
    }

    /// Whether a condition can hold while a remedy fits; for a section that is no remedy's, whether it can hold at all.
    pub fn can_hold_with(&mut self, condition: &Condition, remedy: Option<RemedyId>) -> bool {
        let holds = self.one.condition(&mut self.circuit, Some(condition));
        let fits = remedy.and_then(|remedy| self.one.fits.get(usize::from(remedy.0)).copied());
        self.circuit.can(&[holds].into_iter().chain(fits).collect::<Vec<_>>())
    }

    /// Whether another remedy than the fallback can fit after this one, in a case in which it fits itself.
    pub fn has_successor(&mut self, remedy: RemedyId) -> bool {
        let place = usize::from(remedy.0);
        let Some(fits) = self.one.fits.get(place).copied() else { return false };
        let remedies = self.article.draft().remedies.iter().zip(&self.one.fits).skip(place + 1);
        let later = remedies.filter(|(remedy, _)| remedy.when.is_some()).map(|(_, fits)| *fits);
        let later: Vec<Lit> = later.collect();
        let any = self.circuit.any(&later);
        self.circuit.can(&[fits, any])
    }

    fn comes_first(&self, remedy: RemedyId) -> impl Iterator<Item = Lit> + use<> {
        let place = usize::from(remedy.0);
        let lits = [self.one.fits.get(place).copied(), self.one.none_of_first.get(place).copied()];
        lits.into_iter().flatten()
    }

    fn example(&mut self, all: &[Lit]) -> Option<Outcome> {
        if !self.circuit.can(all) {
            return None;
        }
        let value = |holds: &Vec<Lit>| {
            let place = holds.iter().position(|holds| self.circuit.is(*holds))?;
            Some(ValueId(u8::try_from(place).ok()?))
        };
        Some(self.one.holds.iter().map(value).collect())
    }

    /// Positions of the remedies whose condition may change with these facts, directly or through questions' conditions.
    fn affected_by(&self, facts: &[FactId]) -> Vec<usize> {
        let tests = |condition: Option<&Condition>, facts: &[FactId]| {
            condition.is_some_and(|condition| condition.tests().any(|test| facts.contains(&test.fact)))
        };
        let mut changing = facts.to_vec();
        for fact in self.article.gate_order() {
            let when = self.article.question(*fact).and_then(|question| question.when.as_ref());
            if tests(when, &changing) {
                changing.push(*fact);
            }
        }
        let remedies = self.article.draft().remedies.iter().enumerate();
        remedies.filter(|(_, remedy)| tests(remedy.when.as_ref(), &changing)).map(|(place, _)| place).collect()
    }

    fn pair(&mut self) -> &Pair {
        let Self { article, circuit, one, other, .. } = self;
        other.get_or_insert_with(|| {
            let world = World::new(circuit, article);
            let same =
                one.is.iter().zip(&world.is).zip(one.told.iter().zip(&world.told)).map(|((here, there), told)| {
                    let same = circuit.free();
                    let told = [told.0.zip(*told.1)].into_iter().flatten();
                    for (here, there) in here.iter().copied().zip(there.iter().copied()).chain(told) {
                        circuit.require([!same, !here, there]);
                        circuit.require([!same, here, !there]);
                    }
                    same
                });
            let same = same.collect();
            let ends = one.fits.iter().zip(world.none_of_first.iter().skip(1));
            let differs = ends.map(|(fits, none)| circuit.all(&[*fits, *none])).collect();
            Pair { world, same, differs }
        })
    }
}
