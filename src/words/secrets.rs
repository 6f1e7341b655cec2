//! Secrets in what people paste: passwords, keys and codes, which no summary may carry.
//!
//! What is a secret shows in how it begins (`SG.`, `Bearer`) or in what it is called (`password:`, `?token=`), and in what
//! it looks like: "password: incorrect" has none in it. A secret that is called nothing and begins like nothing known is
//! not found.

use alloc::string::String;

use crate::rules::lower;

/// What stands in place of secrets, in the words of the widget's language.
#[derive(Debug, Clone, Copy)]
pub struct Marks<'a> {
    /// In place of a password.
    pub password: &'a str,
    /// In place of a key or a token.
    pub key: &'a str,
    /// In place of a one-time code.
    pub code: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Password,
    Key,
    Code,
}

use Kind::{Code, Key, Password};

/// How keys of well-known services begin.
const BEGINNINGS: [&str; 16] = [
    "SG.",
    "SK",
    "eyJ",
    "sk-",
    "sk_",
    "rk_",
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "xox",
    "whsec_",
    "AKIA",
    "AIza",
    "key-",
];

/// So many letters a key has at least that begins like these.
const SHORTEST_KEY: usize = 20;

/// What comes before a key, with nothing between them but a space.
const SCHEMES: [&str; 6] = ["bearer ", "basic ", "token ", "auth plain ", "auth login ", "apikey "];

/// What secrets are called in the languages that the widget has words in, and how long they are at least. A space also
/// stands for `-` and `_`.
const LABELS: [(&str, Kind, usize); 36] = [
    ("password", Password, 1),
    ("passwort", Password, 1),
    ("kennwort", Password, 1),
    ("passphrase", Password, 1),
    ("passwd", Password, 1),
    ("pass", Password, 1),
    ("pwd", Password, 1),
    ("pw", Password, 1),
    ("contraseña", Password, 1),
    ("clave", Password, 1),
    ("mot de passe", Password, 1),
    ("senha", Password, 1),
    ("パスワード", Password, 1),
    ("كلمة المرور", Password, 1),
    ("كلمة السر", Password, 1),
    ("authorization", Key, 8),
    ("auth", Key, 8),
    ("secret", Key, 8),
    ("key", Key, 8),
    ("apikey", Key, 8),
    ("api schlüssel", Key, 8),
    ("token", Key, 8),
    ("signature", Key, 8),
    ("sig", Key, 8),
    ("session", Key, 8),
    ("sessionid", Key, 8),
    // Codes of errors are called so too, and are shorter.
    ("code", Code, 6),
    ("código", Code, 6),
    ("コード", Code, 6),
    ("رمز", Code, 6),
    ("bestätigungscode", Code, 4),
    ("passcode", Code, 4),
    ("otp", Code, 4),
    ("totp", Code, 4),
    ("2fa", Code, 4),
    ("pin", Code, 4),
];

/// What stands between the name of a secret and itself, in a sentence.
const VERBS: [&str; 12] =
    [" is ", " was ", " ist ", " lautet ", " es ", " era ", " est ", " é ", "は", " は ", " هي ", " هو "];

/// What is no secret where one would stand.
const STATES: [&str; 20] = [
    "incorrect",
    "invalid",
    "wrong",
    "required",
    "expired",
    "missing",
    "empty",
    "none",
    "null",
    "true",
    "false",
    "undefined",
    "falsch",
    "ungültig",
    "incorrecta",
    "inválida",
    "incorreta",
    "invalide",
    "expiré",
    "obligatoire",
];

/// A text with marks in place of the secrets in it; nothing where it has none.
pub fn redact(text: &str, marks: Marks) -> Option<String> {
    let mut kept = String::new();
    let (mut rest, mut before, mut is_link, mut is_changed) = (text, ' ', false, false);
    while let Some(letter) = rest.chars().next() {
        is_link = (is_link || rest.starts_with("://")) && !is_space(letter);
        let (shown, mark, length) = match secret(rest, before, is_link) {
            Some((kind, secret)) => {
                let mark = match kind {
                    Password => marks.password,
                    Key => marks.key,
                    Code => marks.code,
                };
                let start = secret.as_ptr() as usize - rest.as_ptr() as usize;
                is_changed = true;
                before = ' ';
                (start, mark, start + secret.len())
            }
            None => {
                before = letter;
                (letter.len_utf8(), "", letter.len_utf8())
            }
        };
        kept.push_str(rest.get(..shown).unwrap_or_default());
        kept.push_str(mark);
        rest = rest.get(length..).unwrap_or_default();
    }
    is_changed.then_some(kept)
}

