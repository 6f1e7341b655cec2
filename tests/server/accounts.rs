//! Accounts: the sample file, and a site owner's own table by their own query.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use login_help::server::accounts::{Config, NotLoaded};

use crate::{
    KNOWN,
    common::{
        postgres,
        site::{PAGE, SAMPLE, Site, querying, room, states},
    },
};

#[test]
fn there_is_a_sample_account_for_every_state_of_an_account_that_the_article_knows() {
    let read = |path: &str| fs::read_to_string(path).unwrap().parse::<toml::Table>().unwrap();
    let flow = read("public/articles/sendgrid-login/flow.toml");
    let account = flow["facts"].as_table().unwrap().iter().filter(|(name, _)| *name == "account");
    let known = account.flat_map(|(fact, of)| {
        of["values"].as_array().unwrap().iter().map(move |value| format!("{fact}={}", value.as_str().unwrap()))
    });
    let sample = read(SAMPLE);
    let used = sample["accounts"].as_table().unwrap().values().map(|state| &sample["states"][state.as_str().unwrap()]);
    let told = used.flat_map(|state| {
        state["facts"].as_table().unwrap().iter().map(|(fact, value)| format!("{fact}={}", value.as_str().unwrap()))
    });
    assert_eq!(known.collect::<BTreeSet<_>>(), told.collect());
}

#[test]
fn a_file_of_accounts_that_can_not_be_right_is_refused_without_its_addresses() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("accounts.toml");
    let sample = fs::read_to_string(SAMPLE).unwrap();
    let load = |text: &str| {
        fs::write(&file, text).unwrap();
        Config::load(&file).unwrap_err()
    };
    let error = load(&format!("{sample}\n\"odd@example.org\" = \"odd\""));
    assert!(matches!(error, NotLoaded::NoState(_)) && !error.to_string().contains('@'), "{error}");
    let error = load(&format!("{sample}\n\"odd@@example.org\" = \"fine\""));
    assert!(matches!(error, NotLoaded::BadAddress { .. }) && !error.to_string().contains("odd"), "{error}");
    let error = load(&format!("{sample}\n\"odd..one@example.org\" = \"fine\""));
    assert!(matches!(error, NotLoaded::NoMail { .. }) && !error.to_string().contains("odd"), "{error}");
    let error = load(&format!("{sample}\n\"Fine@EXAMPLE.org\" = \"frozen\""));
    assert!(matches!(error, NotLoaded::Twice(_)) && !error.to_string().contains('@'), "{error}");
    assert!(matches!(load("accounts = 1"), NotLoaded::Malformed { .. }));
    assert!(matches!(Config::load(Path::new("nowhere")), Err(NotLoaded::Unreadable { .. })));
}

/// To whom a site with these accounts writes after it was asked about all of these addresses, and about what.
fn letters(name: &str, accounts: &str, url: String, asked: &[&str]) -> Vec<(String, String)> {
    let accounts = Config::parse(accounts).unwrap();
    let set = |settings: &mut login_help::server::Settings| {
        settings.accounts = accounts;
        settings.accounts_database = Some(url);
    };
    let site = Site::with(name, set, |server| server);
    asked.iter().for_each(|email| assert_eq!(site.caller().ask(email).status, 202));
    let (log, mails) = site.end();
    assert!(!log.contains("ERROR"), "{log}");
    let field = |mail: &str, name: &str| mail.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
    let mut letters = mails.iter().map(|mail| (field(mail, "To: "), field(mail, "Subject: "))).collect::<Vec<_>>();
    letters.sort();
    letters
}

/// The query that the page of the status APIs gives for a schema.
fn documented(schema: &str) -> String {
    let page = fs::read_to_string("public/status-apis.md").unwrap();
    let block = page.split_once(&format!("**{schema}**")).unwrap().1.split_once("```toml\n").unwrap().1;
    format!("{}{}", block.split_once("```").unwrap().0, states())
}

