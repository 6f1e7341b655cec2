//! Email addresses: whether it is one, and where its inbox is. Nothing here sends or keeps one.

mod address;
mod inbox;

pub use address::{Address, InvalidAddress, LONGEST};
pub use inbox::{Inbox, inbox, percent_encode};