/// The secret that a text begins with or names at its beginning.
fn secret(text: &str, before: char, is_link: bool) -> Option<(Kind, &str)> {
    let first = text.chars().next()?;
    if is_link && (before == '/' || before == '=') {
        return key(text).map(|key| (Key, key));
    }
    if let Some(host) = text.strip_prefix("://") {
        let end = host.find(|letter| letter == '/' || is_space(letter)).unwrap_or(host.len());
        let (_, password) = host.get(..end)?.rsplit_once('@')?.0.split_once(':')?;
        return looks_like(password, Password, 1).then_some((Password, password));
    }
    if before.is_ascii_alphanumeric() && !(before.is_ascii_lowercase() && first.is_ascii_uppercase()) {
        return None;
    }
    if let Some(sort) = text.strip_prefix("-----BEGIN ")
        && ["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "]
            .iter()
            .any(|is| sort.strip_prefix(is).is_some_and(|of| of.starts_with("PRIVATE KEY")))
    {
        return text.get(..text.find("-----END ").unwrap_or(text.len())).map(|key| (Key, key));
    }
    if BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))
        && let Some(key) = key(text)
    {
        return Some((Key, key));
    }
    let announced =
        SCHEMES.iter().find_map(|scheme| after(text, scheme).map(word).filter(|word| looks_like(word, Key, 8)));
    if let Some(key) = announced {
        return Some((Key, key));
    }
    let user = ["-u ", "--user "].iter().find_map(|option| word(after(text, option)?).split_once(':'));
    if let Some((_, password)) = user.filter(|(_, password)| looks_like(password, Password, 1)) {
        return Some((Password, password));
    }
    LABELS.iter().find_map(|(label, kind, least)| Some((*kind, named(after(text, label)?, *kind, *least, is_link)?)))
}

/// The key that a text begins with: long, and of letters and digits.
fn key(text: &str) -> Option<&str> {
    let is_end = |letter: char| !(letter.is_ascii_alphanumeric() || "._-~+".contains(letter));
    let key = text.get(..text.find(is_end).unwrap_or(text.len()))?;
    (key.len() >= SHORTEST_KEY && is_random(key)).then_some(key)
}

/// What a secret's name is followed by, if that is the secret.
fn named<'a>(after: &'a str, kind: Kind, least: usize, is_link: bool) -> Option<&'a str> {
    // The name ends here, or it is another word.
    let is_other = after.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    let plain = after.trim_start_matches(['"', '\'', '`', '\\', ']', ')', ' ']);
    let value = plain.trim_start_matches([':', '=', '>', '：']);
    let sign = plain.get(..plain.len() - value.len())?;
    let value = match VERBS.iter().find_map(|verb| self::after(after, verb)) {
        _ if is_other => return None,
        _ if !sign.is_empty() => value.trim_start_matches([' ', '\t']),
        Some(value) => value,
        None if kind == Code => after.strip_prefix(' ')?,
        None => return None,
    };
    let bare = value.trim_start_matches(['\\', '"', '\'', '`', '“', '„', '«']);
    if bare.len() < value.len() {
        let quoted = bare.get(..bare.find(['\\', '"', '\'', '`', '”', '“', '»', '\n'])?)?;
        return Some(quoted).filter(|quoted| looks_like(quoted, kind, least));
    }
    let word = word(value);
    let word = if is_link { word.split(['&', '#']).next()? } else { word };
    if kind == Code {
        return code(value, least).or(Some(word).filter(|word| is_link && looks_like(word, Key, 8)));
    }
    // "Password: please enter yours", "my password is wrong": ordinary words.
    let is_odd = word.contains(|letter: char| !letter.is_alphabetic() && !"-'’/,".contains(letter));
    let next = value.get(word.len()..)?.trim_start_matches([',', ';', '.', ')', ' ']);
    let is_told = match sign {
        "" => is_odd && word.len() > 4,
        ":" | "：" => is_odd || next.is_empty() || next.starts_with(['\n', '\r']),
        _ => true,
    };
    Some(word).filter(|word| is_told && looks_like(word, kind, least))
}

/// A one-time code at the beginning, as a whole or in two halves.
fn code(text: &str, least: usize) -> Option<&str> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    let halves = text.get(first..)?.strip_prefix([' ', '-']).map_or(0, digits);
    let length = if halves > 2 { first + 1 + halves } else { first };
    let is_end = !text.get(length..)?.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '-');
    ((least..=10).contains(&(first + halves)) && first > 2 && is_end).then(|| text.get(..length))?
}

/// Whether a value may be a secret: no state of one, no stars, no place where one is to stand.
fn looks_like(value: &str, kind: Kind, least: usize) -> bool {
    let first = value.chars().next().unwrap_or(' ');
    let is_hidden = value.chars().all(|letter| letter == first);
    let is_place = "<${[%*•".contains(first) || value.contains("env") && value.contains(['.', '(', '[']);
    let small = || value.chars().map(lower);
    let is_state = STATES.iter().any(|state| small().eq(state.chars()));
    value.len() >= least && !is_hidden && !is_place && !is_state && (kind != Key || is_random(value))
}

/// Whether there is a digit, or a capital after a small letter: hardly a word.
fn is_random(text: &str) -> bool {
    let turns = text.as_bytes().windows(2).any(|pair| matches!(pair, [b'a'..=b'z', b'A'..=b'Z']));
    turns || text.contains(|letter: char| letter.is_ascii_digit())
}

/// What stands before the next space, without the signs after it; letters of scripts without spaces are no part of it.
fn word(text: &str) -> &str {
    let is_end = |letter: char| is_space(letter) || letter >= '\u{3000}';
    let word = text.get(..text.find(is_end).unwrap_or(text.len())).unwrap_or_default();
    word.trim_end_matches([',', ';', '.', ')', '}', ']', '>', '"', '\'', '`'])
}

/// What comes after these words, if a text begins with them in any case.
fn after<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in words.chars() {
        let letter = rest.next()?;
        if lower(letter) != wanted && !(wanted == ' ' && "-_".contains(letter)) {
            return None;
        }
    }
    Some(rest.as_str())
}

fn is_space(letter: char) -> bool {
    letter.is_ascii_whitespace() || letter == '\u{a0}' || letter == '\u{3000}'
}
