//! What goes wrong around the server: each fault is a clear error or a 503 that says when to come back, and goes by.

use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::Command,
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use login_help::server::accounts::Config;

use crate::{
    KNOWN, alone, assert_away, assert_refused,
    common::{
        postgres,
        program::Program,
        site::{Site, querying, question, request, room, settings},
    },
    until,
};

/// A wire to PostgreSQL that can be cut, and mended.
struct Wire {
    address: SocketAddr,
    ends: Arc<Mutex<Option<Vec<TcpStream>>>>,
}

impl Wire {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let ends = Arc::new(Mutex::new(Some(Vec::new())));
        let open = ends.clone();
        thread::spawn(move || {
            for near in listener.incoming() {
                let near = near.unwrap();
                let mut open = open.lock().unwrap();
                let Some(open) = open.as_mut() else { continue };
                let far = TcpStream::connect(("127.0.0.1", postgres::port())).unwrap();
                for (mut from, mut to) in
                    [(&near, &far), (&far, &near)].map(|(a, b)| (a.try_clone().unwrap(), b.try_clone().unwrap()))
                {
                    thread::spawn(move || {
                        let mut bytes = [0; 4096];
                        while let Ok(count @ 1..) = from.read(&mut bytes) {
                            if to.write_all(&bytes[..count]).is_err() {
                                break;
                            }
                        }
                        let _ = to.shutdown(std::net::Shutdown::Both);
                    });
                }
                open.extend([near, far]);
            }
        });
        Self { address, ends }
    }

    fn cut(&self) {
        for end in self.ends.lock().unwrap().take().into_iter().flatten() {
            let _ = end.shutdown(std::net::Shutdown::Both);
        }
    }

    fn mend(&self) {
        *self.ends.lock().unwrap() = Some(Vec::new());
    }
}

