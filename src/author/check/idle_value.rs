//! Every value of a fact is tested by some condition, but for one that stands for all the rest.

use super::{Check, Code, Finding, Subject, values::met};
use crate::{article::FactId, author::code::IDLE_VALUE};

/// See the module.
pub(super) struct IdleValue;

impl Check for IdleValue {
    fn code(&self) -> &'static Code {
        IDLE_VALUE
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for (place, fact) in subject.draft().facts.iter().enumerate() {
            let met = met(subject, FactId(place as u16));
            let idle: Vec<usize> = (0..met.len()).filter(|value| met.get(*value).is_some_and(Vec::is_empty)).collect();
            // Where there are more, they have the same effect, which is another check's.
            let &[idle] = idle.as_slice() else { continue };
            let is_rest = idle + 1 == met.len() || met.len() <= 2;
            if let Some(value) = fact.values.get(idle).filter(|_| !is_rest) {
                let message = format!("'{}' decides nothing: no condition tests it", value.id);
                let span = subject.marks().values.get(place).and_then(|spans| spans.get(idle));
                let finding = subject.in_flow(span, self.code(), message);
                found.push(
                    finding.help("test it in a condition; if it stands for all the rest, make it the last value"),
                );
            }
        }
    }
}
