//! The widget's own strings: one flat TOML file per language in `public/locales/`, compiled like an article.
//!
//! `{name}` in a string stands for what the code puts there.

use alloc::{string::String, vec::Vec};

use crate::article::{UnreadableArticle, body};

/// Puts `value` in the place of `{name}`, wherever it stands. Other braces are left as they are.
pub fn fill(template: &str, name: &str, value: &str) -> String {
    let mut filled = String::with_capacity(template.len() + value.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.strip_prefix(name).and_then(|after| after.strip_prefix('}')) {
            Some(after) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

/// A number in decimal digits. What the standard library brings along to write numbers in all ways weighs a kilobyte.
pub fn number(number: u64) -> String {
    let mut digits = if number < 10 { String::new() } else { self::number(number / 10) };
    digits.push(char::from(b'0' + (number % 10) as u8));
    digits
}

/// Puts one more item at the end of a list, after a mark unless it is the first.
pub fn append(list: &mut String, mark: &str, item: &str) {
    if !list.is_empty() && !item.is_empty() {
        list.push_str(mark);
    }
    list.push_str(item);
}

/// What every compiled file of strings begins with.
pub const MAGIC: [u8; 4] = *b"LHS\0";

/// The version of [`Strings::KEYS`]. A change of any key is a new version.
pub const SCHEMA: u8 = 5;

/// Every string of the widget in one language, in the order of [`Strings::KEYS`].
///
/// One text, in which a zero ends each string: code that reads a hundred fields is ten times as long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strings(String);

macro_rules! strings {
    ($($key:ident)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "a key is a function and its place alike")]
        enum Key { $($key,)* }

        #[allow(missing_docs, reason = "the keys are the names; public/locales/en.toml shows each in use")]
        impl Strings {
            /// The keys of a language's file.
            pub const KEYS: [&'static str; [$(stringify!($key)),*].len()] = [$(stringify!($key)),*];

            $(#[inline] pub fn $key(&self) -> &str { self.at(Key::$key as usize) })*
        }
    };
}

strings! {
    back restart unsure your_answers change read_article leave_article talk
    words_label words_hint words_submit words_pick words_empty words_address words_kept words_fit
    wrote because_wrote summary_wrote guesses_heading guesses_none
    message_label message_submit message_pick message_empty message_kept message_kept_label
    secret_removed removed_password removed_key removed_code
    email_label email_hint email_submit email_sent email_ask email_skip asking emailed no_news heard wait
    beside typo typo_use typo_keep token_used
    email_empty email_not_one_at email_no_name email_no_domain email_bad_character email_too_long
    interruption noted dropped cleared
    because_person because_server because_host comma deny
    info advice warning external
    solved_question solved_yes clear_question clear_yes solved_no solved_heading solved_text
    possible_heading possible_intro possible_more
    handoff_heading handoff_intro summary_label copy copy_open copied copy_failed download add_address
    summary_article summary_answers summary_server summary_denied summary_page summary_time summary_version
    summary_message summary_tried
    incident maintenance service_up service_more news news_show
    contents skip_to_text skip_to_contents section_link source checked
    rate_question rate_good rate_bad rate_thanks
    comment_label comment_send comment_thanks
    inbox_heading inbox_open inbox_app inbox_unknown
    no_mail no_mail_spam no_mail_alias no_mail_wrong permalink
    moment failed again
    direction
    language language_name skip_to_questions
}

impl Strings {
    /// Takes the strings in the order of [`Self::KEYS`]; nothing where there are too few or too many.
    pub fn new(strings: &[String]) -> Option<Self> {
        (strings.len() == Self::KEYS.len()).then(|| Self(strings.join("\0")))
    }

    #[inline(never)]
    fn at(&self, place: usize) -> &str {
        self.0.split('\0').nth(place).unwrap_or_default()
    }

    /// Reads a compiled file of strings.
    ///
    /// # Errors
    /// Says what is wrong with the bytes; never panics, whatever they are.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, UnreadableArticle> {
        let text = body(bytes, MAGIC, SCHEMA)?.to_vec();
        let ends = text.iter().filter(|byte| **byte == 0).count();
        let text = String::from_utf8(text).ok().filter(|_| ends + 1 == Self::KEYS.len());
        text.map(Self).ok_or(UnreadableArticle::Damaged)
    }

    /// Writes the compiled file.
    pub fn to_bytes(&self) -> Vec<u8> {
        [&MAGIC[..], &[SCHEMA], self.0.as_bytes()].concat()
    }
}
