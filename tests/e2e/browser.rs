//! A browser of its own for each test, and what the tests do with it: real clicks and keys, and looks into the
//! widget's shadow root.

use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::{
    driver::Driver,
    engine::{Engine, Setting},
    screen::{Screen, Seen},
};

/// How long anything may take to come on screen.
const PATIENCE: Duration = Duration::from_secs(10);

/// A browser with one page in it.
pub struct Browser {
    engine: Engine,
    session: WebDriver,
    driver: Driver,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The client would end the session by a request of its own, and has been seen to wait for it for minutes.
        self.session.clone().leak().unwrap_or_default();
        // The driver is killed next, and a browser that it could not end would live on.
        let ended = self.driver.send("DELETE", self.session.session_id(), "", "");
        ended.unwrap_or_else(|error| println!("{} may live on: {error}", self.engine));
    }
}

impl Browser {
    /// A new browser of the chosen engine, with nothing in its profile.
    pub async fn start() -> Self {
        Self::set_to(&[]).await
    }

    /// A new browser with these settings.
    pub async fn set_to(settings: &[Setting]) -> Self {
        let engine = Engine::chosen();
        let driver = Driver::start(engine);
        let Value::Object(wanted) = engine.wanted(&driver.folder, settings) else { panic!("they are named") };
        let session = WebDriver::new(format!("http://127.0.0.1:{}", driver.port), Capabilities::from(wanted));
        let session = session.await.unwrap_or_else(|error| panic!("{engine} does not start: {error}"));
        let browser = Self { engine, session, driver };
        if engine == Engine::Chromium {
            browser.record().await;
            browser.emulate(settings).await;
        } else {
            browser.session.set_window_rect(0, 0, 1000, 1000).await.expect("the window can be resized");
        }
        browser
    }

