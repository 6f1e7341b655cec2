//! A static server for the built widget: design.md's strict policy on every answer, faults on demand, host pages from
//! strings, and a record of what was asked for.

use std::{
    borrow::Cow,
    collections::HashMap,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use crate::engine::Engine;

/// The policy under which the widget must work (design.md, "Privacy and safety").
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Where the script is that runs before a page's own.
pub const BEFORE: &str = "/before.js";

/// What is answered at one path in the place of the file there.
struct Reply {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
    delay: Duration,
    is_cut: bool,
}

/// What a server will serve.
pub struct Site {
    folder: Mutex<PathBuf>,
    mounts: Vec<(String, PathBuf)>,
    /// Whether pages of other origins may read the files, all but this one.
    shared_but: Option<String>,
    policy: String,
    /// What runs before anything of a page's own.
    before: String,
    replies: HashMap<String, Reply>,
}

impl Site {
    /// The built widget, and nothing wrong with it.
    pub fn new() -> Self {
        Self {
            folder: Mutex::new(crate::dist()),
            mounts: Vec::new(),
            shared_but: None,
            policy: POLICY.into(),
            // Chromium's driver puts it there, into pages from anywhere.
            before: if Engine::chosen() == Engine::Chromium { "" } else { include_str!("record.js") }.into(),
            replies: HashMap::new(),
        }
    }

    /// Lets pages of other origins read every file but the one at this path.
    pub fn shared_but(mut self, path: &str) -> Self {
        self.shared_but = Some(path.into());
        self
    }

    /// With another folder's files below a path.
    pub fn mount(mut self, at: &str, folder: &Path) -> Self {
        self.mounts.push((at.into(), folder.into()));
        self
    }

    /// Under another policy.
    pub fn policy(mut self, policy: &str) -> Self {
        self.policy = policy.into();
        self
    }

    /// With a script that runs before anything of a page's own.
    pub fn before(mut self, script: &str) -> Self {
        self.before.push_str(script);
        self
    }

    /// With a page of the host's own.
    pub fn page(self, path: &str, body: &str) -> Self {
        let html = format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>Host</title>\
             <meta name=viewport content='width=device-width'></head><body>{body}</body></html>"
        );
        self.reply(path, 200, "text/html; charset=utf-8", html.into_bytes())
    }

    /// With nothing at this path.
    pub fn missing(self, path: &str) -> Self {
        self.reply(path, 404, "text/html; charset=utf-8", b"<h1>Not found</h1>".to_vec())
    }

    /// With what was at this path elsewhere now.
    pub fn moved(self, path: &str, to: &str) -> Self {
        self.reply(path, 302, "text/plain", to.into())
    }

    /// With a server that fails at this path.
    pub fn failing(self, path: &str) -> Self {
        self.reply(path, 500, "text/html; charset=utf-8", b"<h1>Error</h1>".to_vec())
    }

    /// With a connection that breaks off in the middle of the file at this path.
    pub fn cut(self, path: &str) -> Self {
        let (kind, body) = (mime(path), self.read(path).expect("the file is in dist"));
        let mut site = self.reply(path, 200, kind, body);
        site.replies.entry(path.into()).and_modify(|reply| reply.is_cut = true);
        site
    }

    /// With other bytes at this path.
    pub fn bytes(self, path: &str, body: Vec<u8>) -> Self {
        let kind = mime(path);
        self.reply(path, 200, kind, body)
    }

    /// With the file at this path sent as another type.
    pub fn typed(self, path: &str, kind: &'static str) -> Self {
        let body = self.read(path).expect("the file is in dist");
        self.reply(path, 200, kind, body)
    }

    fn reply(mut self, path: &str, status: u16, kind: &'static str, body: Vec<u8>) -> Self {
        self.replies.insert(path.into(), Reply { status, kind, body, delay: Duration::ZERO, is_cut: false });
        self
    }

    /// With the file at this path, or what stands in its place, only after a while.
    pub fn late(mut self, path: &str, delay: Duration) -> Self {
        if !self.replies.contains_key(path) {
            let body = self.read(path).expect("the file is in dist");
            self = self.bytes(path, body);
        }
        self.replies.entry(path.into()).and_modify(|reply| reply.delay = delay);
        self
    }

    /// With this status for what is in the place of the file at this path.
    pub fn status(mut self, path: &str, status: u16) -> Self {
        self.replies.entry(path.into()).and_modify(|reply| reply.status = status);
        self
    }

    /// The bytes of the file at this path.
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        if path.contains("..") {
            return None;
        }
        let path = if path.ends_with('/') { &format!("{path}index.html") } else { path };
        let mounted = self.mounts.iter().find_map(|(at, folder)| Some(folder.join(path.strip_prefix(at.as_str())?)));
        let own = self.folder.lock().expect("no answer panics").join(path.trim_start_matches('/'));
        fs::read(mounted.unwrap_or(own)).ok()
    }

    /// Whether this is a stand-alone page of the build: `/`, or a language's, `/de.html`.
    fn is_own_page(&self, path: &str) -> bool {
        let is_page = path.ends_with('/') || path.ends_with(".html") && !path.contains("/examples/");
        is_page && (path.ends_with("/index.html") || !self.replies.contains_key(path))
    }

    /// One of the built pages, to be opened from a disk.
    pub fn on_disk(&self, path: &str) -> Vec<u8> {
        self.with_before("text/html", &self.read(path).expect("the file is in dist"), true).into_owned()
    }

    /// A page with the script that runs first. The stand-alone page has it inline, ahead of its policy, so that it is there
    /// without a network too.
    fn with_before<'a>(&self, kind: &str, body: &'a [u8], is_inline: bool) -> Cow<'a, [u8]> {
        let text = std::str::from_utf8(body).ok().filter(|_| kind.starts_with("text/html") && !self.before.is_empty());
        let Some((start, rest)) = text.and_then(|text| text.split_once("<head>")) else { return Cow::Borrowed(body) };
        let script = match is_inline {
            true => format!("<script>{}</script>", self.before),
            false => format!("<script src={BEFORE}></script>"),
        };
        Cow::Owned(format!("{start}<head>{script}{rest}").into_bytes())
    }

    /// Starts serving on a free port of this machine, until the server is dropped.
    pub fn serve(self) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port of this machine is free");
        let address = listener.local_addr().expect("the port is bound");
        let shared = Arc::new(Shared {
            site: self,
            asked: Mutex::default(),
            is_over: AtomicBool::new(false),
            is_mended: AtomicBool::new(false),
        });
        let ours = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.is_over.load(Ordering::Relaxed) {
                    return;
                }
                let shared = shared.clone();
                // A browser that hangs up early is no fault of the widget's.
                thread::spawn(move || shared.answer(stream).unwrap_or_default());
            }
        });
        Server { origin: format!("http://{address}"), address, shared: ours }
    }
}

