//! The form of `flow.toml`, entry by entry; an editor's schema is made of it too, so its comments are for authors.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{condition::When, table::Table};
use crate::{
    article::{Channel, Kind},
    author::schema::{Address, CodeName, Id, Link, Message, Name, TableOf, Text, When as WhenForm},
};

/// The logic of an article: facts, questions, remedies and their conditions, and no words.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "flow.toml", extend("required" = ["remedies"]))]
pub(super) struct FlowFile {
    /// Where a person helps when no remedy does: `https://example.com/contact` or `mailto:help@example.com`.
    /// Its words stand in `[support]` of each language.
    #[schemars(with = "Option<Link>", title = "Support address")]
    pub support: Option<Spanned<String>>,
    /// The address that your mails come from, as in `no-reply@example.com`. People are told to look for it in their
    /// inbox.
    #[schemars(with = "Option<Address>", title = "Sender of your mails")]
    pub sender: Option<Spanned<String>>,
    /// What of your service must work for people to log in, by the names that its status page gives its components:
    /// `components = ["Website", "Login"]`. Of incidents there, only those of these components are shown.
    #[serde(default)]
    #[schemars(with = "Vec<Text>", title = "Components of your status page")]
    pub components: Vec<Spanned<String>>,
    /// How many remedies may be left for a person to choose from, beside the last resort; 5 if this is left out. `check`
    /// warns where there are more.
    #[schemars(title = "Longest list", range(min = 1))]
    pub offered: Option<u16>,
    /// The origins that pictures may come from beside the article's folder: `pictures = ["https://cdn.example.com"]`. Your
    /// pages' policy must allow them too, in `img-src`.
    #[serde(default)]
    #[schemars(with = "Vec<Link>", title = "Origins of pictures")]
    pub pictures: Vec<Spanned<String>>,
    /// What a person's case is made of. Each fact has an id and a closed set of values:
    /// `[facts.symptom]` with `values = ["forgot", "locked"]`.
    #[serde(default)]
    #[schemars(with = "TableOf<FactEntry>", title = "Facts")]
    pub facts: Table<FactEntry>,
    /// How facts are asked, at most one question for each fact. The one that narrows the remedies down most comes
    /// first; where several do so equally, the order here decides. Their words stand in `[questions.FACT]` of each
    /// language.
    #[serde(default)]
    #[schemars(title = "Questions")]
    pub questions: Vec<QuestionEntry>,
    /// Error messages that people may paste, and the facts that they tell.
    #[serde(default)]
    #[schemars(title = "Known messages")]
    pub messages: Vec<MessageEntry>,
    /// What helps, in order of precedence: a person is shown the first whose condition holds. The last has no `when`,
    /// and is for everyone whom nothing else fits.
    #[serde(default)]
    #[schemars(title = "Remedies", length(min = 1))]
    pub remedies: Vec<RemedyEntry>,
    /// When a callout is shown. One that has no entry here is always shown. Its id is that of its first line in the
    /// words: `> [!WARNING] {#reset-breaks}` is `[callouts.reset-breaks]`.
    #[serde(default)]
    #[schemars(with = "TableOf<CalloutEntry>", title = "Callouts")]
    pub callouts: Table<CalloutEntry>,
    /// Findings of `check` that are right as they are, each in one place and with the reason.
    #[serde(default)]
    #[schemars(title = "Allowed findings")]
    pub allow: Vec<AllowEntry>,
}

/// Something about a person's case, as in `[facts.symptom]`. Conditions test it; a question, a pasted message, the page
/// around the widget or a server tells it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Fact")]
pub(super) struct FactEntry {
    /// Everything that the fact can be, 1 to 63 ids, in the order in which they are offered as answers. "I'm not sure" is
    /// always offered; it stands here as `unsure` only where a condition tests it, and needs no words.
    #[schemars(with = "Vec<Name>", title = "Values", length(min = 1, max = 63), extend("uniqueItems" = true))]
    pub values: Vec<Spanned<String>>,
    /// `true` if the account-status API may tell this fact. What a server tells of other facts is ignored.
    #[serde(default)]
    #[schemars(title = "Known from the server")]
    pub server: bool,
}

