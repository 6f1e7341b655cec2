//! No host looks like another: its letters are of one script (Unicode Technical Standard 39), and it does not imitate a host in
//! plain letters.

use unicode_security::{MixedScript as _, confusable_detection::skeleton};

use super::{Check, Code, Finding, Subject, addresses::addresses};
use crate::author::code::ODD_HOST;

/// See the module.
pub(super) struct OddHost;

impl Check for OddHost {
    fn code(&self) -> &'static Code {
        ODD_HOST
    }

    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>) {
        for address in addresses(subject) {
            // As browsers may show it, and as it is looked up.
            let (shown, _) = idna::domain_to_unicode(address.host());
            let looked_up = idna::domain_to_ascii(address.host()).unwrap_or_else(|_| address.host().to_owned());
            let plain: String = skeleton(&shown).collect();
            let message = if address.has_a_user() {
                format!("this leads to '{looked_up}', and looks as if it led to what stands before the '@'")
            } else if shown.split('.').any(|label| !label.is_single_script()) {
                format!("'{shown}' has letters of several scripts: it is '{looked_up}'")
            } else if !shown.is_ascii() && plain.is_ascii() {
                format!("'{shown}' looks like '{plain}', and is '{looked_up}'")
            } else {
                continue;
            };
            found.push(address.at(self.code(), message).help("write the host that you mean, letter by letter"));
        }
    }
}
