//! The program: how it is told what to do, and how it ends.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    KNOWN,
    common::{
        postgres,
        program::{PROGRAM, Program},
        site::{PAGE, SAMPLE, accounts_file, question, request, room},
    },
    known, until,
};

#[test]
fn the_program_finishes_a_request_in_flight_when_it_is_told_to_end() {
    let room = room("program");
    for signal in ["-TERM", "-INT"] {
        let mut program = Program::serving(&room, |command| command);
        let mut caller = program.caller();
        let request = request("POST", "/account-status", "content-type: application/json\r\n", &question(KNOWN));
        let (first, rest) = request.split_at(request.len() - 10);
        caller.write(first);
        thread::sleep(Duration::from_millis(200));
        program.signal(signal);
        thread::sleep(Duration::from_millis(200));
        caller.write(rest);
        assert_eq!(caller.read().status, 202);
        let (is_well, log) = program.wait();
        assert!(is_well && log.contains(r#""status":202"#), "{log}");
    }
    assert_eq!(fs::read_dir(room.join("outbox")).unwrap().count(), 2, "its mail is written before it ends");
}

#[test]
#[allow(clippy::print_stdout, reason = "the figure is for people to read")]
fn the_program_ends_in_time_however_much_waits_for_it() {
    let relay = TcpListener::bind("127.0.0.1:0").unwrap();
    let addresses = (0..1500).map(known).collect::<Vec<_>>();
    let accounts = accounts_file("never", addresses.iter().map(String::as_str));
    let mut program = Program::serving(&room("never"), |command| {
        command.arg("--accounts").arg(accounts);
        command.args(["--smtp", &format!("smtp://{}", relay.local_addr().unwrap())])
    });
    let mut caller = program.caller();
    addresses.iter().for_each(|address| assert_eq!(caller.ask(address).status, 202));
    // Neither does a request that never comes whole keep it.
    caller.write("POST /feedback HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{");
    thread::sleep(Duration::from_millis(1500));
    let told = Instant::now();
    let log = program.end();
    println!("ended {:?} after SIGTERM", told.elapsed());
    assert!(told.elapsed() < Duration::from_secs(16), "{:?}", told.elapsed());
    assert!(log.contains("no time was left") && log.contains(r#""letters":8"#), "{log}");
}

fn refuses(set: impl FnOnce(&mut Command) -> &mut Command, said: &str) {
    let mut command = Command::new(PROGRAM);
    command.current_dir(room("refuses")).arg("serve");
    command.env("LOGIN_HELP_LISTEN", "127.0.0.1:0").env("LOGIN_HELP_PAGE", PAGE);
    command.env("LOGIN_HELP_ACCOUNTS", Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE));
    set(&mut command);
    let output = command.output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && error.contains(said), "{said}: {error}");
    assert!(!error.contains("secret"), "{error}");
}

#[test]
fn whatever_is_wrong_with_the_configuration_is_said_with_its_key() {
    let flags = |flags: &[&str], said| refuses(|command| command.args(flags), said);
    flags(&["--accounts", "nowhere.toml"], "accounts: nowhere.toml: it can't be read");
    flags(&["--page", "example.org"], "--page");
    flags(&["--origin", "https://example.org/"], "--origin");
    flags(&["--origin", "*"], "an origin is like");
    flags(&["--status", "https://example.org/summary.json"], "--status");
    flags(&["--smtp", "localhost"], "smtp: ");
    flags(&["--smtp", "smtp://robot:secret@mail.example.org"], "smtp: a login needs TLS");
    flags(&["--per-minute", "0"], "--per-minute");
    flags(&["--trusted-hops", "2", "--behind-proxy"], "cannot be used with");
    flags(&["--listen", "192.0.2.1:80"], "listen: ");
    flags(&["--metrics", "192.0.2.1:80"], "metrics: ");
    flags(&["--outbox", "/dev/null/outbox"], "outbox: ");
    flags(&["--database", "mysql://root:secret@localhost/help"], "database: write an address that starts with");
    flags(&["--database", "sqlite:/nowhere/server.db"], "database: ");
    flags(&["--accounts-database", "sqlite:/nowhere/accounts.db"], "accounts-database: ");
    refuses(|command| command.env("LOGIN_HELP_CONNECTIONS", "many"), "--connections");
}

#[test]
fn a_file_a_variable_and_a_flag_each_set_an_option_and_the_flag_counts_first() {
    let room = room("config");
    let config = |text: &str| {
        let file = room.join("server.toml");
        fs::write(&file, text).unwrap();
        file
    };
    let sample = fs::read_to_string(SAMPLE).unwrap();
    let states = sample.split_once("[accounts]").unwrap().0;
    let all = format!(
        "listen = '127.0.0.1:0'\npage = '{PAGE}'\norigin = ['https://a.example', 'https://b.example']\nper-minute = 2\n\
         behind-proxy = true\ndatabase = 'sqlite:{0}/server.db'\noutbox = '{0}/outbox'\n\
         query = \"SELECT $1 AS email, 'banned' AS state\"\n{states}",
        room.display()
    );
    let mut command = Command::new(PROGRAM);
    command.args(["serve", "--config"]).arg(config(&all)).env("LOGIN_HELP_ORIGIN", "https://c.example");
    let program = Program::started(command);
    let ask = |origin: &str, caller: &str| {
        let headers = format!("content-type: application/json\r\norigin: {origin}\r\nx-forwarded-for: {caller}\r\n");
        program.caller().send("POST", "/account-status", &headers, &question("anybody@example.org"))
    };
    let answer = ask("https://c.example", "203.0.113.9");
    assert_eq!(answer.header("access-control-allow-origin"), Some("https://c.example"), "a variable before the file");
    assert_eq!(ask("https://a.example", "203.0.113.9").header("access-control-allow-origin"), None);
    let third = [ask("", "203.0.113.9"), ask("", "203.0.113.10")].map(|answer| answer.status);
    assert_eq!(third, [429, 202], "two a minute, behind a proxy");
    until("the query of the file finds everybody", || fs::read_dir(room.join("outbox")).unwrap().count() > 0);
    drop(program);

    let wrong = |text: &str, said| {
        let file = config(text);
        refuses(|command| command.env_remove("LOGIN_HELP_ACCOUNTS").arg("--config").arg(file), said);
    };
    wrong("per-minut = 2", "config: there is no key 'per-minut'");
    wrong("per-minute = 2.5", "config: 'per-minute' must be");
    wrong("per-minute = 'often'", "--per-minute");
    wrong("per-minute = ", "config: ");
    wrong("query = 'SELECT 1'", "missing field");
    wrong("", "accounts: say where they are");
    wrong(states, "query: write either");
    wrong(&format!("query = 'SELECT nothing'\n{states}"), "query: it was tried");
    wrong(&format!("query = 'SELECT $1 AS email'\n{states}"), "state");
}

#[test]
fn a_database_that_is_away_at_the_start_is_named_by_its_key_and_without_its_password() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let away = format!("postgres://help:secret@{nobody}/help");
    for key in ["database", "accounts-database"] {
        let said = format!("{key}: the database can't be opened: ");
        refuses(|command| command.args([&format!("--{key}"), &away]), &said);
    }
    let no_database = postgres::address("postgres", "never_made");
    refuses(|command| command.args(["--database", &no_database]), "database: the database can't be opened: ");
}

#[test]
fn the_program_prints_an_openapi_description_with_every_route_and_answer() {
    let output = Command::new(PROGRAM).arg("openapi").output().unwrap();
    let api: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(api["openapi"].as_str().unwrap().starts_with("3.1."), "{}", api["openapi"]);
    let mut routes = Vec::new();
    for (path, methods) in api["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let takes_body = operation["requestBody"]["content"]["application/json"].is_object();
            assert_eq!(takes_body, method == "post", "{path}");
            let answers = operation["responses"].as_object().unwrap();
            routes.push(format!("{method} {path}: {}", answers.keys().cloned().collect::<Vec<_>>().join(" ")));
            for (status, answer) in answers {
                assert!(!answer["description"].as_str().unwrap().is_empty(), "{path} {status}");
                let kind = if status.starts_with('2') { "application/json" } else { "application/problem+json" };
                assert!(status == "204" || !answer["content"][kind]["example"].is_null(), "{path} {status}");
            }
        }
    }
    assert_eq!(
        routes,
        [
            "post /account-status: 200 202 400 401 405 408 413 415 422 429 503",
            "post /feedback: 204 400 405 408 413 415 422 429 503",
            "get /health: 200 405 503",
            "get /health/live: 200 405",
            "get /service-status: 200 404 405 502 504",
        ]
    );
    let either = api["components"]["schemas"]["Question"]["anyOf"].as_array().unwrap();
    let required = either.iter().map(|question| &question["required"]).collect::<Vec<_>>();
    assert_eq!(required, [&json!(["article", "email"]), &json!(["article", "token"])]);
    let wait = &api["paths"]["/feedback"]["post"]["responses"]["429"]["headers"]["Retry-After"];
    assert_eq!(wait["schema"]["type"], "integer");
}
