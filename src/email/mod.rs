//! Email addresses: whether it is one, whether another was probably meant, and where its inbox is. Nothing here sends or
//! keeps one.

mod address;
mod inbox;
pub mod typo;

pub use address::{Address, InvalidAddress, LONGEST};
pub use inbox::{APPS, App, Inbox, inbox, percent_encode};
