//! A browser's driver, which is a program of its own for each test, and ends with all that it has started.

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use thirtyfour::SessionId;

use crate::engine::Engine;

/// How long a driver may take to start or to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// A driver that runs.
pub struct Driver {
    process: Child,
    /// The screen of a browser that can't do without.
    screen: Option<Child>,
    pub port: u16,
    /// For the browser's profile.
    pub folder: PathBuf,
}

impl Drop for Driver {
    fn drop(&mut self) {
        for process in [&mut self.process].into_iter().chain(&mut self.screen) {
            // It may have ended by itself.
            process.kill().and_then(|()| process.wait()).map(drop).unwrap_or_default();
        }
        fs::remove_dir_all(&self.folder).unwrap_or_default();
    }
}

impl Driver {
    /// Starts it on a free port. A busy machine may have given that port away meanwhile: then on another.
    pub fn start(engine: Engine) -> Self {
        let started = (0..3).find_map(|_| Self::try_start(engine));
        started.unwrap_or_else(|| panic!("the driver of {engine:?} ended at once, three times: run ./dev setup"))
    }

    fn try_start(engine: Engine) -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("login-help-e2e-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("there is room for a profile");
        let (mut command, before_port) = engine.driver();
        let screen = (engine == Engine::WebKit).then(|| {
            let (screen, name) = screen();
            // The window's own buttons would make it wider than a phone.
            fs::create_dir_all(folder.join("gtk-3.0")).expect("there is room for settings");
            let narrow = "* { min-width: 0; padding: 0; margin: 0; font-size: 1px }";
            fs::write(folder.join("gtk-3.0/gtk.css"), narrow).expect("there is room for settings");
            command.env("XDG_CONFIG_HOME", &folder).env("DISPLAY", name);
            // There is no desktop that has settings, nor a bus for accessibility.
            command.envs([("GSETTINGS_BACKEND", "memory"), ("NO_AT_BRIDGE", "1")]);
            screen
        });
        let port = if before_port.is_some() { 0 } else { free_port() };
        let (process, mut lines) = spawn(command.arg(format!("--port={port}")));
        let mut started = Self { process, screen, port, folder };
        match before_port {
            Some(before) => {
                let said = lines.by_ref().find_map(|line| Some(line.split_once(before)?.1.to_owned()));
                started.port = said?.trim_end_matches('.').parse().expect("a port is a number");
            }
            None => started.wait(),
        }
        // Whoever writes into a full pipe waits.
        thread::spawn(move || lines.for_each(drop));
        Some(started)
    }

    /// Until it can be talked to.
    fn wait(&self) {
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(Instant::now() < end, "the driver does not start");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends a command that the client has none for, about a session; an empty path and `DELETE` end it and its browser.
    pub fn send(&self, method: &str, session: &SessionId, path: &str, body: &str) -> std::io::Result<()> {
        let (host, length) = (format!("127.0.0.1:{}", self.port), body.len());
        let mut stream = TcpStream::connect(&host)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "{method} /session/{session}{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )?;
        // The answer comes when it is done.
        let answer = BufReader::new(stream).lines().next().transpose()?.unwrap_or_default();
        if answer.contains(" 200 ") { Ok(()) } else { Err(std::io::Error::other(answer)) }
    }
}

/// Starts a program, and gives what it says line by line.
fn spawn(command: &mut Command) -> (Child, impl Iterator<Item = String> + Send + 'static) {
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let started = command.spawn();
    let mut process = started.unwrap_or_else(|error| panic!("{command:?} does not start ({error}): run ./dev setup"));
    let output = process.stdout.take().expect("its output is piped");
    (process, BufReader::new(output).lines().map_while(Result::ok))
}

/// A screen that nobody sees, and its name.
fn screen() -> (Child, String) {
    let flags = ["-displayfd", "1", "-screen", "0", "1280x1280x24", "-nolisten", "tcp"];
    let (process, mut lines) = spawn(Command::new("Xvfb").args(flags));
    let number = lines.next().expect("Xvfb says its screen's number");
    (process, format!(":{number}"))
}

/// A port that is free now.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port of this machine is free").port()
}
