//! The address that was probably meant: one slip of the finger away from a big mail domain. Only ever a suggestion; a
//! false one costs more trust than a missed one costs time, so every doubt is decided for what was typed.

use alloc::string::String;

use super::{Address, LONGEST, inbox::PROVIDERS, letters};

/// Domains whose inbox has no link, but whose typos are as common; the most used first.
const OTHERS: &str = "mail.com gmx.net gmx.com comcast.net verizon.net sbcglobal.net bellsouth.net att.net charter.net \
     btinternet.com virginmedia.com orange.fr wanadoo.fr laposte.net t-online.de freenet.de libero.it virgilio.it \
     tiscali.it yandex.ru rambler.ru seznam.cz rediffmail.com yahoo.co.jp bigpond.com sympatico.ca videotron.ca \
     telenet.be skynet.be bluewin.ch fastmail.com";

/// Real domains with mail of their own, which [`is_slip`] would take for a bigger one.
const LOOK_ALIKES: &str = "grail.com hitmail.com libera.it";

/// Domains of so few characters are one slip apart from each other.
const TOO_SHORT: usize = 6;

/// Nor is the part before the first dot compared where it is so short: `aon.com` is not `aol.com`.
const SHORT_NAME: usize = 4;

/// The address that was probably meant, with the part before the `@` as it was typed; nothing for a domain that is known
/// or that nothing known resembles.
pub fn likely(address: &Address) -> Option<String> {
    let domain = address.domain();
    if LOOK_ALIKES.split(' ').any(|real| real == domain) {
        return None;
    }
    let mut meant = None;
    for list in PROVIDERS.iter().map(|(_, domains)| *domains).chain([OTHERS]) {
        for known in list.split(' ') {
            if known == domain {
                return None;
            }
            if meant.is_none() && is_slip(&domain, known) {
                meant = Some(known);
            }
        }
    }
    let (name, _) = address.as_str().split_once('@')?;
    let mut suggestion = String::from(name);
    suggestion.push('@');
    suggestion.push_str(meant?);
    (letters(&suggestion) <= LONGEST).then_some(suggestion)
}

/// Whether someone who meant `known` may have typed `typed`. The first letter is never taken for a slip, since fingers
/// seldom miss it and `amail.com`, `email.com`, `qmail.com` are all somebody's; nor is a country, since most big names
/// exist in many: `yahoo.gr` is not `yahoo.fr`.
fn is_slip(typed: &str, known: &str) -> bool {
    let (Some((typed_name, _)), Some((name, _))) = (typed.split_once('.'), known.split_once('.')) else { return false };
    let country = known.split('.').fold("", |_, part| part);
    typed.len().min(known.len()) > TOO_SHORT
        && typed.bytes().next() == known.bytes().next()
        && (name.len() > SHORT_NAME || typed_name == name)
        && (country.len() > 2 || typed.ends_with(country))
        && is_one_edit(typed.as_bytes(), known.as_bytes())
}

/// Whether two different texts are one letter more, fewer or other apart, or one swap of neighbours: an optimal string
/// alignment of one, which needs no table once the common ends are off.
fn is_one_edit(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([x, left @ ..], [y, right @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (left, right);
    }
    while let ([left @ .., x], [right @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (left, right);
    }
    match (a, b) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([p, q], [r, s]) => p == s && q == r,
        _ => false,
    }
}
