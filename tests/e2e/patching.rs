//! What a press makes and leaves alone: the renderer in `public/render.js` on trees at random, and on the widget's own.

use std::fs;

use serde_json::json;

use crate::{TWO_LINES, browser::Browser, engine, server::Site};

/// As many pairs of trees; a minute would not find more.
const PAIRS: u32 = 2_000;

#[tokio::test]
async fn patching_any_tree_into_any_other_gives_what_building_it_gives() {
    let renderer = fs::read("public/render.js").expect("it is there");
    let site = Site::new()
        .bytes("/render.js", renderer)
        .bytes("/random.js", include_bytes!("random.js").to_vec())
        .bytes("/patching.js", include_bytes!("patching.js").to_vec())
        .page("/host.html", "<script src=/random.js></script><script type=module src=/patching.js></script>");
    let (server, browser) = (site.serve(), Browser::start().await);
    browser.load(&server.at("/host.html")).await;
    browser.until("the trees are there", "return typeof prove === 'function';").await;
    for seed in 1..=4 {
        let faults: Vec<String> = browser.run("return prove(...args);", &[json!(PAIRS / 4), json!(seed)]).await;
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

/// Presses an answer, and counts the elements that come and those of the widget's frame that stay what they are.
const COUNT: &str = "const frame = () => ['.widget', '.notice', '[role=status].hidden', 'section', 'footer', '.answers']
      .map((selector) => find(selector));
    const before = frame(), made = [];
    const watcher = new MutationObserver((records) => records.forEach(({ addedNodes }) => made.push(...addedNodes)));
    watcher.observe(shadow(), { childList: true, subtree: true });
    find('[data-answer=rejected]').click();
    await settled();
    const elements = made.filter((node) => node.nodeType === 1).flatMap((node) => [node, ...node.querySelectorAll('*')]);
    return [elements.length, before.every((part, place) => part && part === frame()[place]), look().id];";

#[tokio::test]
async fn a_press_makes_few_elements_and_leaves_the_frame_as_it_is() {
    for (site, path) in [(Site::new(), "/"), (Site::new().page("/host.html", TWO_LINES), "/host.html")] {
        let (server, browser) = (site.serve(), Browser::start().await);
        browser.open(&server.at(path)).await;
        let (made, is_same, id): (usize, bool, String) = browser.run(COUNT, &[]).await;
        println!("a press of the first question's makes {made} elements at {path}");
        assert!(made <= 30, "{made} elements are made");
        assert!(is_same, "the frame is made anew");
        assert_eq!(id, "login");
    }
}

#[tokio::test]
async fn what_is_read_last_is_painted_last_and_what_is_pressed_before_waits_for_it() {
    let (server, browser) = (Site::new().serve(), Browser::start().await);
    browser.open(&server.at("/")).await;
    let body = "find('[data-answer=rejected]').click();
        await settled();
        find('[data-answer=shared]').click();
        await 0, await 0, await 0;
        const first = [find('[data-remedy] .title') !== null, find('.solved') !== null];
        find('[data-back]').click();
        await settled();
        return [...first, look().id === 'login', find('.solved') !== null];";
    let [title, solved, is_back, left]: [bool; 4] = browser.run(body, &[]).await;
    assert!(title && !solved, "the title is there at once, and what is read last is not");
    assert!(is_back && !left, "what was pressed at once has led back");
}

/// Presses many answers, and gives the bytes of the program's memory.
const PRESS: &str = "const press = async (selector) => {
      // What is read last is painted last.
      if (!find(selector)) await settled();
      find(selector).click();
      await new Promise((done) => setTimeout(done));
    };
    for (let count = 0; count < args[0]; count += 4) {
      await press('[data-answer=rejected]');
      await press('[data-answer=shared]');
      await press('[data-solved=no]');
      await press('[data-restart]');
    }
    await settled();
    return memory.buffer.byteLength;";

/// Keeps the program's memory at hand, whatever it is called there.
const MEMORY: &str = "const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...given) => {
      const made = await instantiate(...given);
      window.memory = Object.values((made.instance ?? made).exports).find((made) => made instanceof WebAssembly.Memory);
      return made;
    };";

#[tokio::test]
async fn a_thousand_presses_leave_nothing_behind() {
    let site = Site::new().before(MEMORY).page("/host.html", TWO_LINES);
    let (server, browser) = (site.serve(), Browser::start().await);
    if engine::Engine::chosen() == engine::Engine::Chromium {
        browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": MEMORY })).await;
        browser.cdp("Performance.enable", json!({})).await;
    }
    browser.open(&server.at("/host.html")).await;
    let press = async |count: u32| browser.run::<u64>(PRESS, &[json!(count)]).await;
    let warm = press(100).await;
    let counted = left(&browser).await;
    let memory = press(1_000).await;
    assert_eq!(memory, warm, "the program's memory has grown");
    let is_clean = |after: (u64, u64)| after.0 <= counted.0 && after.1 <= counted.1;
    let mut after = left(&browser).await;
    // The browser holds a node more or less, now and then. With more presses a leak grows, and that goes.
    for _ in 0..3 {
        if !is_clean(after) {
            press(100).await;
            after = left(&browser).await;
        }
    }
    println!("nodes and listeners before and after 1,000 presses: {counted:?}, {after:?}");
    assert!(is_clean(after), "{counted:?} have become {after:?}");
}

/// How many nodes and listeners a page has, in Chromium, which alone tells.
async fn left(browser: &Browser) -> (u64, u64) {
    if engine::Engine::chosen() != engine::Engine::Chromium {
        return (0, 0);
    }
    let (mut nodes, mut listeners) = (u64::MAX, u64::MAX);
    // What the browser itself still holds for a moment goes with one of the next collections.
    for _ in 0..5 {
        browser.run::<()>("await settled();", &[]).await;
        browser.cdp("HeapProfiler.collectGarbage", json!({})).await;
        let counted = browser.cdp("Memory.getDOMCounters", json!({})).await;
        let number = |name: &str| counted[name].as_u64().expect("it is a number");
        (nodes, listeners) = (nodes.min(number("nodes")), listeners.min(number("jsEventListeners")));
    }
    (nodes, listeners)
}
