//! The server as a program of its own, and what it logs.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that can't go on has failed")]

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::site::{Caller, PAGE, SAMPLE};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_login-help-server");

/// The program, serving; ended at the latest when it is dropped.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
    log: Arc<Mutex<String>>,
    reader: Option<thread::JoinHandle<()>>,
}

impl Program {
    /// Starts it with the sample accounts, where whatever it writes is in this folder.
    pub fn serving(room: &Path, set: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        fs::create_dir_all(room).unwrap();
        let mut command = Command::new(PROGRAM);
        command.args(["serve", "--listen", "127.0.0.1:0", "--page", PAGE, "--per-minute", "1000000"]);
        command.env("LOGIN_HELP_DATABASE", format!("sqlite:{}", room.join("server.db").display()));
        command.env("LOGIN_HELP_OUTBOX", room.join("outbox")).env("LOGIN_HELP_ACCOUNTS", SAMPLE);
        set(&mut command);
        Self::started(command)
    }

    pub fn started(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let (lines, all) = (BufReader::new(child.stderr.take().unwrap()), log.clone());
        let reader = thread::spawn(move || {
            for line in lines.lines() {
                all.lock().unwrap().push_str(&format!("{}\n", line.unwrap()));
            }
        });
        let mut program = Self { child, address: ([0, 0, 0, 0], 0).into(), log, reader: Some(reader) };
        program.until_log(r#""message":"listening""#);
        program.address = program.logged_address("listening");
        program
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// The address in the line with this message.
    pub fn logged_address(&self, message: &str) -> SocketAddr {
        let log = self.log();
        let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let line = lines.into_iter().find(|line| line["message"] == message).unwrap();
        line["address"].as_str().unwrap().parse().unwrap()
    }

    pub fn until_log(&self, part: &str) {
        let started = Instant::now();
        while !self.log().contains(part) {
            assert!(started.elapsed() < Duration::from_secs(20), "{part}: {}", self.log());
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn caller(&self) -> Caller {
        Caller::of(self.address)
    }

    pub fn signal(&self, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.id().to_string()]).status().unwrap().success());
    }

    /// Whether it ended well; all that it logged.
    pub fn wait(&mut self) -> (bool, String) {
        let is_well = self.child.wait().unwrap().success();
        self.reader.take().into_iter().for_each(|reader| reader.join().unwrap());
        (is_well, self.log())
    }

    /// Tells it to end; gives what it logged.
    pub fn end(&mut self) -> String {
        self.signal("-TERM");
        let (is_well, log) = self.wait();
        assert!(is_well, "{log}");
        log
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
