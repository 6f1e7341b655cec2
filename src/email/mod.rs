//! Email addresses: whether it is one, whether two are the same, whether another was probably meant, and where its inbox
//! is; and mail to support.
//! Nothing here sends or keeps an address.

mod address;
mod inbox;
mod letter;
mod same;
pub mod typo;

pub use address::{Address, InvalidAddress, LONGEST};
pub use inbox::{APPS, App, Inbox, inbox, percent_encode};
pub use letter::{LONGEST_LINK, letter};
pub use same::Key;

/// How many letters a text has. The standard library counts many at a time, in a kilobyte of code.
fn letters(text: &str) -> usize {
    text.chars().fold(0, |count, _| count + 1)
}