    /// Has Chromium run record.js before anything of a page's; for other engines the test server puts it into its pages.
    async fn record(&self) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": include_str!("record.js") })).await;
    }

    async fn emulate(&self, settings: &[Setting]) {
        let scheme = if settings.contains(&Setting::Dark) { "dark" } else { "light" };
        let motion = if settings.contains(&Setting::Calm) { "reduce" } else { "no-preference" };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ] });
        self.cdp("Emulation.setEmulatedMedia", media).await;
        if settings.contains(&Setting::Scriptless) {
            self.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        }
    }

    /// Makes the page's part of the window this large.
    pub async fn resize(&self, width: u32, height: u32) {
        if self.engine == Engine::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true });
            self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
            return;
        }
        // The window's own edges come on top, and are known when it has been drawn.
        for _ in 0..50 {
            let (wide, high): (u32, u32) = self.run("await settled(); return [innerWidth, innerHeight];", &[]).await;
            if (wide, high) == (width, height) {
                return;
            }
            let now = self.session.get_window_rect().await.expect("the window has a size");
            let larger =
                |now: i64, is: u32, wanted: u32| u32::try_from(now + i64::from(wanted) - i64::from(is)).unwrap_or(0);
            let (width, height) = (larger(now.width, wide, width), larger(now.height, high, height));
            self.session.set_window_rect(0, 0, width, height).await.expect("the window can be resized");
        }
        panic!("the window does not become {width} by {height} pixels");
    }

    /// Opens a second window beside the first; from now on everything goes to it.
    pub async fn window(&self) {
        let window = self.session.new_window().await.expect("browsers open windows");
        self.session.switch_to_window(window).await.expect("the window is there");
        if self.engine == Engine::Chromium {
            self.record().await;
        }
    }

    /// Takes the page's network away, or gives it back.
    pub async fn offline(&self, is_offline: bool) {
        if self.engine == Engine::Firefox {
            self.script_in("chrome");
            let script = format!("Services.io.offline = {is_offline};");
            self.session.execute(script, []).await.expect("Firefox goes offline");
            self.script_in("content");
            return;
        }
        let network = json!({ "offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.emulateNetworkConditions", network).await;
    }

    /// Has Firefox run scripts in its page, or in itself.
    fn script_in(&self, place: &str) {
        let body = json!({ "context": place }).to_string();
        let sent = self.driver.send("POST", self.session.session_id(), "/moz/context", &body);
        sent.expect("geckodriver may do all that Firefox can");
    }

    /// Sends a command of Chromium's own protocol.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.session.cdp().send_raw(command, parameters).await.expect("Chromium knows the command")
    }

    /// Loads a page, and waits for its first widget to be ready, or to have failed.
    pub async fn open(&self, url: &str) -> Screen {
        self.load(url).await;
        self.until(
            "the widget is there",
            "return window.seen?.events.some(({ name }) => name === 'ready' || name === 'error') ?? false",
        )
        .await;
        self.look().await
    }

    /// Loads a page.
    pub async fn load(&self, url: &str) {
        // From elsewhere, since another `#` alone loads nothing.
        self.session.goto("about:blank").await.expect("there is always a blank page");
        self.session.goto(url).await.expect("the server answers");
    }

    /// The value of a script's body where the page itself may run none.
    pub async fn evaluate(&self, body: &str) -> Value {
        if self.engine != Engine::Chromium {
            return self.session.execute(body, []).await.expect("the driver may run scripts").json().clone();
        }
        let expression = format!("(() => {{ {body} }})()");
        let answer = self.cdp("Runtime.evaluate", json!({ "expression": expression, "returnByValue": true })).await;
        answer["result"]["value"].clone()
    }

    /// Runs the body of an async function that has `args` and all of look.js.
    pub async fn run<T: DeserializeOwned>(&self, body: &str, args: &[Value]) -> T {
        let script = format!(
            "{}\nconst args = [...arguments], done = args.pop();\n(async () => {{ {body} }})()\
             .then((value) => done({{ value: value ?? null }}), (error) => done({{ error: `${{error.stack}}` }}));",
            include_str!("look.js"),
        );
        let given = self.session.execute_async(script, args.to_vec()).await;
        let mut given = given.unwrap_or_else(|error| panic!("{error}\nin: {body}")).json().clone();
        assert!(given["error"].is_null(), "{}\nin: {body}", given["error"]);
        serde_json::from_value(given["value"].take()).unwrap_or_else(|error| panic!("{error}\nin: {body}"))
    }

    /// What is on screen in the first widget.
    pub async fn look(&self) -> Screen {
        self.run("await settled(); return look();", &[]).await
    }

    /// What the page let happen.
    pub async fn seen(&self) -> Seen {
        self.run("await settled(); return seen;", &[]).await
    }

    /// What the page fetched from anywhere but its own server.
    pub async fn foreign(&self) -> Vec<String> {
        let body = "return performance.getEntriesByType('resource').map(({ name }) => name)
            .filter((name) => new URL(name).origin !== location.origin);";
        self.run(body, &[]).await
    }

    /// Waits until a script's value is true.
    pub async fn until(&self, what: &str, body: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.run::<bool>(body, &[]).await {
            assert!(Instant::now() < end, "not within {PATIENCE:?}: {what}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The first element for a selector in the first widget's shadow root, once what is painted last is there too.
    pub async fn element(&self, selector: &str) -> WebElement {
        self.run::<()>("await settled();", &[]).await;
        let script = format!("{}\nreturn find(arguments[0]);", include_str!("look.js"));
        let found = self.session.execute(script, vec![json!(selector)]).await.expect("the script runs");
        found.element().unwrap_or_else(|_| panic!("there is no {selector} on screen"))
    }

    /// Clicks with the mouse on what is there for a selector.
    pub async fn click(&self, selector: &str) {
        let clicked = match self.engine {
            Engine::WebKit => self.click_at(selector).await,
            _ => self.element(selector).await.click().await,
        };
        clicked.unwrap_or_else(|error| panic!("{selector} can't be clicked: {error}"));
    }

    /// WebKit's driver finds no field in a shadow root, and nothing at the head of a column; its mouse hits both.
    async fn click_at(&self, selector: &str) -> WebDriverResult<()> {
        let body = "const part = find(args[0]), box = () => part.getClientRects()[0];
            scrollBy({ top: box().top - innerHeight / 2, behavior: 'instant' });
            const { left, top, width, height } = box(), point = [left + width / 2, top + height / 2];
            if (!part.contains(shadow().elementFromPoint(...point))) throw new Error(`something lies on ${args[0]}`);
            return point.map(Math.round);";
        let (x, y): (i64, i64) = self.run(body, &[json!(selector)]).await;
        self.session
            .action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
            .move_to(x, y)
            .click()
            .perform()
            .await
    }

    /// Clicks, and waits until something else is on screen.
    pub async fn press(&self, selector: &str) -> Screen {
        let before = self.look().await;
        self.click(selector).await;
        self.change_from(&before).await
    }

    /// Waits until something other than this is on screen.
    pub async fn change_from(&self, before: &Screen) -> Screen {
        let end = Instant::now() + PATIENCE;
        loop {
            let now = self.look().await;
            if (&now.kind, &now.id, &now.hash, &now.answers)
                != (&before.kind, &before.id, &before.hash, &before.answers)
            {
                return now;
            }
            assert!(Instant::now() < end, "nothing else is on screen after {PATIENCE:?}: {now:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Presses a key, with others held down.
    pub async fn key(&self, held: &[Key], key: impl Into<char>) {
        let mut chain = self.session.action_chain();
        for held in held {
            chain = chain.key_down(held.clone());
        }
        let key: char = key.into();
        chain = chain.key_down(key).key_up(key);
        for held in held {
            chain = chain.key_up(held.clone());
        }
        chain.perform().await.expect("there is a keyboard");
    }

    /// Puts text where the focus is, as pasting does.
    pub async fn paste(&self, text: &str) {
        self.run::<()>("document.execCommand('insertText', false, args[0]);", &[json!(text)]).await;
    }

    /// Follows a link of the stand-alone page's to the state in it.
    pub async fn jump(&self, hash: &str) -> Screen {
        self.run("await jump(args[0]); return look();", &[json!(hash)]).await
    }

    /// The browser's Back button.
    pub async fn go_back(&self) -> Screen {
        let before = self.look().await;
        self.session.back().await.expect("there is something to go back to");
        self.change_from(&before).await
    }

    /// The browser's Forward button.
    pub async fn go_forward(&self) -> Screen {
        let before = self.look().await;
        self.session.forward().await.expect("there is something to go forward to");
        self.change_from(&before).await
    }

    /// The page's address.
    pub async fn address(&self) -> String {
        self.run("return location.href;", &[]).await
    }
}
