//! Mail: to whom it goes, what is in it, and how it gets to a relay.

use std::{
    collections::{BTreeSet, HashMap},
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    num::NonZeroU32,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use icu_normalizer::ComposingNormalizer;
use lettre::message::Mailbox;
use login_help::{
    email::Address,
    server::{FEW, Post, Settings, accounts::key, limits::Limit},
};
use rustls::{ServerConfig, ServerConnection, StreamOwned, pki_types::pem::PemObject};

use crate::{
    KNOWN, UNKNOWN, alone,
    common::{
        program::Program,
        site::{PAGE, SAMPLE, Site, accounts, room, settings},
    },
    known, on_both, until,
};

#[test]
fn mail_goes_to_addresses_that_have_an_account_and_has_one_link() {
    let site = Site::start("mail");
    for email in [KNOWN, UNKNOWN, "Banned@Example.org"] {
        site.caller().ask(email);
    }
    let (_, mut mails) = site.end();
    mails.sort_by_key(|mail| mail.contains(KNOWN));
    let [banned, terminated] = mails.as_slice() else { panic!("{mails:#?}") };
    for part in [&format!("To: {KNOWN}\r\n"), "Subject: Your account is terminated\r\n", "Contact Support soon"] {
        assert!(terminated.contains(part), "{terminated}");
    }
    assert!(terminated.contains("text/plain") && terminated.contains("within 30\r\nminutes"), "{terminated}");
    assert_eq!(terminated.matches("https://").count(), 1, "{terminated}");
    let token = terminated.split_once(&format!("\r\n{PAGE}#token=")).unwrap().1.lines().next().unwrap();
    assert_eq!(token.len(), 43, "256 bits in base64");
    for part in ["To: banned@example.org\r\n", "Subject: Your account is banned"] {
        assert!(banned.contains(part), "mail goes to the address that is stored: {banned}");
    }
}

/// What a letter may be taken for: its small and capital letters, and its compatible and wide forms, in small letters;
/// those with something of ASCII in them that is not itself in another spelling.
fn looks(letter: char) -> BTreeSet<String> {
    let text = letter.to_string();
    let (nfc, nfkc) = (ComposingNormalizer::new_nfc(), ComposingNormalizer::new_nfkc());
    let looks = [text.to_lowercase(), text.to_uppercase(), nfkc.normalize(&text).into(), nfc.normalize(&text).into()];
    let looks = looks.into_iter().map(|look| nfc.normalize(&look.to_lowercase()).into_owned());
    looks.filter(|look| look.contains(|is: char| is.is_ascii_alphanumeric() || is == '@' || is == '.')).collect()
}

#[test]
fn whatever_an_address_looks_like_mail_goes_to_the_stored_one_alone() {
    let letters = ('\u{80}'..=char::MAX).map(|letter| (letter, looks(letter))).filter(|(_, looks)| !looks.is_empty());
    let letters = letters.collect::<Vec<_>>();
    assert!(letters.len() > 1000, "{}", letters.len());
    let can_be_stored = |address: &str| Address::parse(address).is_ok() && address.parse::<Mailbox>().is_ok();
    let stored_for = |around: fn(&str) -> String| {
        let looks = letters.iter().flat_map(|(_, looks)| looks).map(|look| around(look));
        let looks = looks.filter(|address| can_be_stored(address));
        looks.map(|address| (key(&Address::parse(&address).unwrap()), address)).collect::<HashMap<_, _>>()
    };
    let names = stored_for(|look| format!("x{look}y@example.org"));
    let domains = stored_for(|look| format!("kim@x{look}y.example"));
    assert!(names.len() > 200 && domains.len() > 50, "{} and {}", names.len(), domains.len());
    let stored = names.values().chain(domains.values()).map(String::as_str).collect::<BTreeSet<_>>();

    let accounts = accounts(stored.iter().copied());
    let site = Site::with("looks", |settings| settings.accounts = accounts, |server| server);
    let mut caller = site.caller();
    for (letter, _) in &letters {
        for asked in
            [format!("x{letter}y@example.org"), format!("kim@x{letter}y.example"), format!("kim{letter}x.example")]
        {
            let status = caller.ask(&asked).status;
            assert!(status == 202 || (status == 422 && Address::parse(&asked).is_err()), "{asked}: {status}");
        }
    }
    let (log, mails) = site.end();
    assert!(!log.contains("WARN") && !log.contains("ERROR"), "{log}");
    let to = |mail: &String| mail.lines().find_map(|line| line.strip_prefix("To: ")).unwrap().to_owned();
    let written_to = mails.iter().map(to).collect::<BTreeSet<_>>();
    // UTS 46 makes one domain of these, as every mail server and browser does.
    for same in ["kim@xky.example", "kim@xay.example", "kim@x1y.example", "kim@xsy.example"] {
        assert!(written_to.contains(same), "{same}: {written_to:?}");
    }
    for address in written_to {
        assert!(stored.contains(address.as_str()) && address.starts_with("kim@"), "{address}");
    }
}

#[test]
fn an_address_is_known_in_either_unicode_form_and_in_ascii_letters_of_either_case() {
    let accounts = accounts(["Zoe\u{301}@b\u{fc}cher.example"]);
    let site = Site::with("forms", |settings| settings.accounts = accounts, |server| server);
    for stranger in ["ZOE\u{301}@b\u{fc}cher.example", "zo\u{c9}@b\u{fc}cher.example", "zoe@b\u{fc}cher.example"] {
        site.caller().ask(stranger);
    }
    let known = ["zo\u{e9}@xn--bcher-kva.example", "ZOe\u{301}@BU\u{308}CHER.EXAMPLE", "Zo\u{e9}@b\u{fc}cher.example"];
    for (before, known) in known.into_iter().enumerate() {
        assert_eq!(site.mails().len(), before, "{known}");
        site.caller().ask(known);
        until(known, || site.mails().len() > before);
    }
    assert_eq!(site.end().1.len(), known.len());
}

#[test]
fn the_link_can_be_copied_out_of_every_sample_mail_as_it_stands() {
    let site = Site::start("copied");
    let sample = fs::read_to_string(SAMPLE).unwrap().parse::<toml::Table>().unwrap();
    let addresses = sample["accounts"].as_table().unwrap().keys().collect::<Vec<_>>();
    addresses.iter().for_each(|email| drop(site.caller().ask(email)));
    let (_, mails) = site.end();
    assert_eq!(mails.len(), addresses.len());
    for mail in mails {
        assert!(mail.contains("Content-Transfer-Encoding: 7bit"), "{mail}");
    }
}

/// A relay: which answer it gives, in which connection, to a line of mail; an empty answer is the usual one.
fn relay(answer: impl Fn(usize, &str) -> &'static str + Send + Sync + 'static) -> (Post, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let post = Post::relay(&format!("smtp://{}", listener.local_addr().unwrap())).unwrap();
    (post, relay_at(listener, None, answer))
}

fn relay_at(
    listener: TcpListener,
    tls: Option<Arc<ServerConfig>>,
    answer: impl Fn(usize, &str) -> &'static str + Send + Sync + 'static,
) -> Arc<Mutex<Vec<String>>> {
    let said = Arc::new(Mutex::new(Vec::new()));
    let (answer, all) = (Arc::new(answer), said.clone());
    thread::spawn(move || {
        for (connection, stream) in listener.incoming().enumerate() {
            let (answer, said, tls) = (answer.clone(), all.clone(), tls.clone());
            said.lock().unwrap().push(String::new());
            thread::spawn(move || {
                let answer = |line: &str| answer(connection, line);
                let say = |line: &str| said.lock().unwrap()[connection].push_str(line);
                match tls {
                    None => converse(stream.unwrap(), &answer, &say),
                    Some(tls) => {
                        let tls = ServerConnection::new(tls).unwrap();
                        converse(StreamOwned::new(tls, stream.unwrap()), &answer, &say);
                    }
                }
            });
        }
    });
    said
}

fn converse(stream: impl Read + Write, answer: &dyn Fn(&str) -> &'static str, say: &dyn Fn(&str)) {
    let mut stream = BufReader::new(stream);
    let (mut line, mut in_text) = (String::new(), false);
    let mut answered = stream.get_mut().write_all(b"220 relay\r\n");
    while answered.is_ok() && stream.read_line(&mut line).is_ok_and(|length| length > 0) {
        say(&line);
        in_text &= line != ".\r\n";
        let reply = match answer(&line) {
            _ if in_text => "",
            "" if line == "DATA\r\n" => "354 go on\r\n",
            "" if line.starts_with("EHLO") => "250-relay\r\n250 AUTH PLAIN\r\n",
            "" if line.starts_with("AUTH") => "235 welcome\r\n",
            "" => "250 good\r\n",
            reply => reply,
        };
        in_text |= line == "DATA\r\n";
        line.clear();
        answered = stream.get_mut().write_all(reply.as_bytes());
    }
}

/// A site that sends its mail to a relay.
fn with_relay(name: &str, post: Post, set: impl FnOnce(&mut Settings)) -> Site {
    let site = Site::with(
        name,
        |settings| {
            settings.mailing.post = post;
            set(settings);
        },
        |server| server,
    );
    fs::create_dir(site.room.join("outbox")).unwrap();
    site
}

#[test]
fn mail_can_be_sent_to_a_relay_whose_refusals_are_logged_without_the_address() {
    for refuses in [false, true] {
        let (post, said) = relay(move |_, line| match line.get(..4) {
            Some("RCPT") if refuses => "550 5.1.1 <terminated@example.org>: no such user\r\n",
            _ => "",
        });
        let site = with_relay("relay", post, |_| {});
        assert_eq!(site.caller().ask(KNOWN).status, 202);
        let (log, mails) = site.end();
        let said = said.lock().unwrap().concat();
        assert!(said.contains("RCPT TO:<terminated@example.org>"), "{said}");
        assert_eq!(said.contains(&format!("{PAGE}#token=")), !refuses, "{said}");
        assert_eq!(log.contains("the relay answers 550"), refuses, "{log}");
        assert!(!log.contains('@') && mails.is_empty(), "{log}");
    }
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let site = with_relay("no-relay", Post::relay(&format!("smtp://127.0.0.1:{nobody}")).unwrap(), |_| {});
    site.caller().ask(KNOWN);
    let (log, _) = site.end();
    assert!(log.contains("the relay can't be reached"), "{log}");
}

#[test]
fn letters_are_sent_some_at_once_so_that_a_slow_relay_keeps_nobody_waiting() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (count, highest) = (now.clone(), most.clone());
    let (post, said) = relay(move |_, line| {
        if line.starts_with("RCPT") {
            highest.fetch_max(count.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(500));
            count.fetch_sub(1, Ordering::SeqCst);
        }
        ""
    });
    let addresses = (0..24).map(known).collect::<Vec<_>>();
    let accounts = accounts(addresses.iter().map(String::as_str));
    let site = with_relay("slow-relay", post, |settings| settings.accounts = accounts);
    let started = Instant::now();
    addresses.iter().for_each(|address| assert_eq!(site.caller().ask(address).status, 202));
    until("all are sent", || said.lock().unwrap().concat().matches("#token=").count() == 24);
    assert!(started.elapsed() < Duration::from_secs(6), "one by one they take twelve: {:?}", started.elapsed());
    assert_eq!(most.load(Ordering::SeqCst), 8);
}

