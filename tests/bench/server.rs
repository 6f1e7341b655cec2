//! How many requests the server answers, and how fast, at 64 connections on either kind of database; what memory it has
//! afterwards; and whether all that it acknowledged was done. Both ends share the machine.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench that can't go on has failed"
)]
#![allow(clippy::print_stdout, clippy::use_debug, reason = "the figures are for people to read")]

#[path = "../common/mod.rs"]
mod common;

use std::{
    fs,
    process::{Command, ExitCode},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use common::{
    postgres,
    program::{PROGRAM, Program},
    site::{Caller, question, request, room},
};
use serde_json::json;

const CONNECTIONS: usize = 64;
const LOAD: Duration = Duration::from_secs(5);
/// How many questions about accounts SQLite has to take in a second.
const BUDGET: f64 = 3000.0;

/// What came of one endpoint under load.
struct Load {
    per_second: f64,
    p50: Duration,
    p99: Duration,
    /// How many were answered as expected; all others end the bench.
    answered: usize,
}

/// Asks on all connections at once; `request` makes the request with a number that no other has.
fn load(program: &Program, expected: u16, request: impl Fn(usize) -> String + Sync) -> Load {
    let next = AtomicUsize::new(0);
    let started = Instant::now();
    let mut times = thread::scope(|scope| {
        let (next, request) = (&next, &request);
        let callers = (0..CONNECTIONS).map(|_| {
            scope.spawn(move || {
                let (mut caller, mut times) = (program.caller(), Vec::new());
                while started.elapsed() < LOAD {
                    let request = request(next.fetch_add(1, Ordering::Relaxed));
                    let asked = Instant::now();
                    caller.write(request);
                    let answer = caller.read();
                    times.push(asked.elapsed());
                    assert_eq!(answer.status, expected, "{answer:?}: {}", program.log());
                }
                times
            })
        });
        let callers = callers.collect::<Vec<_>>();
        callers.into_iter().flat_map(|caller| caller.join().unwrap()).collect::<Vec<_>>()
    });
    let per_second = times.len() as f64 / started.elapsed().as_secs_f64();
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    Load { per_second, p50: at(50), p99: at(99), answered: times.len() }
}

fn post(path: &str, body: &str) -> String {
    request("POST", path, "content-type: application/json\r\n", body)
}

fn line(database: &str, what: &str, load: &Load) {
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    let (p50, p99) = (millis(load.p50), millis(load.p99));
    println!("{database:10}  {what:42} {:7.0}/s  p50 {p50:6.2} ms  p99 {p99:6.2} ms", load.per_second);
}

/// Runs all endpoints on one database; whether it kept the budget and lost nothing.
fn measure(database: &str, url: &str) -> bool {
    let folder = room(&format!("bench-{database}"));
    let program = Program::serving(&folder, |command| {
        command.args(["--metrics", "127.0.0.1:0", "--status", "tests/fixtures/server/summary.json", "--database", url])
    });
    let figure = |name: &str| {
        let figures = Caller::of(program.logged_address("metrics")).get("/metrics").body;
        let lines = figures.lines().filter_map(|line| line.strip_prefix(name)?.rsplit_once(' '));
        lines.map(|(_, value)| value.parse::<usize>().unwrap()).sum::<usize>()
    };
    let known = ["fine", "terminated", "frozen", "banned"];
    // One in ten has an account.
    let asked = load(&program, 202, |number| {
        let address = match number % 10 {
            0 => format!("{}@example.org", known[number / 10 % 4]),
            _ => format!("nobody-{number}@example.org"),
        };
        post("/account-status", &question(&address))
    });
    line(database, "POST /account-status with an address", &asked);
    let started = Instant::now();
    while figure("looked_up_total") < asked.answered && started.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(100));
    }
    let lost = asked.answered - figure("looked_up_total").min(asked.answered);
    println!(
        "{database:10}  all {} were looked up {:.1} s after the last, but {lost}",
        asked.answered,
        started.elapsed().as_secs_f64()
    );

    let mails =
        || fs::read_dir(folder.join("outbox")).unwrap().map(|mail| fs::read_to_string(mail.unwrap().path()).unwrap());
    let token = mails().find_map(|mail| Some(mail.split_once("#token=")?.1.split_once("\r\n")?.0.to_owned())).unwrap();
    let body = json!({ "article": "sendgrid-login", "token": token }).to_string();
    line(database, "POST /account-status with a live token", &load(&program, 200, |_| post("/account-status", &body)));
    let said = load(&program, 204, |number| {
        post("/feedback", &format!(r#"{{"article":"login","section":"reset","helpful":true,"id":"{number}"}}"#))
    });
    line(database, "POST /feedback", &said);
    let get = |path: &str| load(&program, 200, |_| request("GET", path, "", ""));
    line(database, "GET /service-status", &get("/service-status"));
    line(database, "GET /health", &get("/health"));

    let report = Command::new(PROGRAM).args(["report", "--csv", "--database", url]).output().unwrap();
    let report = String::from_utf8(report.stdout).unwrap();
    let is_kept = report.contains(&format!("login,reset,{},0,", said.answered));
    let status = fs::read_to_string(format!("/proc/{}/status", program.id())).unwrap();
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap().trim();
    println!("{database:10}  memory afterwards {memory}; feedback that was acknowledged is there: {is_kept}");
    let is_quick = database != "SQLite" || asked.per_second >= BUDGET;
    if !is_quick || lost > 0 || !is_kept {
        println!("MISSED: {BUDGET} questions about accounts a second on SQLite, and nothing lost");
    }
    is_quick && lost == 0 && is_kept
}

fn main() -> ExitCode {
    let sqlite = format!("sqlite:{}", room("bench").join("server.db").display());
    let is_good = [measure("SQLite", &sqlite), measure("PostgreSQL", &postgres::database("bench"))];
    if is_good == [true, true] { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
