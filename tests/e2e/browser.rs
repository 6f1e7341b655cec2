//! A Chromium of its own for each test, and what the tests do with it: real clicks and keys, and looks into the
//! widget's shadow root.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{SessionId, prelude::*};

use crate::screen::{Screen, Seen};

const FLAGS: [&str; 16] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=en-US",
    // Walking all paths changes the page's address more often than Chromium lets a page do.
    "--disable-ipc-flooding-protection",
    "--window-size=1000,1000",
    // Pictures that are the same on every machine.
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
];

/// How long anything may take to come on screen.
const PATIENCE: Duration = Duration::from_secs(10);

/// A browser with one page in it.
pub struct Browser {
    driver: WebDriver,
    chromedriver: Chromedriver,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver would end the session by a request of its own, and has been seen to wait for it for minutes.
        self.driver.clone().leak().unwrap_or_default();
        // Chromedriver is killed next, and a Chromium that it could not end would live on.
        self.chromedriver
            .end(self.driver.session_id())
            .unwrap_or_else(|error| println!("Chromium may live on: {error}"));
    }
}

struct Chromedriver {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.process.kill().and_then(|()| self.process.wait()).map(drop).unwrap_or_default();
        fs::remove_dir_all(&self.folder).unwrap_or_default();
    }
}

impl Chromedriver {
    /// Starts it on a port that it finds free.
    fn start() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("login-help-e2e-{}-{number}", std::process::id()));
        let command = env::var("CHROMEDRIVER").unwrap_or_else(|_| "/usr/bin/chromedriver".into());
        let mut process = Command::new(&command)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{command} does not start ({error}): run ./dev setup"));
        let mut lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        let mut started = Self { process, port: 0, folder };
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        // Whoever writes into a full pipe waits.
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        started.port = port.expect("chromedriver says its port");
        started
    }

    /// Ends a session and its Chromium.
    fn end(&self, session: &SessionId) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        // The answer comes when the browser has ended.
        stream.read(&mut [0]).map(drop)
    }
}

impl Browser {
    /// A new browser, with nothing in its profile.
    pub async fn start() -> Self {
        let chromedriver = Chromedriver::start();
        let mut wanted = DesiredCapabilities::chrome();
        let profile = format!("--user-data-dir={}", chromedriver.folder.display());
        for flag in FLAGS.into_iter().chain([profile.as_str()]) {
            wanted.add_arg(flag).expect("a flag is text");
        }
        let driver =
            WebDriver::new(format!("http://127.0.0.1:{}", chromedriver.port), wanted).await.expect("Chromium starts");
        let browser = Self { driver, chromedriver };
        browser.record().await;
        browser
    }

    async fn record(&self) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": include_str!("record.js") })).await;
    }

    /// Opens a second window beside the first; from now on everything goes to it.
    pub async fn window(&self) {
        let window = self.driver.new_window().await.expect("Chromium opens windows");
        self.driver.switch_to_window(window).await.expect("the window is there");
        self.record().await;
    }

    /// Takes the page's network away, or gives it back.
    pub async fn offline(&self, is_offline: bool) {
        let network = json!({ "offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.emulateNetworkConditions", network).await;
    }

    /// Sends a command of Chromium's own protocol.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(command, parameters).await.expect("Chromium knows the command")
    }

    /// Loads a page, and waits for its first widget to be ready, or to have failed.
    pub async fn open(&self, url: &str) -> Screen {
        self.load(url).await;
        self.until(
            "the widget is there",
            "return seen.events.some(({ name }) => name === 'ready' || name === 'error')",
        )
        .await;
        self.look().await
    }

    /// Loads a page.
    pub async fn load(&self, url: &str) {
        // From elsewhere, since another `#` alone loads nothing.
        self.driver.goto("about:blank").await.expect("there is always a blank page");
        self.driver.goto(url).await.expect("the server answers");
    }

    /// The value of a script's body where the page itself may run none.
    pub async fn evaluate(&self, body: &str) -> Value {
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
        let given = self.driver.execute_async(script, args.to_vec()).await;
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

    /// The first element for a selector in the first widget's shadow root.
    pub async fn element(&self, selector: &str) -> WebElement {
        let script = format!("{}\nreturn find(arguments[0]);", include_str!("look.js"));
        let found = self.driver.execute(script, vec![json!(selector)]).await.expect("the script runs");
        found.element().unwrap_or_else(|_| panic!("there is no {selector} on screen"))
    }

    /// Clicks with the mouse on what is there for a selector.
    pub async fn click(&self, selector: &str) {
        let clicked = self.element(selector).await.click().await;
        clicked.unwrap_or_else(|error| panic!("{selector} can't be clicked: {error}"));
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
        let mut chain = self.driver.action_chain();
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
        self.cdp("Input.insertText", json!({ "text": text })).await;
    }

    /// Follows a link of the stand-alone page's to the state in it.
    pub async fn jump(&self, hash: &str) -> Screen {
        self.run("await jump(args[0]); return look();", &[json!(hash)]).await
    }

    /// The browser's Back button.
    pub async fn go_back(&self) -> Screen {
        let before = self.look().await;
        self.driver.back().await.expect("there is something to go back to");
        self.change_from(&before).await
    }

    /// The browser's Forward button.
    pub async fn go_forward(&self) -> Screen {
        let before = self.look().await;
        self.driver.forward().await.expect("there is something to go forward to");
        self.change_from(&before).await
    }

    /// The page's address.
    pub async fn address(&self) -> String {
        self.run("return location.href;", &[]).await
    }
}
