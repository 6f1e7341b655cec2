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

/// How keys of well-known services begin. Each list here is one text in small letters, which is a fraction of the size of
/// a table. Of two entries that begin alike the longer comes first.
const BEGINNINGS: &str = "sg.|eyj|sk-|sk_|rk_|ghp_|gho_|ghs_|glpat-|xox|whsec_|akia|aiza|key-";

/// So many letters a key has at least that begins like these, or stands alone in a link.
const SHORTEST_KEY: usize = 20;

/// What secrets are called in the languages that the widget has words in, and how long they are at least. A space also
/// stands for `-` and `_`. Codes of errors are called "code" too, and are shorter.
const NAMES: [(Kind, usize, &str); 4] = [
    (
        Password,
        1,
        "password|passwort|kennwort|passwd|pass|pwd|pw|contraseña|clave|mot de passe|senha|パスワード|\
         كلمة المرور|كلمة السر",
    ),
    (Key, 8, "bearer|basic|auth plain|auth login|authorization|auth|secret|key|apikey|api schlüssel|token|sig|session"),
    (Code, 6, "code|código|コード|رمز"),
    (Code, 4, "bestätigungscode|passcode|otp|totp|2fa|pin"),
];

/// What stands between the name of a secret and itself, in a sentence.
const VERBS: &str = " is | was | ist | lautet | es | est | é |は| は | هي | هو ";

/// What is no secret where one would stand, since it says how that is.
const STATES: &str =
    "incorrecta|incorreta|incorrect|invalide|invalid|wrong|required|expired|empty|null|falsch|ungültig";

/// What begins a place where a secret is hidden, or yet to be put, or from where a program takes it.
const PLACES: &str = "*|•|<|$|{|[|%|process.|os.|env|getenv";

const SPACES: &str = " \t\n\r\u{a0}";

/// A text with marks in place of the secrets in it; nothing where it has none.
pub fn redact(text: &str, marks: Marks) -> Option<String> {
    let mut kept = String::new();
    let (mut rest, mut before, mut is_link, mut is_changed) = (text, ' ', false, false);
    while let Some(letter) = rest.chars().next() {
        is_link = (is_link || rest.starts_with("://")) && !has(SPACES, letter);
        let mut length = letter.len_utf8();
        before = if let Some((kind, secret)) = secret(rest, before, is_link) {
            let start = secret.as_ptr() as usize - rest.as_ptr() as usize;
            length = start + secret.len();
            kept.push_str(rest.get(..start).unwrap_or_default());
            kept.push_str(match kind {
                Password => marks.password,
                Key => marks.key,
                Code => marks.code,
            });
            is_changed = true;
            ' '
        } else {
            kept.push(letter);
            letter
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    is_changed.then_some(kept)
}

/// The secret that a text begins with or names at its beginning.
fn secret(text: &str, before: char, is_link: bool) -> Option<(Kind, &str)> {
    let is_alone = is_link && has("/=", before);
    if let Some(host) = after(text, "://") {
        let host = until(host, "/ \n");
        return Some((Password, password(host.get(..host.bytes().rposition(|byte| byte == b'@')?)?)?));
    }
    let is_word = before.is_ascii_lowercase() && text.bytes().next()?.is_ascii_uppercase();
    if before.is_ascii_alphanumeric() && !is_word {
        return None;
    }
    if (is_alone || begins(text, BEGINNINGS).is_some())
        && let Some(key) = key(text)
    {
        return Some((Key, key));
    }
    if let Some(user) = begins(text, "-u |--user ") {
        return Some((Password, password(word(user))?));
    }
    for (kind, least, names) in NAMES {
        if let Some(secret) = begins(text, names).and_then(|after| named(after, kind, least, is_link)) {
            return Some((kind, secret));
        }
    }
    None
}

/// The key that a text begins with: long, and of letters and digits.
fn key(text: &str) -> Option<&str> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"._-~+".contains(byte)).count();
    let key = text.get(..length)?;
    (length >= SHORTEST_KEY && is_random(key)).then_some(key)
}

/// The password after a user's name and a colon.
fn password(user: &str) -> Option<&str> {
    let password = user.get(user.bytes().position(|byte| byte == b':')? + 1..)?;
    looks_like(password, Password, 1).then_some(password)
}

