//! What `./dev package` makes: a folder for any web server, and a package for npm.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::{browser::Browser, server::Site};

fn packages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/package")
}

/// The one folder in there.
fn folder() -> PathBuf {
    let folder = packages().join(format!("login-help-{}", env!("CARGO_PKG_VERSION")));
    assert!(folder.is_dir(), "{} is missing: run ./dev package", folder.display());
    folder
}

fn files() -> Vec<PathBuf> {
    fn all(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { all(&path) } else { vec![path] }).collect()
    }
    all(&folder())
}

#[tokio::test]
async fn two_versions_lie_side_by_side_on_one_host() {
    let page = "<login-help id=one loading=eager></login-help>
        <script type=module src=/v1/login-help.js></script><script type=module src=/v2/login-help.js></script>";
    let site = Site::new().mount("/v1/", &folder()).mount("/v2/", &folder()).page("/host.html", page);
    let (server, browser) = (site.serve(), Browser::start().await);
    for path in ["/v1/", "/v2/"] {
        assert_eq!(browser.open(&server.at(path)).await.is(), ("question", "symptom"));
        assert_eq!(browser.press("[data-answer=new]").await.is(), ("remedy", "confirm-email"));
    }
    assert_eq!(browser.open(&server.at("/host.html")).await.is(), ("question", "symptom"));
    let seen = browser.seen().await;
    assert!(seen.errors.is_empty() && seen.violations.is_empty(), "{seen:?}");
}

#[tokio::test]
async fn a_bundler_takes_the_package_and_the_element_finds_its_files_beside_the_bundle() {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e/bundle");
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(room.join("app")).unwrap();
    let archive = packages().join(format!("login-help-{}.tgz", env!("CARGO_PKG_VERSION")));
    run(Command::new("npm").args(["install", "--silent", "--no-audit", "--no-fund", "--offline"]).arg(archive), &room);
    fs::write(room.join("app.js"), "import 'login-help';\nwindow.bundled = true;\n").unwrap();
    let home = env::var_os("CARGO_HOME")
        .map_or_else(|| Path::new(&env::var_os("HOME").unwrap()).join(".cargo"), PathBuf::from);
    let esbuild = home.join("bin/esbuild");
    run(
        Command::new(esbuild).args(["app.js", "--bundle", "--format=esm", "--log-level=error", "--outfile=app/app.js"]),
        &room,
    );
    run(Command::new("cp").args(["-r", "node_modules/login-help/.", "app/"]), &room);
    let page = "<script type=module src=/app/app.js></script><login-help></login-help>";
    let site = Site::new().mount("/app/", &room.join("app")).page("/host.html", page);
    let (server, browser) = (site.serve(), Browser::start().await);
    assert_eq!(browser.open(&server.at("/host.html")).await.is(), ("question", "symptom"));
    assert!(browser.run::<bool>("return window.bundled;", &[]).await);
}

fn run(command: &mut Command, room: &Path) {
    let output = command.current_dir(room).output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_file_is_there_compressed_too_and_unpacks_to_itself() {
    let mut checked = 0;
    for file in files() {
        let name = file.to_str().unwrap();
        let Some(whole) = name.strip_suffix(".br") else { continue };
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*fs::read(&file).unwrap(), &mut unpacked).unwrap();
        assert!(unpacked == fs::read(whole).unwrap(), "{name}");
        assert!(Path::new(&format!("{whole}.gz")).is_file(), "{whole}.gz");
        checked += 1;
    }
    assert!(checked > 10, "{checked}");
}

#[test]
fn the_package_names_files_that_it_has() {
    let package: Value = serde_json::from_slice(&fs::read(folder().join("package.json")).unwrap()).unwrap();
    assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
    for path in [&package["exports"]["."]["default"], &package["exports"]["."]["types"], &package["customElements"]] {
        assert!(folder().join(path.as_str().unwrap()).is_file(), "{path}");
    }
    for file in ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "SIZES.txt", "_headers"] {
        assert!(folder().join(file).is_file(), "{file}");
    }
    assert!(!folder().join("examples").exists(), "frameworks are none of the package's");
}

#[test]
fn headers_keep_what_has_a_digest_in_its_name_for_ever_and_give_the_page_its_own_policy() {
    let headers = fs::read_to_string(folder().join("_headers")).unwrap();
    let of = |path: &str| {
        let (_, rest) = headers.split_once(&format!("\n{path}\n")).unwrap();
        rest.lines().take_while(|line| line.starts_with("  ")).collect::<Vec<_>>().join("\n")
    };
    assert!(of("/login-help-core.*").contains("immutable"));
    let page = fs::read_to_string(folder().join("index.html")).unwrap();
    let (_, policy) = page.split_once("http-equiv=\"Content-Security-Policy\" content=\"").unwrap();
    let policy = policy.split('"').next().unwrap();
    assert!(of("/index.html").contains(policy) && of("/").contains(policy), "{policy}");
}
