//! A status API on a port of its own, another origin than the page's, that misbehaves as it is told and keeps what it was
//! asked; and the page that asks it.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::net::TcpSocket;

use crate::{
    TWO_LINES,
    browser::Browser,
    server::{POLICY, Server, Site},
};

/// How an answer comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// At once.
    Whole,
    /// A few kilobytes at a time, for as long as the other side reads.
    Pieces,
    /// One byte a second.
    Drip,
    /// The connection is reset in the middle of the body.
    Reset,
    /// The connection ends before any answer.
    HangUp,
    /// Never.
    Silent,
}

/// What is answered.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    headers: String,
    body: String,
    manner: Manner,
    is_shared: bool,
}

impl Answer {
    /// An answer of JSON, whole, that pages of other origins may read.
    pub fn new(status: u16, body: &str) -> Self {
        let headers = "Content-Type: application/json\r\n".into();
        Self { status, headers, body: body.into(), manner: Manner::Whole, is_shared: true }
    }

    /// With one more header, or another for the type.
    pub fn header(mut self, line: &str) -> Self {
        if line.starts_with("Content-Type:") {
            self.headers.clear();
        }
        self.headers.extend([line, "\r\n"]);
        self
    }

    /// That comes in another manner.
    pub fn coming(self, manner: Manner) -> Self {
        Self { manner, ..self }
    }

    /// That pages of other origins may not read.
    pub fn unshared(self) -> Self {
        Self { is_shared: false, ..self }
    }
}

/// A request.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its method.
    pub method: String,
    /// Its path and query.
    pub target: String,
    /// Its head, in small letters.
    pub head: String,
    /// Its body.
    pub body: String,
}

/// A port that is nobody else's, where nobody listens yet: connections are refused.
pub struct Port(TcpSocket);

impl Port {
    /// One that is free.
    pub fn new() -> Self {
        let socket = TcpSocket::new_v4().expect("there is a network");
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).expect("a port of this machine is free");
        Self(socket)
    }

    /// The origin.
    pub fn origin(&self) -> String {
        format!("http://{}", self.0.local_addr().expect("the port is bound"))
    }

    /// Starts to answer.
    pub fn open(self, answer: Answer) -> Broken {
        let origin = self.origin();
        let listener = self.0.listen(128).and_then(tokio::net::TcpListener::into_std).expect("the port is bound");
        listener.set_nonblocking(false).expect("it is a listener");
        let shared = Arc::new(Shared {
            answer: Mutex::new(answer),
            asked: Mutex::default(),
            written: AtomicUsize::new(0),
            is_held: AtomicBool::new(false),
            is_over: AtomicBool::new(false),
        });
        let ours = shared.clone();
        thread::spawn(move || shared.listen(&listener));
        Broken { origin, shared: ours }
    }
}

struct Shared {
    answer: Mutex<Answer>,
    asked: Mutex<Vec<Asked>>,
    written: AtomicUsize,
    is_held: AtomicBool,
    is_over: AtomicBool,
}

impl Shared {
    fn listen(self: Arc<Self>, listener: &TcpListener) {
        for stream in listener.incoming().flatten() {
            if self.is_over.load(Ordering::Relaxed) {
                return;
            }
            let shared = self.clone();
            // That the browser hangs up is what some of the tests are about.
            thread::spawn(move || shared.answer(stream).unwrap_or_default());
        }
    }

