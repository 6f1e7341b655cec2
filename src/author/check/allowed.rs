//! What is found and allowed in `flow.toml` is not reported; what is allowed and not found is.

use super::{Code, Finding, Manuscript, address::address};
use crate::author::code::IDLE_ALLOW;

/// Takes out of `found` what is allowed, and reports what is allowed in vain. `asked` says whether a code was looked for.
pub(super) fn sift(manuscript: &Manuscript, asked: impl Fn(&Code) -> bool, found: &mut Vec<Finding>) {
    let allowed = &manuscript.flow.allowed;
    if allowed.is_empty() {
        return;
    }
    let mut is_met = vec![false; allowed.len()];
    found.retain(|finding| {
        let (lang, at) = address(manuscript, &finding.place);
        let mut is_allowed = false;
        for (allowed, is_met) in allowed.iter().zip(&mut is_met) {
            let is_there = allowed.code == finding.code && allowed.at == at;
            if is_there && (allowed.lang.is_none() || allowed.lang == lang) {
                (*is_met, is_allowed) = (true, true);
            }
        }
        !is_allowed
    });
    for (allowed, _) in allowed.iter().zip(is_met).filter(|(allowed, is_met)| !is_met && asked(allowed.code)) {
        let message = format!("{} is not found at '{}', so there is nothing to allow", allowed.code.id, allowed.at);
        let finding = manuscript.source.at(allowed.span.clone(), IDLE_ALLOW, message);
        found.push(finding.help("remove this, or look at what its place is called"));
    }
}
