//! A site with the server of the status APIs, and somebody who asks it over HTTP, byte by byte.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that can't go on has failed")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    num::NonZeroU32,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use login_help::server::{Mailing, Post, Server, Settings, accounts::Config, limits::Limit, log::Log};
use tokio::{net::TcpListener, runtime::Runtime, sync::oneshot};

pub const PAGE: &str = "https://example.org/help";
pub const ORIGIN: &str = "https://example.org";
pub const SAMPLE: &str = "tests/fixtures/server/accounts.toml";

/// A log to read afterwards.
#[derive(Clone, Default)]
pub struct Captured(Arc<Mutex<Vec<u8>>>);

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub struct Site {
    pub address: SocketAddr,
    pub room: PathBuf,
    log: Captured,
    end: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Site {
    /// Starts one of its own for a test, whose limit is lifted.
    pub fn start(name: &str) -> Self {
        Self::with(name, |_| {}, |server| server)
    }

    /// Starts one behind so many proxies, each of which says who asked it.
    pub fn behind(trusted_hops: usize, name: &str, set: impl FnOnce(&mut Settings)) -> Self {
        let behind = |settings: &mut Settings| {
            settings.trusted_hops = trusted_hops;
            set(settings);
        };
        Self::with(name, behind, |server| server)
    }

    /// Starts one with SQLite.
    pub fn with(name: &str, set: impl FnOnce(&mut Settings), change: impl FnOnce(Server) -> Server) -> Self {
        let room = room(name);
        let mut settings = settings(&room);
        set(&mut settings);
        Self::of(room, settings, change)
    }

    /// Starts one with these settings, and with a log of its own.
    pub fn of(room: PathBuf, mut settings: Settings, change: impl FnOnce(Server) -> Server) -> Self {
        let log = Captured::default();
        settings.log = Log::to(log.clone());
        let runtime = Runtime::new().unwrap();
        let server = change(runtime.block_on(Server::new(settings)).unwrap());
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel();
        let thread = thread::spawn(move || {
            runtime.block_on(server.serve(listener, async move { drop(ended.await) })).unwrap();
            // It would wait for whatever a test has left hanging.
            runtime.shutdown_background();
        });
        Self { address, room, log, end, thread }
    }

    pub fn caller(&self) -> Caller {
        Caller::of(self.address)
    }

    /// Posts as somebody whom the proxies in front of the site have seen at these addresses.
    pub fn post_from(&self, forwarded: &str, body: &str) -> Answer {
        let headers = format!("content-type: application/json\r\nx-forwarded-for: {forwarded}\r\n");
        self.caller().send("POST", "/account-status", &headers, body)
    }

    pub fn log(&self) -> String {
        String::from_utf8(self.log.0.lock().unwrap().clone()).unwrap()
    }

    /// Every mail so far.
    pub fn mails(&self) -> Vec<String> {
        let files = fs::read_dir(self.room.join("outbox")).unwrap();
        files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect()
    }

    /// Asks for a mail about an address that has an account, and takes the token out of it.
    pub fn token(&self, email: &str) -> String {
        let before = self.mails();
        self.caller().ask(email);
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(10) {
            thread::sleep(Duration::from_millis(20));
            // A mail that is only half written has no link yet.
            let token = |mail: &String| Some(mail.split_once("#token=")?.1.split_once("\r\n")?.0.to_owned());
            if let Some(token) = self.mails().iter().filter(|mail| !before.contains(mail)).find_map(token) {
                return token;
            }
        }
        panic!("no mail within ten seconds: {}", self.log());
    }

    /// Ends it, with all that it still has to do; gives what it logged and wrote.
    pub fn end(self) -> (String, Vec<String>) {
        self.end.send(()).unwrap();
        self.thread.join().unwrap();
        let mails = fs::read_dir(self.room.join("outbox")).unwrap();
        let mails = mails.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
        (String::from_utf8(self.log.0.lock().unwrap().clone()).unwrap(), mails)
    }
}

/// An empty folder for a test.
pub fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("server").join(name);
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    room
}

