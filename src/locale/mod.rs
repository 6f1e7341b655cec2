//! The widget's own strings: one flat TOML file per language in `public/locales/`, compiled like an article.
//!
//! `{name}` in a string stands for what the code puts there.

use alloc::string::String;

use serde::{Deserialize, Serialize};

use crate::article::UnreadableArticle;

/// What every compiled file of strings begins with.
pub const MAGIC: [u8; 4] = *b"LHS\0";

/// The version of [`Strings`]' shape. A change of any field is a new version.
pub const SCHEMA: u8 = 1;

macro_rules! strings {
    ($($key:ident)*) => {
        /// Every string of the widget, by its key in the language's file.
        #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "the keys are the names; public/locales/en.toml shows each in use")]
        pub struct Strings { $(pub $key: String,)* }
    };
}

strings! {
    back restart unsure your_answers change read_article leave_article talk
    message_label message_submit message_pick message_empty message_kept message_kept_label
    email_label email_hint email_submit email_skip
    email_empty email_not_one_at email_no_name email_no_domain email_bad_character email_too_long
    interruption
    because_person because_server because_host
    info advice warning external
    solved_question solved_yes solved_no solved_heading solved_text
    possible_heading possible_intro
    handoff_heading handoff_intro summary_label copy copied copy_failed
    summary_article summary_answers summary_server summary_page summary_message summary_tried
    contents skip_contents skip_questions section_link top source checked
    rate_question rate_good rate_bad rate_thanks
    inbox_heading inbox_open inbox_unknown
}

impl Strings {
    /// Reads a compiled file of strings.
    ///
    /// # Errors
    /// Says what is wrong with the bytes; never panics, whatever they are.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, UnreadableArticle> {
        crate::article::unpack(bytes, MAGIC, SCHEMA)
    }

    /// Writes the compiled file.
    ///
    /// # Errors
    /// Those of postcard, which for this type means memory has run out.
    #[cfg(feature = "author")]
    pub fn to_bytes(&self) -> Result<alloc::vec::Vec<u8>, postcard::Error> {
        crate::article::pack(self, MAGIC, SCHEMA)
    }
}
