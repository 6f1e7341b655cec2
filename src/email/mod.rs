//! Email addresses: whether it is one, whether another was probably meant, and where its inbox is; and mail to support.
//! Nothing here sends or keeps an address.

mod address;
mod inbox;
mod letter;
pub mod typo;

pub use address::{Address, InvalidAddress, LONGEST};
pub use inbox::{APPS, App, Inbox, inbox, percent_encode};
pub use letter::{LONGEST_LINK, letter};