/// What a test's server does: it keeps everything in its room, looks often whether there is mail to write, and holds
/// nobody back.
pub fn settings(room: &Path) -> Settings {
    Settings {
        database: format!("sqlite:{}", room.join("server.db").display()),
        accounts: Config::load(Path::new(SAMPLE)).unwrap(),
        accounts_database: None,
        mailing: Mailing {
            post: Post::Outbox(room.join("outbox")),
            from: "help@example.org".parse().unwrap(),
            page: PAGE.into(),
            every: Duration::from_millis(20),
            limit: Limit { at_once: NonZeroU32::MAX, every: Duration::ZERO },
        },
        token_life: Duration::from_secs(1800),
        origins: vec![ORIGIN.parse().unwrap()],
        status: None,
        limit: None,
        trusted_hops: 0,
        connections: 1024,
        log: Log::default(),
    }
}

/// Accounts with these addresses, all in one state.
pub fn accounts<'a>(addresses: impl IntoIterator<Item = &'a str>) -> Config {
    let mut config = Config::load(Path::new(SAMPLE)).unwrap();
    config.accounts = Some(addresses.into_iter().map(|address| (address.to_owned(), "fine".to_owned())).collect());
    config
}

/// A file of them.
pub fn accounts_file<'a>(name: &str, addresses: impl IntoIterator<Item = &'a str>) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("accounts-{name}.toml"));
    let accounts = addresses.into_iter().map(|address| format!("{} = \"fine\"\n", toml::Value::from(address)));
    fs::write(&file, format!("{}[accounts]\n{}", states(), accounts.collect::<String>())).unwrap();
    file
}

/// The article and the states of the sample accounts, as they are written.
pub fn states() -> String {
    fs::read_to_string(SAMPLE).unwrap().split_once("[accounts]").unwrap().0.into()
}

/// Accounts that this query finds, as it is written.
pub fn querying(query: &str) -> String {
    format!("query = {}\n{}", toml::Value::from(query), states())
}

/// Every address has an account.
pub fn everybody_file() -> String {
    querying("SELECT $1 AS email, 'fine' AS state")
}

pub fn everybody() -> Config {
    Config::parse(&everybody_file()).unwrap()
}

/// What came back, without the date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// The status line and the headers, as they came.
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().filter_map(|line| line.split_once(": ")).find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// One connection, kept open.
pub struct Caller(BufReader<TcpStream>);

impl Caller {
    pub fn of(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Self(BufReader::new(stream))
    }

    pub fn write(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.get_mut().write_all(bytes.as_ref()).unwrap();
    }

    pub fn read(&mut self) -> Answer {
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the connection ended: {head}");
            if line == "\r\n" {
                break;
            }
            if let Some(text) = line.strip_prefix("content-length: ") {
                length = text.trim().parse().unwrap();
            }
            if !line.starts_with("date: ") {
                head.push_str(&line);
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).unwrap();
        let status = head[9..12].parse().unwrap();
        Answer { status, head, body: String::from_utf8(body).unwrap() }
    }

    /// Whether the other side has ended the connection.
    pub fn is_closed(&mut self) -> bool {
        !matches!(self.0.read(&mut [0; 16]), Ok(1..))
    }

    pub fn send(&mut self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        self.write(request(method, path, headers, body));
        self.read()
    }

    pub fn post(&mut self, path: &str, body: &str) -> Answer {
        self.send("POST", path, "content-type: application/json\r\n", body)
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "", "")
    }

    pub fn ask(&mut self, email: &str) -> Answer {
        self.post("/account-status", &question(email))
    }

    pub fn redeem(&mut self, email: &str, token: &str) -> Answer {
        let headers = format!("content-type: application/json\r\nauthorization: Bearer {token}\r\n");
        self.send("POST", "/account-status", &headers, &question(email))
    }
}

pub fn request(method: &str, path: &str, headers: &str, body: &str) -> String {
    format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}content-length: {}\r\n\r\n{body}", body.len())
}

pub fn question(email: &str) -> String {
    format!(r#"{{"article":"sendgrid-login","email":"{email}"}}"#)
}
