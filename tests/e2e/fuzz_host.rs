//! A host page that does anything in any order: 200 acts at random for a seed, by fuzz_host.js.

use std::env;

use crate::{browser::Browser, server::Site};

/// As many seeds as `./dev test` has time for; `./dev browsers` asks for more.
const SEEDS: u32 = 10;

#[tokio::test]
async fn whatever_a_page_does_in_any_order_nothing_throws_and_there_is_something_to_read() {
    let seeds = env::var("LOGIN_HELP_SEEDS").map_or(SEEDS, |seeds| seeds.parse().expect("a number of seeds"));
    let page =
        "<script src=/random.js></script><script src=/fuzz.js></script><script type=module src=/login-help.js></script>
        <main></main><aside></aside><iframe width=400 height=400></iframe>";
    let site = Site::new().bytes("/random.js", include_bytes!("random.js").to_vec());
    let server = site.bytes("/fuzz.js", include_bytes!("fuzz_host.js").to_vec()).page("/host.html", page).serve();
    let mut faults = Vec::new();
    for seeds in (1..=seeds).collect::<Vec<_>>().chunks(20) {
        // A history that is full loses entries from its middle, and the page could go back to what was before it.
        let browser = Browser::start().await;
        for seed in seeds {
            // Afresh, so that a seed finds alone what it finds among others.
            browser.load(&server.at("/host.html")).await;
            let fault: Option<String> = browser.run(&format!("return fuzz({seed});"), &[]).await;
            faults.extend(fault);
        }
    }
    assert!(faults.is_empty(), "{} of {seeds} seeds:\n{}", faults.len(), faults.join("\n"));
}
