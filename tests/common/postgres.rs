//! A PostgreSQL of the tests' own: Debian's, in a folder that goes when the tests end.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that can't go on has failed")]

use std::{
    fs,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::LazyLock,
    thread,
    time::{Duration, Instant},
};

/// Makes a cluster in a folder and runs it until its input ends, however that comes about; then nothing is left.
const RUN: &str = r#"
set -e
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder"
as=""
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as="setpriv --reuid=postgres --regid=postgres --clear-groups"
fi
cd "$folder"
$as "$bin/initdb" --pgdata="$folder/data" --auth=trust --username=postgres --encoding=UTF8 --no-sync >"$folder/initdb.log" 2>&1
$as "$bin/postgres" -D "$folder/data" -k "" -h 127.0.0.1 -p "$port" -c fsync=off -c max_connections=300 2>"$folder/log" &
postgres=$!
cat >/dev/null || true
kill -INT $postgres
wait $postgres || true
"#;

/// The one that all tests share. It ends when its input does, which is when this process does.
pub struct Postgres {
    _shell: Child,
    port: u16,
}

static SHARED: LazyLock<Postgres> = LazyLock::new(Postgres::start);

/// Where its programs are: Debian has a folder for each version.
fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").expect("Debian's package postgresql: ./dev setup installs it");
    versions.map(|version| version.unwrap().path().join("bin")).max().unwrap()
}

impl Postgres {
    fn start() -> Self {
        // It is free now, and nothing else here asks for a port by its number.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        // Not in the build's folder, which the user of PostgreSQL may not be able to enter.
        let folder = std::env::temp_dir().join(format!("login-help-postgres-{port}"));
        let shell = Command::new("sh")
            .args(["-c", RUN])
            .env("bin", programs())
            .env("folder", &folder)
            .env("port", port.to_string())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let postgres = Self { _shell: shell, port };
        let started = Instant::now();
        while !postgres.run("postgres", "SELECT 1") {
            assert!(started.elapsed() < Duration::from_secs(60), "{:?}", fs::read_to_string(folder.join("log")));
            thread::sleep(Duration::from_millis(100));
        }
        postgres
    }

    fn run(&self, database: &str, sql: &str) -> bool {
        let psql = Command::new(programs().join("psql"))
            .args(["--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-c", sql])
            .args(["-d", &format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        psql.unwrap().success()
    }
}

/// Where it listens.
pub fn port() -> u16 {
    SHARED.port
}

/// The address of a new database.
pub fn database(name: &str) -> String {
    let name = name.replace('-', "_");
    sql("postgres", &format!("CREATE DATABASE {name}"));
    address("postgres", &name)
}

pub fn address(user: &str, database: &str) -> String {
    format!("postgres://{user}@127.0.0.1:{}/{}", port(), database.replace('-', "_"))
}

/// Runs SQL in a database.
pub fn sql(database: &str, sql: &str) {
    assert!(SHARED.run(&database.replace('-', "_"), sql), "{sql}");
}