/// How one fact is asked.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Question")]
pub(super) struct QuestionEntry {
    /// The fact that the answer tells: an id of `[facts]`.
    #[schemars(with = "Id", title = "Fact")]
    pub fact: Spanned<String>,
    /// The form of the question: `choice` (also when this is left out), `message` or `email`.
    #[serde(default = "choice", with = "KindName")]
    #[schemars(title = "Kind")]
    pub kind: Kind,
    /// When the question may be asked: `[{ symptom = "blocked" }]`. Left out, it may always be asked.
    #[schemars(with = "Option<WhenForm>", title = "Condition")]
    pub when: Option<When>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Kind", rename_all = "lowercase")]
enum KindName {
    /// One of the fact's values is picked.
    Choice,
    /// An error message is pasted, and known by `[[messages]]`; or it is picked from the list of the fact's values.
    Message,
    /// An email address is entered, about which the account-status API is asked.
    Email,
}

fn choice() -> Kind {
    Kind::Choice
}

/// An error message, and what it tells.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Known message")]
pub(super) struct MessageEntry {
    /// The message as your service shows it, and other wordings of it. Capitals, spaces and punctuation make no
    /// difference, and a part of a message is enough.
    #[schemars(with = "Vec<Message>", title = "Texts")]
    pub texts: Vec<Spanned<String>>,
    /// The facts that it tells: `{ error = "locked" }`.
    #[schemars(with = "TableOf<Name>", title = "Facts", extend("minProperties" = 1))]
    pub facts: Spanned<Table<Spanned<String>>>,
}

/// A section of the words that helps in some cases.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Remedy")]
pub(super) struct RemedyEntry {
    /// The section that is shown: `reset` for `## Reset your password {#reset}`.
    #[schemars(with = "Id", title = "Section")]
    pub section: Spanned<String>,
    /// When it helps: `[{ symptom = "forgot" }]`. Left out in the last remedy, which is for everyone else.
    #[schemars(with = "Option<WhenForm>", title = "Condition")]
    pub when: Option<When>,
    /// When it is worth a try after another remedy, which comes before this one, didn't help: `[{ symptom = "rejected" }]`.
    #[schemars(with = "Option<WhenForm>", title = "Next")]
    pub next: Option<When>,
    /// How common the case is beside the others: 1 (also when this is left out) to 65535. What is common is found with
    /// fewer questions.
    #[schemars(with = "Option<u16>", title = "Weight", range(min = 1, max = 65535))]
    pub weight: Option<Spanned<u16>>,
    /// A fact that is asked just before this remedy is shown, because a warning in it depends on the answer. A question
    /// of kind `choice` must ask it.
    #[schemars(with = "Option<Id>", title = "Interruption")]
    pub interruption: Option<Spanned<String>>,
    /// Who can help when the remedy doesn't: `support` (also when this is left out), `reply` or `none`.
    #[serde(default = "support", with = "ChannelName")]
    #[schemars(title = "Handoff")]
    pub handoff: Channel,
    /// The page where the remedy is carried out: `https://example.com/reset`. Its label stands in `[sections.ID]` of
    /// each language.
    #[schemars(with = "Option<Link>", title = "Action")]
    pub action: Option<Spanned<String>>,
    /// `true` if the remedy ends in a mail, so that a link to the person's inbox helps.
    #[serde(default)]
    #[schemars(title = "Ends in the inbox")]
    pub inbox: bool,
    /// `true` if the remedy lets nobody in by itself but explains what there is to do, as that of a banned account. It is
    /// then asked whether that is clear, and not whether the person is in.
    #[serde(default)]
    #[schemars(title = "Explains")]
    pub explains: bool,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Channel", rename_all = "lowercase")]
enum ChannelName {
    /// The article's support address.
    Support,
    /// A reply to the notice that the person got.
    Reply,
    /// Nobody here: someone else decides.
    None,
}

fn support() -> Channel {
    Channel::Support
}

/// When one callout is shown.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Callout")]
pub(super) struct CalloutEntry {
    /// When it is shown: `[{ devices = "several" }]`. A warning is shown until it is known that its condition is false.
    #[schemars(with = "WhenForm", title = "Condition")]
    pub when: When,
}

/// A finding that is right as it is, in one place.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Allowed finding")]
pub(super) struct AllowEntry {
    /// The finding's code, as in `LH065`. What makes an article unreadable can't be allowed.
    #[schemars(with = "CodeName", title = "Code")]
    pub code: Spanned<String>,
    /// Where it is found: at a section or a question by its id, as in `reset`; at an answer as in `symptom/forgot`; at a
    /// message by its text; at what belongs to none of them by its key, as in `title`.
    #[schemars(with = "Text", title = "Place")]
    pub at: Spanned<String>,
    /// In which language, as in `de`. Left out, in every language, and in `flow.toml`.
    #[schemars(title = "Language")]
    pub lang: Option<String>,
    /// Why it is right as it is.
    #[schemars(with = "Text", title = "Reason")]
    pub reason: Spanned<String>,
}

/// Where the parts of a flow stand in its file, for findings that show only in the whole.
pub struct Marks {
    /// By fact, its id.
    pub facts: Vec<Range<usize>>,
    /// By fact, its values.
    pub values: Vec<Vec<Range<usize>>>,
    /// By question, the fact that it asks.
    pub questions: Vec<Range<usize>>,
    /// By question, its condition.
    pub gates: Vec<Option<Range<usize>>>,
    /// By remedy, its section's id.
    pub remedies: Vec<Range<usize>>,
    /// By remedy, its condition's alternatives: those of its `when`, and then those of its `next`.
    pub alternatives: Vec<Vec<Range<usize>>>,
    /// By remedy, how many of these are of its `when`.
    pub firsts: Vec<usize>,
    /// By remedy, its interruption.
    pub interruptions: Vec<Option<Range<usize>>>,
    /// By known message, its text.
    pub patterns: Vec<Range<usize>>,
    /// By component of the status page, its name.
    pub components: Vec<Range<usize>>,
}

impl Marks {
    pub(super) fn of(file: &FlowFile) -> Self {
        let alternatives = |remedy: &RemedyEntry| {
            let when = remedy.when.iter().chain(&remedy.next).flat_map(|when| when.get_ref());
            when.map(Spanned::span).collect()
        };
        Self {
            facts: file.facts.keys().map(Spanned::span).collect(),
            values: file.facts.iter().map(|(_, fact)| fact.values.iter().map(Spanned::span).collect()).collect(),
            questions: file.questions.iter().map(|question| question.fact.span()).collect(),
            gates: file.questions.iter().map(|question| question.when.as_ref().map(Spanned::span)).collect(),
            remedies: file.remedies.iter().map(|remedy| remedy.section.span()).collect(),
            alternatives: file.remedies.iter().map(alternatives).collect(),
            firsts: file
                .remedies
                .iter()
                .map(|remedy| remedy.when.as_ref().map_or(0, |when| when.get_ref().len()))
                .collect(),
            interruptions: file.remedies.iter().map(|remedy| remedy.interruption.as_ref().map(Spanned::span)).collect(),
            patterns: file.messages.iter().flat_map(|message| &message.texts).map(Spanned::span).collect(),
            components: file.components.iter().map(Spanned::span).collect(),
        }
    }
}