struct Shared {
    site: Site,
    asked: Mutex<Vec<String>>,
    is_over: AtomicBool,
    is_mended: AtomicBool,
}

impl Shared {
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        let request = lines.next().transpose()?.unwrap_or_default();
        while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
        let Some(target) = request.split(' ').nth(1) else { return Ok(()) };
        let path = target.split('?').next().unwrap_or_default();
        self.asked.lock().expect("no answer panics").push(path.into());
        let file;
        let reply =
            self.site.replies.get(path).filter(|_| !self.is_mended.load(Ordering::Relaxed) || path == "/host.html");
        let (status, kind, body) = match reply {
            Some(reply) => {
                thread::sleep(reply.delay);
                (reply.status, reply.kind, &reply.body)
            }
            None if path == "/core.js" => {
                // Only when the widget has it, since Firefox refuses a digest for what was loaded without one.
                let then = format!(
                    "import('{}').then((core) => Object.assign(window, {{ core, crash: () => setTimeout(core.crash) }}))",
                    crate::core("js")
                );
                file = format!("addEventListener('login-help-ready', () => {then}, {{ once: true }});").into_bytes();
                (200, mime(path), &file)
            }
            None if path == BEFORE => {
                file = self.site.before.clone().into_bytes();
                (200, mime(path), &file)
            }
            None => {
                let found = self.site.read(path);
                let status = if found.is_some() { 200 } else { 404 };
                file = found.unwrap_or_default();
                (status, mime(path), &file)
            }
        };
        // The stand-alone page has its own policy in it, which allows its inline parts.
        let is_own_page = self.site.is_own_page(path);
        let policy = match is_own_page {
            true => String::new(),
            false => format!("Content-Security-Policy: {}\r\n", self.site.policy),
        };
        let body = &self.site.with_before(kind, body, is_own_page);
        let place = match status {
            302 => format!("Location: {}\r\n", String::from_utf8_lossy(body)),
            _ => String::new(),
        };
        let is_shared = self.site.shared_but.as_ref().is_some_and(|but| but != path);
        let sharing = if is_shared { "Access-Control-Allow-Origin: *\r\n" } else { "" };
        let head = format!(
            "HTTP/1.1 {status} .\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{policy}{sharing}{place}\
             X-Content-Type-Options: nosniff\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n",
            body.len(),
        );
        stream.write_all(head.as_bytes())?;
        if reply.is_some_and(|reply| reply.is_cut) {
            return stream.write_all(body.split_at(body.len() / 2).0);
        }
        stream.write_all(body)?;
        stream.shutdown(std::net::Shutdown::Write)?;
        // Until the browser has hung up too, so that nothing is lost with the connection.
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

fn mime(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "" | "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "json" | "webmanifest" => "application/json",
        _ => "application/octet-stream",
    }
}

/// A running server.
pub struct Server {
    origin: String,
    address: std::net::SocketAddr,
    shared: Arc<Shared>,
}

impl Server {
    /// The address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Serves another folder from now on.
    pub fn turn_into(&self, folder: &Path) {
        *self.shared.site.folder.lock().expect("no answer panics") = folder.into();
    }

    /// Serves what is in dist/ from now on, and nothing in its place.
    pub fn mend(&self) {
        self.shared.is_mended.store(true, Ordering::Relaxed);
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        self.shared.asked.lock().expect("no answer panics").iter().filter(|asked| *asked == path).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for connections; where that fails it is gone already.
        TcpStream::connect(self.address).map(drop).unwrap_or_default();
    }
}
