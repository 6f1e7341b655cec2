//! What survives: two servers on one database are one, and a restart loses nothing that was acknowledged.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use login_help::server::{Settings, limits::Limit};
use sqlx::{AnyPool, any::install_default_drivers};
use tokio::runtime::Runtime;

use crate::{
    KNOWN, alone,
    common::{
        postgres,
        program::Program,
        site::{Site, everybody, everybody_file, question, request, room, settings},
    },
};

/// Two servers on one database that write mail into one folder, on each kind of database.
fn two_on_each(name: &str, set: impl Fn(&mut Settings)) -> [[Site; 2]; 2] {
    ["sqlite", "postgres"].map(|kind| {
        let folder = room(&format!("{name}-{kind}"));
        let mut both = settings(&folder);
        if kind == "postgres" {
            both.database = postgres::database(name);
        }
        [0, 1].map(|_| {
            let mut settings = Settings { database: both.database.clone(), trusted_hops: 1, ..settings(&folder) };
            set(&mut settings);
            Site::of(folder.clone(), settings, |server| server)
        })
    })
}

#[test]
fn a_hundred_redemptions_of_one_token_over_two_servers_serve_one_caller() {
    for [first, second] in two_on_each("race", |_| {}) {
        let token = first.token(KNOWN);
        let redeemed = AtomicUsize::new(0);
        thread::scope(|scope| {
            for call in 0..100 {
                let (site, token, redeemed) = ([&first, &second][call % 2], &token, &redeemed);
                scope.spawn(move || {
                    let answer = site.post_from(&format!("203.0.113.{call}"), &alone(token));
                    assert!([200, 401].contains(&answer.status), "{answer:?}");
                    redeemed.fetch_add(usize::from(answer.status == 200), Ordering::SeqCst);
                });
            }
        });
        assert_eq!(redeemed.load(Ordering::SeqCst), 1);
    }
}

#[test]
fn a_limit_holds_over_two_servers_together() {
    let limit = Limit::per_minute(20.try_into().unwrap());
    for sites in two_on_each("together", |settings| settings.limit = Some(limit)) {
        let allowed = AtomicUsize::new(0);
        thread::scope(|scope| {
            for call in 0..60 {
                let (site, allowed) = (&sites[call % 2], &allowed);
                scope.spawn(move || {
                    let answer = site.post_from("203.0.113.9", &question(KNOWN));
                    allowed.fetch_add(usize::from(answer.status == 202), Ordering::SeqCst);
                });
            }
        });
        // One comes back each three seconds.
        let allowed = allowed.load(Ordering::SeqCst);
        assert!((20..=23).contains(&allowed), "{allowed}");
    }
}

#[test]
fn two_servers_send_each_letter_once() {
    for sites in two_on_each("once", |settings| settings.accounts = everybody()) {
        let addresses = (0..100).map(crate::known).collect::<Vec<_>>();
        for (call, address) in addresses.iter().enumerate() {
            assert_eq!(sites[call % 2].post_from("203.0.113.9", &question(address)).status, 202);
        }
        crate::until("all are sent", || sites[0].mails().len() >= addresses.len());
        thread::sleep(Duration::from_millis(300));
        let mails = sites[0].mails();
        let to = mails.iter().map(|mail| mail.lines().find(|line| line.starts_with("To: ")).unwrap().to_owned());
        assert_eq!((mails.len(), to.collect::<BTreeSet<_>>().len()), (100, 100));
    }
}

/// The texts that a statement finds in a database.
fn rows(database: &str, sql: &'static str) -> Vec<String> {
    install_default_drivers();
    Runtime::new().unwrap().block_on(async {
        let pool = AnyPool::connect(database).await.unwrap();
        let rows = sqlx::query_scalar(sql).fetch_all(&pool).await.unwrap();
        pool.close().await;
        rows
    })
}

