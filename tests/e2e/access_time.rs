//! Nobody is hurried: whatever is said or can be pressed stays until the person acts (WCAG 2.2.3).

use crate::tour::{script, tour};

/// What is said, and what can be pressed or typed into and what is in it.
const STAYS: &str = "const stays = () => [
      ...[...seenParts()].filter((part) => part.matches('.notice, .error, .callout, .suggestion, h1, h2, h3, h4')).map(named),
      ...controls().map((part) => `${named(part)} ${part.value ?? ''}`),
    ];";

#[tokio::test]
async fn whatever_is_said_or_can_be_pressed_stays_until_the_person_acts() {
    if crate::engine::skips() {
        return;
    }
    let mut faults = Vec::new();
    tour("/", "en", async |browser, stop| {
        // Everything that waits for a time does what it waits to do, and what that sets off as well.
        let body = script(&format!(
            "{STAYS}
             const [before, on] = [stays(), focused()];
             for (let turn = 0; turn < 3; turn += 1) {{ wait(); await settled(); }}
             const after = stays();
             const lost = before.filter((part) => !after.includes(part));
             return [before.length, [...lost, ...(focused() === on ? [] : [`the focus, which was on ${{named(on)}}`])]];"
        ));
        let (count, lost): (usize, Vec<String>) = browser.run(&body, &[]).await;
        assert!(count > 2, "{}: there is nothing to lose", stop.name);
        faults.extend(lost.into_iter().map(|lost| format!("{}: {lost} is gone", stop.name)));
    })
    .await;
    assert!(faults.is_empty(), "{} in all:\n{}", faults.len(), faults.join("\n"));
}
