//! What must be true of every article, one check a file.
//!
//! A check looks at a manuscript that can be read: what is wrong with its form was found before (see [`super::read`]).
//! What a check says of cases it proves for all of them at once (see [`super::proof`]).

mod address;
mod addresses;
mod allowed;
mod blunt_question;
mod changed_hint;
mod changed_number;
mod changed_order;
mod changed_section;
mod changed_translation;
mod common_message;
mod conflicting_messages;
mod dead_messages;
mod doubled_message;
mod doubled_sentence;
mod fewer_sentences;
mod folded;
mod forbidden_interruption;
mod foreign_marks;
mod helpless_handoff;
mod hidden_callout;
mod hidden_characters;
mod idle_interruption;
mod idle_value;
mod impossible_condition;
mod large_picture;
mod late_warning;
mod leads_nowhere;
mod lone_remedy;
mod long_label;
mod long_list;
mod misread_sentence;
mod narrow_question;
mod near_host;
mod no_answer;
mod odd_host;
mod other_name;
mod own_unsure;
mod page_fact;
mod repeated_text;
mod same_callouts;
mod same_effect;
mod same_words;
mod screens;
mod shadowed_condition;
mod stale_source;
mod stale_translation;
mod stale_warning;
mod subject;
mod swapped_words;
mod unaskable_question;
mod undecided_callout;
mod uneven_callouts;
mod unfinished;
mod unpasted_message;
mod unreachable_remedy;
mod unreached_section;
mod unremembered;
mod unsaid_remedy;
mod untold_fact;
mod untold_message;
mod untranslated;
mod unused_fact;
mod useless_question;
mod values;
mod video_without_length;
mod warning_after_action;
mod wide_table;

use subject::Subject;
use time::{Date, Month, OffsetDateTime};

use super::{
    code::Code,
    finding::{Finding, in_order},
    read::{Language, Manuscript},
};

/// Something that must be true of every article.
trait Check {
    /// What it is called when it is not true.
    fn code(&self) -> &'static Code;

    /// Whether it has to learn from sentences first, which takes seconds.
    fn learns(&self) -> bool {
        false
    }

    /// Reports every place where it is not true.
    fn check(&self, subject: &mut Subject<'_>, found: &mut Vec<Finding>);
}

/// In the order of their codes.
const CHECKS: &[&dyn Check] = &[
    &impossible_condition::ImpossibleCondition,
    &shadowed_condition::ShadowedCondition,
    &unreachable_remedy::UnreachableRemedy,
    &no_answer::NoAnswer,
    &useless_question::UselessQuestion,
    &unaskable_question::UnaskableQuestion,
    &unused_fact::UnusedFact,
    &forbidden_interruption::ForbiddenInterruption,
    &idle_interruption::IdleInterruption,
    &hidden_callout::HiddenCallout,
    &undecided_callout::UndecidedCallout,
    &late_warning::LateWarning,
    &helpless_handoff::HelplessHandoff,
    &unreached_section::UnreachedSection,
    &stale_source::StaleSource,
    &conflicting_messages::ConflictingMessages,
    &untold_fact::UntoldFact,
    &uneven_callouts::UnevenCallouts,
    &doubled_sentence::DoubledSentence,
    &unsaid_remedy::UnsaidRemedy,
    &fewer_sentences::FewerSentences,
    &misread_sentence::MisreadSentence,
    &lone_remedy::LoneRemedy,
    &common_message::CommonMessage,
    &dead_messages::DeadMessages,
    &same_words::SameWords,
    &hidden_characters::HiddenCharacters,
    &unfinished::Unfinished,
    &warning_after_action::WarningAfterAction,
    &changed_section::ChangedSection,
    &changed_number::ChangedNumber,
    &untranslated::Untranslated,
    &foreign_marks::ForeignMarks,
    &long_label::LongLabel,
    &stale_translation::StaleTranslation,
    &stale_warning::StaleWarning,
    &changed_translation::ChangedTranslation,
    &swapped_words::SwappedWords,
    &unremembered::Unremembered,
    &odd_host::OddHost,
    &near_host::NearHost,
    &own_unsure::OwnUnsure,
    &same_effect::SameEffect,
    &idle_value::IdleValue,
    &untold_message::UntoldMessage,
    &unpasted_message::UnpastedMessage,
    &long_list::LongList,
    &blunt_question::BluntQuestion,
    &repeated_text::RepeatedText,
    &changed_order::ChangedOrder,
    &changed_hint::ChangedHint,
    &leads_nowhere::LeadsNowhere,
    &page_fact::PageFact,
    &same_callouts::SameCallouts,
    &doubled_message::DoubledMessage,
    &other_name::OtherName,
    &narrow_question::NarrowQuestion,
    &large_picture::LargePicture,
    &wide_table::WideTable,
    &video_without_length::VideoWithoutLength,
];

/// What depends on when an article is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// The day from which a source's age is reckoned.
    pub today: Date,
    /// How many days old a source's check may be.
    pub max_age: u16,
}

impl Default for Freshness {
    /// Today, and a year.
    fn default() -> Self {
        Self { today: OffsetDateTime::now_utc().date(), max_age: 365 }
    }
}

/// The day that `2026-11-24` names, if it names one.
pub fn day(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = Month::try_from(parts.next()?.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, parts.next()?.parse().ok()?).ok()
}

/// Everything that is wrong with an article that can be read, sorted by file and line.
pub fn check(manuscript: &Manuscript, freshness: Freshness) -> Vec<Finding> {
    run(manuscript, freshness, |_| true)
}

/// The same without what has to learn from sentences first, which takes seconds.
pub fn check_without_learning(manuscript: &Manuscript, freshness: Freshness) -> Vec<Finding> {
    run(manuscript, freshness, |check| !check.learns())
}

fn run(manuscript: &Manuscript, freshness: Freshness, is_wanted: fn(&dyn Check) -> bool) -> Vec<Finding> {
    // One language at least, or it would not have been read.
    let Some(any) = manuscript.languages.first() else { return Vec::new() };
    let mut subject = Subject::new(manuscript, any, freshness);
    let mut findings = Vec::new();
    let checks = || CHECKS.iter().filter(|check| is_wanted(**check));
    for check in checks() {
        let before = findings.len();
        check.check(&mut subject, &mut findings);
        debug_assert!(findings.iter().skip(before).all(|finding| finding.code == check.code()));
    }
    allowed::sift(manuscript, |code| checks().any(|check| check.code() == code), &mut findings);
    folded::fold(&mut findings);
    in_order(findings)
}
