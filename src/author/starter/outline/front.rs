//! Front matter: what stands above the text between two lines `---` or `+++`.

/// What it says of the text.
#[derive(Default)]
pub struct Front {
    /// Where the text begins, in bytes.
    pub end: usize,
    /// Its lines, fences included.
    pub lines: Vec<String>,
    /// The title.
    pub title: Option<String>,
    /// What the text is about.
    pub description: Option<String>,
}

impl Front {
    /// Reads what stands above a text, if anything does: it has at least one key.
    pub fn of(text: &str) -> Self {
        let Some(end) = end(text) else { return Self::default() };
        let lines: Vec<&str> = text.get(..end).unwrap_or_default().lines().collect();
        let title = value(&lines, &["title"]);
        let description = value(&lines, &["description", "summary", "excerpt", "intro"]);
        let lines = lines.iter().map(|line| line.replace(char::is_control, " ")).collect();
        Self { end, lines, title, description }
    }
}

fn end(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let fence = first.trim_end();
    let mark = ["---", "+++"].iter().position(|known| *known == fence).map(|at| [':', '='].get(at).copied())??;
    let (mut end, mut keys) = (first.len(), 0);
    for line in lines {
        end += line.len();
        if line.trim_end() == fence {
            return (keys > 0).then_some(end);
        }
        keys += usize::from(line.split_once(mark).is_some_and(|(key, _)| is_key(key.trim())));
    }
    None
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || ['-', '_', '"'].contains(&letter))
}

/// What stands behind the first of these keys, which YAML may write in indented lines below it.
fn value(lines: &[&str], keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|wanted| {
        let is_wanted = |line: &&str| {
            line.split_once([':', '=']).is_some_and(|(key, _)| key.trim_end().eq_ignore_ascii_case(wanted))
        };
        let at = lines.iter().position(is_wanted)?;
        let (_, value) = lines.get(at)?.split_once([':', '='])?;
        let below = || {
            let lines = lines.iter().skip(at + 1).take_while(|line| line.starts_with(' '));
            lines.map(|line| line.trim()).collect::<Vec<_>>().join(" ")
        };
        let value = match value.trim() {
            ">" | ">-" | "|" | "|-" | "" => below(),
            value => value.trim_matches(['"', '\'']).trim().to_owned(),
        };
        (!value.is_empty()).then_some(value)
    })
}