/// Sends feedback until the connection breaks, with ids from a counter; gives those that were acknowledged.
fn send_until_it_breaks(program: &Program, next: &AtomicUsize, is_over: &AtomicBool) -> Vec<String> {
    let mut acknowledged = Vec::new();
    let Ok(stream) = TcpStream::connect(program.address) else { return acknowledged };
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut stream = BufReader::new(stream);
    while !is_over.load(Ordering::SeqCst) {
        let number = next.fetch_add(1, Ordering::SeqCst);
        // Every other one asks about an address, which nobody has.
        let (path, body) = match number % 2 {
            0 => ("/feedback", format!(r#"{{"article":"a","id":"{number}"}}"#)),
            _ => ("/account-status", question(&format!("nobody-{number}@example.org"))),
        };
        let request = request("POST", path, "content-type: application/json\r\n", &body);
        if stream.get_mut().write_all(request.as_bytes()).is_err() {
            break;
        }
        let (mut head, mut length) = (String::new(), 0);
        while !head.ends_with("\r\n\r\n") {
            let from = head.len();
            if !stream.read_line(&mut head).is_ok_and(|count| count > 0) {
                return acknowledged;
            }
            length = head[from..].strip_prefix("content-length: ").map_or(length, |text| text.trim().parse().unwrap());
        }
        if stream.read_exact(&mut vec![0; length]).is_err() {
            break;
        }
        match head.get(9..12) {
            Some("204") => acknowledged.push(format!("feedback {number}")),
            Some("202") => acknowledged.push(format!("nobody-{number}@example.org")),
            _ => panic!("{head}"),
        }
    }
    acknowledged
}

#[test]
#[allow(clippy::print_stdout, reason = "the figures are for people to read")]
fn twenty_kills_under_load_lose_nothing_that_was_acknowledged() {
    let _quiet = crate::quiet();
    let folder = room("killed");
    let accounts = folder.join("accounts.toml");
    fs::write(&accounts, everybody_file()).unwrap();
    let start = || Program::serving(&folder, |command| command.arg("--accounts").arg(&accounts));
    let (next, mut acknowledged) = (AtomicUsize::new(0), BTreeSet::new());
    for kill in 0..20 {
        let mut program = start();
        let is_over = AtomicBool::new(false);
        let before = acknowledged.len();
        thread::scope(|scope| {
            let calls = (0..16).map(|_| scope.spawn(|| send_until_it_breaks(&program, &next, &is_over)));
            let calls = calls.collect::<Vec<_>>();
            // At another point of its work each time.
            thread::sleep(Duration::from_millis(150 + 13 * kill));
            program.signal("-KILL");
            is_over.store(true, Ordering::SeqCst);
            acknowledged.extend(calls.into_iter().flat_map(|call| call.join().unwrap()));
        });
        program.wait();
        assert!(acknowledged.len() > before, "there was load: {}", program.log());
    }
    let database = format!("sqlite:{}", folder.join("server.db").display());
    // What a server that died had claimed is free after a minute, or now.
    rows(&database, "UPDATE letters SET due = 0 RETURNING id");
    let program = start();
    crate::until("all that is left is done", || {
        rows(&database, "SELECT id FROM asked UNION ALL SELECT id FROM letters").is_empty()
    });
    drop(program);
    let mails = fs::read_dir(folder.join("outbox")).unwrap();
    let mails = mails.map(|mail| fs::read_to_string(mail.unwrap().path()).unwrap());
    let to = mails.filter_map(|mail| Some(mail.split_once("\nTo: ")?.1.lines().next()?.to_owned()));
    let to = to.collect::<Vec<_>>();
    let mut there = rows(&database, "SELECT 'feedback ' || id FROM feedback").into_iter().collect::<BTreeSet<_>>();
    there.extend(to.iter().cloned());
    let lost = acknowledged.difference(&there).collect::<Vec<_>>();
    let twice = to.len() - to.iter().collect::<BTreeSet<_>>().len();
    println!(
        "{} acknowledged before 20 kills, {} lost; of {} mails {twice} were written again, since a kill came between",
        acknowledged.len(),
        lost.len(),
        to.len()
    );
    assert!(lost.is_empty(), "{lost:?}");
    // A kill leaves at most the letters in doubt that were under way.
    assert!(twice <= 20 * 8, "{twice}");
}

#[test]
fn a_link_that_was_mailed_works_after_a_kill_and_a_restart_and_only_once() {
    let folder = room("restart");
    let start = || Program::serving(&folder, |command| command.arg("--behind-proxy"));
    let mut program = start();
    assert_eq!(program.caller().ask(KNOWN).status, 202);
    let outbox = folder.join("outbox");
    let mails = || fs::read_dir(&outbox).unwrap().map(|mail| fs::read_to_string(mail.unwrap().path()).unwrap());
    crate::until("it is mailed", || mails().any(|mail| mail.contains("nothing has changed")));
    let token = mails().next().unwrap().split_once("#token=").unwrap().1.lines().next().unwrap().to_owned();
    let redeem = |program: &Program, caller: &str| {
        let headers = format!("content-type: application/json\r\nx-forwarded-for: {caller}\r\n");
        program.caller().send("POST", "/account-status", &headers, &alone(&token)).status
    };
    program.signal("-KILL");
    program.wait();
    let mut program = start();
    assert_eq!(redeem(&program, "203.0.113.9"), 200);
    program.signal("-KILL");
    program.wait();
    let program = start();
    assert_eq!(redeem(&program, "203.0.113.10"), 401, "that it was used is not forgotten");
    let started = Instant::now();
    assert_eq!(redeem(&program, "203.0.113.9"), 200, "nor by whom");
    assert!(started.elapsed() < Duration::from_secs(5));
}
