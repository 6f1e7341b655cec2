//! Every mistake that an article can have, by a code that stays: tools and people may rely on it.
//!
//! `LH001` to `LH029` are found while the files are read, and such an article can't be compiled. From `LH030` on they
//! are what a [`super::check`] proves of an article that can be read; `LH048` and `LH049` are of the widget's own words,
//! and `LH066`, `LH100` and `LH104` are found while the files are read. What each means is a page in `pages/`.

/// A kind of mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// As in `LH012`; never used for anything else.
    pub id: &'static str,
    /// How bad it is.
    pub level: Level,
    /// What it means and what to do about it, as Markdown; its heading is the mistake's name.
    pub page: &'static str,
}

/// How bad a mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The article can't be built: it can't be read, or someone would be left without help.
    Error,
    /// It works, but something in it does not do what it seems to be for.
    Warning,
    /// All is well, and could be better.
    Hint,
}

impl Level {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

impl Code {
    /// The code of this id, in whatever case.
    pub fn find(id: &str) -> Option<&'static Self> {
        ALL.iter().find(|code| code.id.eq_ignore_ascii_case(id)).copied()
    }

    /// Whether an author may say that it is right in some place. What makes an article unreadable is not, nor is what
    /// proves that somebody is left without help.
    pub fn can_be_allowed(&self) -> bool {
        let is_proof =
            [UNREACHABLE_REMEDY, NO_ANSWER, FORBIDDEN_INTERRUPTION, HELPLESS_HANDOFF, NARROW_QUESTION].contains(&self);
        let is_of_the_form = self.id < IMPOSSIBLE_CONDITION.id;
        let is_elsewhere = [MISSING_STRING, BAD_STRING, BAD_ALLOW, IDLE_ALLOW].contains(&self);
        !is_proof && !is_of_the_form && !is_elsewhere
    }

    /// The mistake's name: the heading of its page.
    pub fn title(&self) -> &'static str {
        self.page.lines().next().unwrap_or_default().trim_start_matches(['#', ' '])
    }
}

macro_rules! codes {
    ($($name:ident $id:literal $level:ident),* $(,)?) => {
        $(
            pub(super) const $name: &Code =
                &Code { id: $id, level: Level::$level, page: include_str!(concat!("pages/", $id, ".md")) };
        )*

        /// Every code, in order.
        pub const ALL: &[&Code] = &[$($name),*];
    };
}

codes! {
    UNREADABLE "LH001" Error,
    NOT_UTF8 "LH002" Error,
    FILE_NAME "LH003" Error,
    BROKEN_TOML "LH004" Error,
    UNKNOWN_KEY "LH005" Error,
    FRONT_MATTER "LH006" Error,
    BAD_ID "LH007" Error,
    DUPLICATE "LH008" Error,
    BAD_VALUES "LH009" Error,
    UNDECLARED "LH010" Error,
    EMPTY_CONDITION "LH011" Error,
    FALLBACK_NOT_LAST "LH012" Error,
    WEIGHTLESS "LH013" Error,
    CIRCULAR "LH014" Error,
    BAD_INTERRUPTION "LH015" Error,
    BAD_LINK "LH016" Error,
    LINK_TO_NOWHERE "LH017" Error,
    BAD_MESSAGE "LH018" Error,
    BAD_SENDER "LH019" Error,
    MARKDOWN "LH020" Error,
    BAD_HEADING "LH021" Error,
    HOMELESS_TEXT "LH022" Error,
    BAD_CALLOUT "LH023" Error,
    MISSING_WORD "LH024" Error,
    UNNEEDED_WORD "LH025" Error,
    MISSING_SECTION "LH026" Error,
    BAD_SOURCE "LH027" Error,
    NO_REMEDY "LH028" Error,
    TOO_MANY "LH029" Error,
    IMPOSSIBLE_CONDITION "LH030" Warning,
    SHADOWED_CONDITION "LH031" Warning,
    UNREACHABLE_REMEDY "LH032" Error,
    NO_ANSWER "LH033" Error,
    USELESS_QUESTION "LH034" Warning,
    UNASKABLE_QUESTION "LH035" Warning,
    UNUSED_FACT "LH036" Warning,
    FORBIDDEN_INTERRUPTION "LH037" Error,
    IDLE_INTERRUPTION "LH038" Warning,
    HIDDEN_CALLOUT "LH039" Warning,
    UNDECIDED_CALLOUT "LH040" Warning,
    LATE_WARNING "LH041" Error,
    HELPLESS_HANDOFF "LH042" Error,
    UNREACHED_SECTION "LH043" Warning,
    STALE_SOURCE "LH044" Warning,
    CONFLICTING_MESSAGES "LH045" Error,
    UNTOLD_FACT "LH046" Error,
    UNEVEN_CALLOUTS "LH047" Error,
    MISSING_STRING "LH048" Warning,
    BAD_STRING "LH049" Error,
    DOUBLED_SENTENCE "LH050" Warning,
    UNSAID_REMEDY "LH051" Warning,
    FEWER_SENTENCES "LH052" Warning,
    MISREAD_SENTENCE "LH053" Warning,
    LONE_REMEDY "LH054" Hint,
    COMMON_MESSAGE "LH055" Error,
    DEAD_MESSAGES "LH056" Warning,
    SAME_WORDS "LH057" Warning,
    HIDDEN_CHARACTERS "LH058" Error,
    UNFINISHED "LH059" Warning,
    WARNING_AFTER_ACTION "LH060" Warning,
    CHANGED_SECTION "LH061" Error,
    CHANGED_NUMBER "LH062" Warning,
    UNTRANSLATED "LH063" Warning,
    FOREIGN_MARKS "LH064" Warning,
    LONG_LABEL "LH065" Warning,
    BAD_ALLOW "LH066" Error,
    IDLE_ALLOW "LH067" Warning,
    STALE_TRANSLATION "LH068" Warning,
    STALE_WARNING "LH069" Error,
    CHANGED_TRANSLATION "LH070" Warning,
    SWAPPED_WORDS "LH071" Error,
    UNREMEMBERED "LH072" Hint,
    ODD_HOST "LH073" Error,
    NEAR_HOST "LH074" Warning,
    OWN_UNSURE "LH075" Warning,
    SAME_EFFECT "LH076" Warning,
    IDLE_VALUE "LH077" Warning,
    UNTOLD_MESSAGE "LH078" Warning,
    UNPASTED_MESSAGE "LH079" Hint,
    LONG_LIST "LH080" Warning,
    BLUNT_QUESTION "LH081" Warning,
    REPEATED_TEXT "LH082" Warning,
    CHANGED_ORDER "LH083" Warning,
    CHANGED_HINT "LH084" Warning,
    LEADS_NOWHERE "LH085" Warning,
    PAGE_FACT "LH086" Hint,
    SAME_CALLOUTS "LH087" Hint,
    DOUBLED_MESSAGE "LH088" Warning,
    OTHER_NAME "LH089" Warning,
    NARROW_QUESTION "LH090" Error,
    BAD_PICTURE "LH100" Error,
    LARGE_PICTURE "LH101" Warning,
    WIDE_TABLE "LH102" Warning,
    VIDEO_WITHOUT_LENGTH "LH103" Hint,
    BAD_SHARED "LH104" Error,
}