#[test]
fn the_documented_queries_find_accounts_in_the_schemas_that_they_are_for() {
    for schema in ["plain", "Django", "Devise", "Keycloak"] {
        let name = schema.to_lowercase();
        let url = postgres::database(&format!("{name}-schema"));
        let tables = fs::read_to_string(format!("tests/fixtures/server/{name}.sql")).unwrap();
        postgres::sql(&format!("{name}-schema"), &tables);
        let asked = ["FINE@example.org", "off@example.org", "new@example.org", "nobody@example.org"];
        let found = letters(&format!("{name}-query"), &documented(schema), url, &asked);
        let off = if schema == "Devise" { "Your account is frozen" } else { "Your account is banned" };
        let mut expected = vec![("fine@example.org", "Your account is in order"), ("off@example.org", off)];
        if schema != "Django" {
            expected.insert(1, ("new@example.org", "Please confirm your address"));
        }
        let expected = expected.into_iter().map(|(to, about)| (to.to_owned(), about.to_owned()));
        assert_eq!(found, expected.collect::<Vec<_>>(), "{schema}");
    }
}

#[test]
fn accounts_can_be_in_a_file_of_sqlite_that_is_not_written_to() {
    let file = room("accounts-file").join("site.db");
    let url = format!("sqlite:{}", file.display());
    let fill = "CREATE TABLE users (email TEXT, status TEXT); INSERT INTO users VALUES ('Kim@Example.org', 'frozen')";
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        sqlx::any::install_default_drivers();
        let pool = sqlx::AnyPool::connect(&format!("{url}?mode=rwc")).await.unwrap();
        sqlx::raw_sql(fill).execute(&pool).await.unwrap();
        pool.close().await;
    });
    let before = fs::read(&file).unwrap();
    let found = letters("sqlite-query", &documented("plain"), url, &["kim@example.org", "tim@example.org"]);
    assert_eq!(found, [("Kim@Example.org".to_owned(), "Your account is frozen".to_owned())]);
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_user_who_may_only_read_one_table_is_enough_and_a_query_that_writes_is_refused_at_the_start() {
    let name = "reader-accounts";
    postgres::database(name);
    let tables = "CREATE TABLE users (email TEXT, status TEXT);
        INSERT INTO users VALUES ('kim@example.org', 'frozen');
        CREATE ROLE reader LOGIN; GRANT SELECT ON users TO reader";
    postgres::sql(name, tables);
    let url = postgres::address("reader", name);
    let found = letters("reader", &documented("plain"), url, &["kim@example.org"]);
    assert_eq!(found.len(), 1);
    let accounts = room("writer").join("accounts.toml");
    fs::write(
        &accounts,
        querying("UPDATE users SET status = 'fine' WHERE email <> $1 RETURNING email, status AS state"),
    )
    .unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_login-help-server"))
        .args(["serve", "--listen", "127.0.0.1:0", "--page", PAGE, "--accounts"])
        .arg(accounts)
        .args(["--accounts-database", &postgres::address("postgres", name)])
        .args(["--database", &format!("sqlite:{}", room("writer-database").join("server.db").display())])
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && error.contains("query: ") && error.contains("read-only"), "{error}");
}

#[test]
fn a_query_that_compares_by_a_looser_rule_has_nobody_elses_mail_sent() {
    let url = postgres::database("looser-accounts");
    let loose = querying("SELECT 'kim@example.org' AS email, 'frozen' AS state WHERE $1 <> ''");
    let asked = ["kim@example.org", "KIM@EXAMPLE.ORG", "tim@example.org", "\u{212a}im@example.org"];
    let found = letters("looser", &loose, url, &asked);
    assert_eq!(found, [("kim@example.org".to_owned(), "Your account is frozen".to_owned())]);
}

#[test]
fn an_account_that_changes_its_state_is_told_of_as_it_is_when_the_link_is_opened() {
    let name = "changes-accounts";
    let url = postgres::database(name);
    postgres::sql(
        name,
        "CREATE TABLE users (email TEXT, status TEXT); INSERT INTO users VALUES ('terminated@example.org', 'frozen')",
    );
    let set = |settings: &mut login_help::server::Settings| {
        settings.accounts = Config::parse(&documented("plain")).unwrap();
        settings.accounts_database = Some(url);
    };
    let site = Site::with("changes", set, |server| server);
    let token = site.token(KNOWN);
    postgres::sql(name, "UPDATE users SET status = 'banned'");
    let answer = site.caller().post("/account-status", &crate::alone(&token));
    assert_eq!(answer.body, r#"{"facts":{"account":"banned"}}"#);
}
