//! What only follows from something else is not reported beside it.

use super::{Code, Finding};
use crate::author::code::{
    BLUNT_QUESTION, HIDDEN_CALLOUT, IDLE_INTERRUPTION, IDLE_VALUE, IMPOSSIBLE_CONDITION, LEADS_NOWHERE, LONG_LIST,
    NARROW_QUESTION, SHADOWED_CONDITION, UNASKABLE_QUESTION, UNDECIDED_CALLOUT, UNREACHABLE_REMEDY, USELESS_QUESTION,
};

/// What follows from each of these: where a question is not asked, or a condition can't hold, hardly anything after it is
/// as it was meant.
const FOLLOWS: [(&Code, &[&Code]); 5] = [
    (
        UNASKABLE_QUESTION,
        &[NARROW_QUESTION, IMPOSSIBLE_CONDITION, IDLE_VALUE, LONG_LIST, BLUNT_QUESTION, LEADS_NOWHERE],
    ),
    (
        NARROW_QUESTION,
        &[
            USELESS_QUESTION,
            IDLE_INTERRUPTION,
            HIDDEN_CALLOUT,
            UNDECIDED_CALLOUT,
            IDLE_VALUE,
            LONG_LIST,
            BLUNT_QUESTION,
            LEADS_NOWHERE,
        ],
    ),
    (UNREACHABLE_REMEDY, &[LONG_LIST, BLUNT_QUESTION, LEADS_NOWHERE]),
    (IMPOSSIBLE_CONDITION, &[LONG_LIST, BLUNT_QUESTION, LEADS_NOWHERE]),
    (SHADOWED_CONDITION, &[LEADS_NOWHERE]),
];

/// Takes out what follows from another finding, and says there how much it was.
pub(super) fn fold(findings: &mut Vec<Finding>) {
    for (root, following) in FOLLOWS {
        if !findings.iter().any(|finding| finding.code == root) {
            continue;
        }
        let before = findings.len();
        findings.retain(|finding| !following.contains(&finding.code));
        let folded = before - findings.len();
        let found = findings.iter_mut().find(|finding| finding.code == root);
        if let Some(finding) = found.filter(|_| folded > 0) {
            let help = finding.help.take().map(|help| format!("{help}\n")).unwrap_or_default();
            finding.help = Some(format!("{help}what follows from it is not listed: {folded} more"));
        }
    }
}