/// What a secret's name is followed by, if that is the secret.
fn named(after: &str, kind: Kind, least: usize, is_link: bool) -> Option<&str> {
    // Where the name goes on it is another word.
    if after.bytes().next()?.is_ascii_alphanumeric() {
        return None;
    }
    let plain = skip(after, "\"'`\\]) ");
    let value = skip(plain, ":=>：");
    let sign = plain.get(..plain.len() - value.len())?;
    let value = match begins(after, VERBS) {
        _ if !sign.is_empty() => skip(value, " \t"),
        Some(value) => value,
        None if kind != Password => self::after(after, " ")?,
        None => return None,
    };
    let bare = skip(value, "\\\"'`“„«");
    if bare.len() < value.len() {
        let quoted = until(bare, "\\\"'`”“»\n");
        return looks_like(quoted, kind, least).then_some(quoted);
    }
    let word = if is_link { until(value, "&# \n") } else { word(value) };
    if kind == Code {
        return code(value, least).or((is_link && looks_like(word, Key, 8)).then_some(word));
    }
    // "Password: please enter yours", "my password is wrong": ordinary words.
    let is_sign = |byte: u8| byte.is_ascii() && !byte.is_ascii_alphabetic() && !b"-'/,".contains(&byte);
    let is_odd = kind == Key || word.bytes().any(is_sign);
    let next = skip(value.get(word.len()..)?, ",;.) ").bytes().next();
    let is_told = match sign {
        "" => is_odd && word.len() > 4,
        ":" | "：" => is_odd || matches!(next, None | Some(b'\n' | b'\r')),
        _ => true,
    };
    (is_told && looks_like(word, kind, least)).then_some(word)
}

/// A one-time code at the beginning, as a whole or in two halves.
fn code(text: &str, least: usize) -> Option<&str> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_digit() || b" -".contains(byte)).count();
    let code = trim_end(text.get(..length)?, b" -");
    let goes_on = code.len() == length && text.as_bytes().get(length).is_some_and(u8::is_ascii_alphabetic);
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    (digits >= least && digits <= 10 && code.len() - digits < 2 && !goes_on).then_some(code)
}

/// Whether a value may be a secret: no state of one, no stars, no place where one is to stand.
fn looks_like(value: &str, kind: Kind, least: usize) -> bool {
    let is_state = begins(value, STATES).is_some_and(str::is_empty);
    let is_long = value.len() >= least && begins(value, PLACES).is_none();
    is_long && !is_state && (kind != Key || is_random(value))
}

/// Whether there is a digit, or a capital after a small letter: hardly a word.
fn is_random(text: &str) -> bool {
    let mut before = 0;
    text.bytes().any(|byte: u8| {
        let is_turn = byte.is_ascii_uppercase() && u8::is_ascii_lowercase(&before);
        before = byte;
        is_turn || byte.is_ascii_digit()
    })
}

/// What stands before the next space, without the signs after it.
fn word(text: &str) -> &str {
    trim_end(until(text, SPACES), b",;.)}]>\"'`")
}

fn trim_end<'a>(text: &'a str, signs: &[u8]) -> &'a str {
    let signs = text.bytes().rev().take_while(|byte| signs.contains(byte)).count();
    text.get(..text.len() - signs).unwrap_or_default()
}

/// What comes after the first of these that a text begins with.
fn begins<'a>(text: &'a str, list: &str) -> Option<&'a str> {
    for words in list.split('|') {
        let after = after(text, words);
        if after.is_some() {
            return after;
        }
    }
    None
}

/// What comes after these words, if a text begins with them in any case.
fn after<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in words.chars() {
        let letter = rest.next()?;
        if lower(letter) != wanted && !(wanted == ' ' && has("-_", letter)) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// What comes after all of these signs at the beginning.
fn skip<'a>(text: &'a str, signs: &str) -> &'a str {
    let mut rest = text;
    while let Some(letter) = rest.chars().next().filter(|letter| has(signs, *letter)) {
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
    }
    rest
}

/// What stands before the first of these signs, or of the scripts that have no spaces.
fn until<'a>(text: &'a str, signs: &str) -> &'a str {
    let mut length = 0;
    for letter in text.chars() {
        if has(signs, letter) || letter >= '\u{3000}' {
            break;
        }
        length += letter.len_utf8();
    }
    text.get(..length).unwrap_or_default()
}

fn has(letters: &str, letter: char) -> bool {
    letters.chars().any(|one| one == letter)
}