/// A certificate for this machine, made by nobody but itself, and its key.
fn certificate(room: &Path) -> (Vec<u8>, Vec<u8>) {
    let (certificate, key) = (room.join("certificate.pem"), room.join("key.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .stderr(Stdio::null())
        .status();
    assert!(made.unwrap().success());
    (fs::read(certificate).unwrap(), fs::read(key).unwrap())
}

#[test]
fn mail_goes_over_tls_with_a_login_to_a_relay_whose_certificate_is_trusted_and_to_no_other() {
    let folder = room("tls");
    let (certificate, key) = certificate(&folder);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let tls = tls.with_no_client_auth().with_single_cert(
        vec![PemObject::from_pem_slice(&certificate).unwrap()],
        PemObject::from_pem_slice(&key).unwrap(),
    );
    let tls = Arc::new(tls.unwrap());
    for is_trusted in [true, false] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let said = relay_at(listener, Some(tls.clone()), |_, _| "");
        let mut program = Program::serving(&folder.join(is_trusted.to_string()), |command| {
            command.env("LOGIN_HELP_SMTP", format!("smtps://robot:open%20sesame@localhost:{port}"));
            if is_trusted {
                command.env("SSL_CERT_FILE", folder.join("certificate.pem"));
            }
            command
        });
        assert_eq!(program.caller().ask(KNOWN).status, 202);
        if is_trusted {
            until("it is sent", || said.lock().unwrap().concat().contains("\r\n.\r\n"));
        } else {
            program.until_log("has no certificate that is trusted");
        }
        let said = said.lock().unwrap().concat();
        // PLAIN is the name and the password in base64, which TLS hides (RFC 4616).
        assert_eq!(said.contains("AUTH PLAIN AHJvYm90AG9wZW4gc2VzYW1l\r\n"), is_trusted, "{said}");
        assert_eq!(said.contains("#token="), is_trusted, "{said}");
        let log = program.end();
        assert!(!log.contains("sesame") && !log.contains('@'), "{log}");
    }
}

#[test]
fn a_password_is_never_sent_without_tls() {
    assert!(Post::relay("smtp://robot:secret@mail.example.org").is_err());
    assert!(Post::relay("smtp://robot:secret@mail.example.org?tls=opportunistic").is_err());
    assert!(Post::relay("mail.example.org:25").is_err());
    for good in ["smtps://robot:secret@mail.example.org", "smtp://robot:secret@mail.example.org?tls=required"] {
        assert!(Post::relay(good).is_ok(), "{good}");
    }
}

#[test]
fn the_answer_does_not_wait_for_a_relay_that_never_answers() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let post = Post::relay(&format!("smtp://{}", silent.local_addr().unwrap())).unwrap();
    let site = with_relay("silent", post, |_| {});
    for _ in 0..5 {
        let started = Instant::now();
        assert_eq!(site.caller().ask(KNOWN).status, 202);
        assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
        thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn what_can_not_be_sent_before_the_end_is_sent_after_the_next_start() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let site = with_relay("later", Post::relay(&format!("smtp://127.0.0.1:{nobody}")).unwrap(), |_| {});
    site.caller().ask(KNOWN);
    let folder = site.room.clone();
    let (log, mails) = site.end();
    assert!(log.contains("a letter was not sent") && mails.is_empty(), "{log}");
    let site = Site::of(folder.clone(), settings(&folder), |server| server);
    until("it is sent", || site.mails().len() == 1);
    let token = site.mails()[0].split_once("#token=").unwrap().1.lines().next().unwrap().to_owned();
    assert_eq!(site.caller().post("/account-status", &alone(&token)).status, 200);
}

#[test]
fn all_who_asked_get_their_mail_however_many_they_are() {
    let addresses = (0..1500).map(known).collect::<Vec<_>>();
    let accounts = accounts(addresses.iter().map(String::as_str));
    let site = Site::with("end", |settings| settings.accounts = accounts, |server| server);
    let mut caller = site.caller();
    addresses.iter().for_each(|address| assert_eq!(caller.ask(address).status, 202));
    until("all are written", || site.mails().len() == addresses.len());
}

#[test]
fn a_letter_that_failed_is_tried_again_with_a_link_that_works_and_nobody_gets_another_meanwhile() {
    let (post, said) = relay(|connection, line| match line {
        ".\r\n" if connection == 0 => "451 4.3.0 try again later\r\n",
        _ => "",
    });
    let site = with_relay("again", post, |_| {});
    let started = Instant::now();
    while said.lock().unwrap().concat().matches("#token=").count() < 2 {
        site.caller().ask(KNOWN);
        thread::sleep(Duration::from_millis(20));
        assert!(started.elapsed() < Duration::from_secs(20));
    }
    assert!(started.elapsed() > Duration::from_millis(1900), "after a pause: {:?}", started.elapsed());
    let said = said.lock().unwrap().clone();
    let message_id = |said: &str| said.lines().find(|line| line.starts_with("Message-ID: ")).unwrap().to_owned();
    assert_eq!(message_id(&said[0]), message_id(&said[1]), "it is the same letter");
    let token = said[1].split_once("#token=").unwrap().1.lines().next().unwrap();
    assert_eq!(site.caller().post("/account-status", &alone(token)).status, 200);
    let log = site.log();
    assert!(log.contains("the relay answers 451") && log.contains(r#""again_in":2"#), "{log}");
}

#[test]
fn an_address_gets_three_mails_and_then_one_an_hour_and_no_answer_tells_of_it() {
    for (database, site) in on_both("few", |settings| settings.mailing.limit = FEW) {
        let first = site.caller().ask(KNOWN);
        for asked in 1..10 {
            until("it is looked up", || site.mails().len() == asked.min(3));
            assert_eq!(site.caller().ask(KNOWN), first, "{database}");
        }
        // However its owner, or somebody else, spells it.
        assert_eq!(site.caller().ask("TERMINATED@Example.Org"), first);
        site.token("frozen@example.org");
        let (log, mails) = site.end();
        assert_eq!(mails.len(), 4, "{database}: another address still gets its own");
        assert!(!log.contains('@'), "{log}");
    }
}

#[test]
fn the_limit_of_mail_counts_what_could_not_be_sent_and_runs_out() {
    let (post, said) = relay(|_, line| if line.starts_with("RCPT") { "550 no\r\n" } else { "" });
    let one = Limit { at_once: NonZeroU32::MIN, every: Duration::from_secs(2) };
    let site = with_relay("counts", post, |settings| settings.mailing.limit = one);
    let started = Instant::now();
    while started.elapsed() < Duration::from_millis(1500) {
        site.caller().ask(KNOWN);
        thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(said.lock().unwrap().len(), 1);
    thread::sleep(Duration::from_millis(600));
    site.caller().ask(KNOWN);
    until("another is tried", || said.lock().unwrap().len() == 2);
}
