//! What must be true of every path of the default article.

use std::collections::BTreeSet;

use login_help::article::{Block, CalloutKind, Plain};

use crate::{
    screen::Callout,
    walk::{compiled, walk},
};

#[tokio::test]
async fn every_remedy_is_reached() {
    let article = compiled();
    let declared: BTreeSet<_> =
        article.draft().remedies.iter().map(|remedy| article.section(remedy.section).unwrap().id.as_str()).collect();
    let reached: BTreeSet<_> = walk().await.shortest().into_keys().collect();
    assert_eq!(reached, declared);
}

#[tokio::test]
async fn every_remedy_is_within_three_answers() {
    for (id, path) in walk().await.shortest() {
        assert!(path.without_interruptions() <= 3, "{id}: {:?}", path.answers);
    }
}

#[tokio::test]
async fn no_path_is_longer_than_five_answers() {
    for path in &walk().await.ends {
        assert!(path.without_interruptions() <= 5, "{:?}", path.answers);
    }
}

#[tokio::test]
async fn every_path_ends_in_a_remedy_a_list_of_remedies_or_a_person() {
    for path in &walk().await.ends {
        let offers = match path.screen.kind.as_str() {
            "remedy" => !path.screen.id.is_empty(),
            "possible" => !path.screen.answers.is_empty(),
            "handoff" => path.screen.summary.is_some(),
            _ => false,
        };
        assert!(offers, "{:?} ends in {:?}", path.answers, path.screen);
    }
}

#[tokio::test]
async fn every_warning_stands_before_the_action_and_the_steps() {
    for screen in walk().await.remedy_screens() {
        assert!(screen.warnings_first, "#{}", screen.hash);
    }
}

#[tokio::test]
async fn a_remedy_whose_section_always_warns_shows_the_warning() {
    let article = compiled();
    let mut warned = 0;
    for screen in walk().await.remedy_screens() {
        let section = article.draft().sections.iter().find(|section| section.id == screen.id).unwrap();
        for block in &section.blocks {
            let Block::Callout(callout) = block else { continue };
            if callout.kind != CalloutKind::Warning || callout.when.is_some() {
                continue;
            }
            let Some(Plain::Paragraph(line)) = callout.body.first() else { panic!("a warning without words") };
            let words: String = line.iter().map(|span| span.text.as_str()).collect();
            let is_shown = |callout: &Callout| callout.kind == "warning" && callout.text.contains(&words);
            assert!(screen.callouts.iter().any(is_shown), "#{} does not say: {words}", screen.hash);
            warned += 1;
        }
    }
    assert_ne!(warned, 0);
}

#[tokio::test]
async fn a_reset_warns_unless_it_is_known_that_only_api_keys_send() {
    let mut counted = 0;
    for screen in walk().await.remedy_screens() {
        // With Twilio Login, nothing sends with the password, and nobody is asked.
        if ["forgot-password", "reset-twilio"].contains(&screen.id.as_str()) {
            let spares = screen.id == "reset-twilio" || screen.hash.contains("sends=api-keys");
            assert_eq!(screen.callout_kinds(), [if spares { "info" } else { "warning" }], "#{}", screen.hash);
            counted += 1;
        }
    }
    assert_ne!(counted, 0);
}

#[tokio::test]
async fn where_nothing_helps_every_remedy_leads_on_to_a_person() {
    for (id, screens) in &walk().await.onwards {
        // Support is such a person, with the summary for them.
        assert!(screens.last().map_or(id == "contact-support", |last| last.summary.is_some()), "{id}: {screens:?}");
        let mut shown: Vec<_> =
            screens.iter().filter(|screen| screen.kind == "remedy").map(|screen| &screen.id).chain([id]).collect();
        shown.sort();
        assert!(shown.windows(2).all(|two| two[0] != two[1]), "{id}: something is offered again: {shown:?}");
    }
}

#[tokio::test]
async fn a_ban_and_a_review_are_never_sent_to_support() {
    for id in ["banned", "under-review"] {
        let screens = &walk().await.onwards[id];
        assert_eq!(screens[0].kind, "handoff", "{id}");
        assert_eq!(screens[0].support, None, "{id}");
    }
}

#[tokio::test]
async fn the_whole_walk_breaks_no_policy_and_leaves_the_machine_alone() {
    let walk = walk().await;
    assert!(walk.seen.violations.is_empty(), "{:?}", walk.seen.violations);
    assert!(walk.seen.errors.is_empty(), "{:?}", walk.seen.errors);
    assert!(walk.seen.console.is_empty(), "{:?}", walk.seen.console);
    assert!(walk.foreign.is_empty(), "{:?}", walk.foreign);
}
