//! Feedback: what is kept of it, and the report that an author reads.

use std::{process::Command, thread};

use crate::{
    common::{
        postgres,
        program::Program,
        site::{Site, room},
    },
    on_both,
};

/// What the program reports of this database.
fn report(database: &str, flags: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_login-help-server"))
        .args(["report", "--database", database])
        .args(flags)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn database(kind: &str, name: &str, site: &Site) -> String {
    match kind {
        "SQLite" => format!("sqlite:{}", site.room.join("server.db").display()),
        _ => postgres::address("postgres", name),
    }
}

const TITLES: &str = "Article,Section,Helped,Did not,Rating,Latest comments\n";

#[test]
fn feedback_is_kept_whole_and_the_same_id_counts_once() {
    for (kind, site) in on_both("feedback", |_| {}) {
        let whole =
            r#"{"article":"sendgrid-login","section":"frozen","helpful":true,"rating":5,"comment":"a\nb","id":"1"}"#;
        let answer = site.caller().post("/feedback", whole);
        assert_eq!((answer.status, answer.body.as_str()), (204, ""));
        assert_eq!(site.caller().post("/feedback", &whole.replace("true", "false")), answer);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let again = r#"{"article":"a\u0000","helpful":false,"rating":2.0,"id":"2\u0000"}"#;
                    assert_eq!(site.caller().post("/feedback", again).status, 204);
                });
            }
        });
        let expected = "a\u{fffd},,0,1,2.0,\nsendgrid-login,frozen,1,0,5.0,\"a\nb\"\n";
        assert_eq!(report(&database(kind, "feedback", &site), &["--csv"]), format!("{TITLES}{expected}"), "{kind}");
    }
}

#[test]
fn the_report_has_what_helps_least_first_and_the_latest_comments_of_each_section() {
    for (kind, site) in on_both("report", |_| {}) {
        let mut caller = site.caller();
        let mut say = |id: usize, section: &str, helpful: bool, comment: &str| {
            let body = serde_json::json!({
                "article": "login", "section": section, "helpful": helpful, "comment": comment, "id": id.to_string(),
            });
            assert_eq!(caller.post("/feedback", &body.to_string()).status, 204);
            // So that no two are said in the same millisecond.
            thread::sleep(std::time::Duration::from_millis(2));
        };
        for id in 0..5 {
            say(id, "reset", id == 0, &format!("comment {id}"));
        }
        say(5, "frozen", true, "=HYPERLINK(\"https://example.org\")");
        say(6, "frozen", false, "\u{1b}[2Jgone");
        let database = database(kind, "report", &site);
        let csv = report(&database, &["--csv"]);
        let mut lines = csv.split('\n');
        assert_eq!(lines.next(), TITLES.strip_suffix('\n'));
        assert_eq!(lines.next(), Some("login,reset,1,4,,\"comment 4"), "{kind}");
        assert_eq!(lines.by_ref().take(2).collect::<Vec<_>>(), ["comment 3", "comment 2\""]);
        assert!(csv.contains("login,frozen,1,1,,") && csv.contains("\n'=HYPERLINK"), "no formula: {csv}");
        assert!(report(&database, &["--csv", "--comments", "5"]).contains("comment 0"));
        let table = report(&database, &[]);
        assert!(table.contains("reset") && table.contains("comment 4") && !table.contains('\u{1b}'), "{table}");
        assert!(table.find("reset") < table.find("frozen"), "{table}");
    }
}

#[test]
fn feedback_can_be_read_while_the_server_runs_and_after_it() {
    let folder = room("read-feedback");
    let mut program = Program::serving(&folder, |command| command);
    let database = format!("sqlite:{}", folder.join("server.db").display());
    assert_eq!(report(&database, &["--csv"]), TITLES);
    assert_eq!(program.caller().post("/feedback", r#"{"article":"a","id":"1"}"#).status, 204);
    let lines = report(&database, &["--csv"]);
    assert_eq!(lines, format!("{TITLES}a,,0,0,,\n"));
    program.end();
    assert_eq!(report(&database, &["--csv"]), lines);
}
