//! What tells nothing in a log: addresses, ids, days, times, numbers of versions, stack frames. Codes that stand alone,
//! 535 or 403, tell something.

/// Whether a line is one of a stack trace: "at", "#0" or "File", and a place in a program.
pub(super) fn is_stack_frame(line: &str) -> bool {
    let line = line.trim();
    let numbered = matches!(line.as_bytes(), [b'#', b'0'..=b'9', ..]);
    numbered || line.starts_with("File \"") || line.starts_with("at ") && line.contains('(') && line.contains(':')
}

/// How many bytes at the beginning may be an address, an id or a time: letters, digits and what joins them there.
pub(super) fn run(text: &str) -> usize {
    let joins = |letter: u8| letter.is_ascii_alphanumeric() || b"@._+-:/~#%\\$".contains(&letter);
    text.bytes().take_while(|letter| joins(*letter)).fold(0, |count, _| count + 1)
}

/// How many bytes of noise stand at the beginning.
pub(super) fn length(text: &str) -> usize {
    let run = text.get(..run(text)).unwrap_or_default();
    // Several numbers, and nothing with them but the letters of a time or a version.
    let (mut numbers, mut is_in_number, mut is_time) = (0, false, true);
    // Long, and with letters and digits in one word.
    let (mut letters, mut digits, mut is_mixed, mut is_escaped) = (0, 0, false, false);
    let (mut has_at, mut is_address) = (false, false);
    for byte in run.bytes() {
        match byte {
            b'0'..=b'9' => {
                numbers += i32::from(!is_in_number);
                digits += 1;
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                letters += 1;
                is_time &= b"TZv".contains(&byte);
            }
            _ => (letters, digits) = (0, 0),
        }
        is_in_number = byte.is_ascii_digit();
        is_mixed |= letters > 0 && digits > 1;
        is_escaped |= byte == b'%' || byte == b'\\';
        is_address |= has_at && byte == b'.';
        has_at |= byte == b'@';
    }
    let is_noise = is_address || is_time && numbers > 1 || is_mixed && !is_escaped && run.len() >= 8;
    if is_noise { run.len() } else { 0 }
}

/// The first letter of a text and its length in bytes, with what JSON and addresses escape made one: `\u00e9`, `\n`, `%3D`.
pub(super) fn letter(text: &str) -> Option<(char, usize)> {
    let first = text.chars().next()?;
    Some(match (first, text.as_bytes().get(1)) {
        ('\\', Some(b'u')) => match code(text.get(2..6)) {
            // Half of a pair stands for nothing.
            Some(code) => (char::from_u32(code).unwrap_or(' '), 6),
            None => (' ', 2),
        },
        ('\\', Some(b'n' | b'r' | b't')) => (' ', 2),
        ('%', _) if code(text.get(1..3)).is_some() => (' ', 3),
        _ => (first, first.len_utf8()),
    })
}

/// What hexadecimal digits stand for.
fn code(digits: Option<&str>) -> Option<u32> {
    let mut code = 0;
    for digit in digits?.chars() {
        code = code * 16 + digit.to_digit(16)?;
    }
    Some(code)
}