#[test]
fn a_database_that_goes_away_midway_is_a_503_until_it_is_back_and_nothing_is_lost() {
    let wire = Wire::new();
    let database = postgres::database("midway");
    let site = Site::with(
        "midway",
        |settings| {
            settings.database = database.replace(&postgres::port().to_string(), &wire.address.port().to_string())
        },
        |server| server,
    );
    let token = site.token(KNOWN);
    assert_eq!(site.caller().ask(KNOWN).status, 202);
    wire.cut();
    assert_away(&site.caller().ask(KNOWN), "/account-status");
    assert_away(&site.caller().post("/account-status", &alone(&token)), "/account-status");
    assert_away(&site.caller().post("/feedback", r#"{"article":"a","id":"1"}"#), "/feedback");
    assert_away(&site.caller().get("/health"), "/health");
    assert_eq!(site.caller().get("/health/live").status, 200, "to start it again would not help");
    assert_refused(&site.caller().get("/service-status"), 404, "/service-status");
    assert!(site.log().contains("the database fails"), "{}", site.log());
    wire.mend();
    until("it is well again", || site.caller().get("/health").status == 200);
    until("it takes requests again", || site.caller().post("/feedback", r#"{"article":"a","id":"1"}"#).status == 204);
    assert_eq!(site.caller().post("/account-status", &alone(&token)).status, 200, "the token was not used up");
    let (log, _) = site.end();
    assert!(!log.contains('@'), "{log}");
}

#[test]
fn a_full_disk_is_a_503_until_there_is_room_again_and_the_server_goes_on() {
    let disk = room("disk");
    // A disk of its own that only the program sees, through which the test looks in at /proc.
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", r#"mount -t tmpfs -o size=1m none "$0" && exec "$@""#]);
    command.arg(&disk).arg(env!("CARGO_BIN_EXE_login-help-server"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--page", "https://example.org/help", "--per-minute", "1000000"]);
    command.args(["--accounts", crate::common::site::SAMPLE, "--outbox"]).arg(room("disk-outbox"));
    command.args(["--database", &format!("sqlite:{}", disk.join("server.db").display())]);
    let mut program = Program::started(command);
    let seen = format!("/proc/{}/root{}", program.id(), disk.display());
    let post = |id: usize| {
        let feedback = format!(r#"{{"article":"a","id":"{id}","comment":"{}"}}"#, "long ".repeat(100));
        program.caller().post("/feedback", &feedback)
    };
    assert_eq!(post(0).status, 204);
    fs::write(format!("{seen}/ballast"), vec![0; 1 << 20]).unwrap_err();
    let full = (1..1000).map(post).find(|answer| answer.status != 204).expect("the disk is full at some time");
    assert_away(&full, "/feedback");
    assert!(program.log().contains("the database fails"), "{}", program.log());
    fs::remove_file(format!("{seen}/ballast")).unwrap();
    assert_eq!(post(1000).status, 204, "{}", program.log());
    assert_eq!(program.caller().ask(KNOWN).status, 202);
    program.end();
}

/// A site whose accounts are found by this query, in a database of its own.
fn asking(name: &str, tables: &str, query: &str) -> Site {
    let accounts = format!("{name}-accounts");
    let url = postgres::database(&accounts);
    postgres::sql(&accounts, tables);
    let set = |settings: &mut login_help::server::Settings| {
        settings.accounts = Config::parse(&querying(query)).unwrap();
        settings.accounts_database = Some(url);
    };
    Site::with(name, set, |server| server)
}

const USERS: &str = "CREATE TABLE users (email TEXT, state TEXT);
    INSERT INTO users VALUES ('terminated@example.org', 'terminated'), ('frozen@example.org', 'frozen')";

#[test]
fn a_query_that_fails_is_asked_again_later_and_whoever_has_a_token_gets_a_503_and_keeps_it() {
    let site = asking("fails", USERS, "SELECT email, state FROM users WHERE email = $1");
    let token = site.token(KNOWN);
    let mails = site.mails().len();
    postgres::sql("fails-accounts", "ALTER TABLE users RENAME TO people");
    assert_eq!(site.caller().ask(KNOWN).status, 202, "what everybody is told does not depend on it");
    assert_eq!(site.caller().ask("frozen@example.org").status, 202);
    until("it is tried", || site.log().contains("an address was not looked up"));
    assert_away(&site.caller().post("/account-status", &alone(&token)), "/account-status");
    assert!(site.log().contains("42P01"), "PostgreSQL's code for a table that is not there: {}", site.log());
    assert_eq!(site.mails().len(), mails);
    postgres::sql("fails-accounts", "ALTER TABLE people RENAME TO users");
    assert_eq!(site.caller().post("/account-status", &alone(&token)).status, 200, "the token was not used up");
    until("all who asked meanwhile get their mail", || site.mails().len() == mails + 2);
    let (log, _) = site.end();
    assert!(!log.contains('@'), "{log}");
}

#[test]
fn a_query_that_is_slow_holds_up_no_answer() {
    let site = asking(
        "slow-query",
        &format!("{USERS}; CREATE TABLE pace (seconds DOUBLE PRECISION); INSERT INTO pace VALUES (0)"),
        "SELECT email, state FROM users, (SELECT pg_sleep(seconds) FROM pace) AS waited WHERE email = $1",
    );
    let token = site.token(KNOWN);
    postgres::sql("slow-query-accounts", "UPDATE pace SET seconds = 60");
    let started = Instant::now();
    assert_eq!(site.caller().ask(KNOWN).status, 202);
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    let started = Instant::now();
    assert_away(&site.caller().post("/account-status", &alone(&token)), "/account-status");
    assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
    postgres::sql("slow-query-accounts", "UPDATE pace SET seconds = 0");
    until("it is quick again", || site.caller().post("/account-status", &alone(&token)).status == 200);
}

#[test]
fn a_state_without_a_meaning_is_an_error_in_the_log_and_no_mail() {
    let site = asking("meaning", USERS, "SELECT email, 'a@b.example' AS state FROM users WHERE email = $1");
    assert_eq!(site.caller().ask(KNOWN).status, 202);
    until("it is said", || site.log().contains("[states] does not name"));
    let (log, mails) = site.end();
    assert!(mails.is_empty() && !log.contains('@'), "{log}");
}

#[test]
fn requests_that_wait_for_a_slow_database_end_in_time() {
    let folder = room("locked");
    let site = Site::of(folder.clone(), settings(&folder), |server| server);
    assert_eq!(site.caller().ask(KNOWN).status, 202);
    // Another program writes for long.
    let lock = "BEGIN IMMEDIATE";
    let locked = tokio::runtime::Runtime::new().unwrap();
    let url = format!("sqlite:{}", folder.join("server.db").display());
    let connection = locked.block_on(async {
        sqlx::any::install_default_drivers();
        let mut connection = <sqlx::AnyConnection as sqlx::Connection>::connect(&url).await.unwrap();
        sqlx::raw_sql(lock).execute(&mut connection).await.unwrap();
        connection
    });
    let started = Instant::now();
    let mut caller = site.caller();
    caller.write(request("POST", "/account-status", "content-type: application/json\r\n", &question(KNOWN)));
    assert_away(&caller.read(), "/account-status");
    assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
    locked.block_on(async { drop(sqlx::Connection::close(connection).await) });
    until("it can be written to again", || site.caller().ask(KNOWN).status == 202);
}