    fn answer(&self, mut stream: TcpStream) -> io::Result<()> {
        let head = head(&mut stream)?;
        let mut first = head.split(' ');
        let (method, target) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
        let answer = self.answer.lock().expect("no answer panics").clone();
        let small = head.to_lowercase();
        let length = small.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        // A connection that is closed with something unread in it is reset.
        if answer.manner != Manner::Reset {
            stream.read_exact(&mut body)?;
        }
        let body = String::from_utf8_lossy(&body).into_owned();
        let asked = Asked { method: method.into(), target: target.into(), head: small, body };
        let is_preflight = asked.method == "OPTIONS";
        self.asked.lock().expect("no answer panics").push(asked);
        let sharing = if answer.is_shared {
            "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: content-type\r\n\
             Access-Control-Expose-Headers: retry-after\r\n"
        } else {
            ""
        };
        if is_preflight {
            return stream.write_all(format!("HTTP/1.1 204 .\r\n{sharing}Connection: close\r\n\r\n").as_bytes());
        }
        while self.is_held.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(10));
        }
        let Answer { status, headers, body, manner, .. } = answer;
        match manner {
            Manner::Silent => return stream.read(&mut [0]).map(drop),
            Manner::HangUp => return Ok(()),
            _ => {}
        }
        let length = if status == 204 { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        let head = format!("HTTP/1.1 {status} .\r\n{headers}{length}{sharing}Connection: close\r\n\r\n");
        stream.write_all(head.as_bytes())?;
        let (size, pause) = match manner {
            Manner::Drip => (1, Duration::from_secs(1)),
            Manner::Pieces => (16 * 1024, Duration::from_millis(5)),
            Manner::Reset => (body.len() / 2, Duration::from_millis(100)),
            _ => (body.len().max(1), Duration::ZERO),
        };
        for piece in body.as_bytes().chunks(size) {
            stream.write_all(piece)?;
            self.written.fetch_add(piece.len(), Ordering::Relaxed);
            thread::sleep(pause);
            if manner == Manner::Reset {
                return Ok(());
            }
        }
        stream.shutdown(std::net::Shutdown::Write)?;
        // Until the browser has hung up too, so that nothing is lost with the connection.
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

/// Reads a request's head and nothing of its body.
fn head(stream: &mut TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.extend(byte);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// A running API.
pub struct Broken {
    origin: String,
    shared: Arc<Shared>,
}

impl Broken {
    /// One that answers this.
    pub fn start(answer: Answer) -> Self {
        Port::new().open(answer)
    }

    /// Its origin.
    pub fn origin(&self) -> String {
        self.origin.clone()
    }

    /// Answers this from now on.
    pub fn answer(&self, answer: Answer) {
        *self.shared.answer.lock().expect("no answer panics") = answer;
    }

    /// Holds back every answer to anything but a preflight, or lets them go.
    pub fn hold(&self, is_held: bool) {
        self.shared.is_held.store(is_held, Ordering::Relaxed);
    }

    /// Everything that it was asked at its one path.
    pub fn asked(&self) -> Vec<Asked> {
        let asked = self.shared.asked.lock().expect("no answer panics");
        asked.iter().filter(|asked| asked.target.starts_with(PATH)).cloned().collect()
    }

    /// How often it was asked with this method.
    pub fn count(&self, method: &str) -> usize {
        self.asked().iter().filter(|asked| asked.method == method).count()
    }

    /// What was posted.
    pub fn posts(&self) -> Vec<Value> {
        let posts = self.asked().into_iter().filter(|asked| asked.method == "POST");
        posts.map(|asked| serde_json::from_str(&asked.body).expect("the widget posts JSON")).collect()
    }

    /// Waits until it was asked so often with this method.
    pub async fn until(&self, method: &str, count: usize) {
        let started = Instant::now();
        while self.count(method) < count {
            assert!(started.elapsed() < Duration::from_secs(10), "it is not asked: {:?}", self.asked());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// How many bytes of bodies it could write.
    pub fn written(&self) -> usize {
        self.shared.written.load(Ordering::Relaxed)
    }
}

impl Drop for Broken {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Relaxed);
        self.shared.is_held.store(false, Ordering::Relaxed);
        // Wakes the thread that waits for connections; where that fails it is gone already.
        TcpStream::connect(self.origin.trim_start_matches("http://")).map(drop).unwrap_or_default();
    }
}

/// Where on its origin an API is.
pub const PATH: &str = "/api";

/// The two lines, with attributes.
pub fn element(attributes: &str) -> String {
    TWO_LINES.replace("<login-help>", &format!("<login-help {attributes}>"))
}

/// A site whose pages may ask these origins.
pub fn allowing(origins: &[String]) -> Site {
    Site::new().policy(&POLICY.replace("connect-src 'self'", &format!("connect-src 'self' {}", origins.join(" "))))
}

/// A page that asks the API of this origin: `attribute` says which of the three it is.
pub async fn asking(attribute: &str, origin: &str) -> (Server, Browser) {
    let page = element(&format!("{attribute}={origin}{PATH}"));
    let (server, browser) = (allowing(&[origin.into()]).page("/host.html", &page).serve(), Browser::start().await);
    browser.open(&server.at("/host.html")).await;
    (server, browser)
}
