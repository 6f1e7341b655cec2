//! An article's sources, taken apart so that a fault can be put into them, and put together again.

use std::{fs, path::Path};

use login_help::author::{Files, Pictures, Record, Source, read_files};
use toml::{Table, Value};

/// See the module.
#[derive(Clone)]
pub struct Sources {
    pub id: String,
    pub flow: Table,
    /// English first.
    pub words: Vec<Words>,
    /// What is done to the finished text of a language, or of `flow.toml`, which is numbered after them.
    pub spoiled: Option<(usize, String, String)>,
    /// What the translations were made from.
    pub record: Option<Record>,
}

/// A language.
#[derive(Clone, PartialEq)]
pub struct Words {
    pub lang: String,
    pub front: Table,
    pub sections: Vec<Section>,
}

#[derive(Clone, PartialEq)]
pub struct Section {
    pub heading: String,
    pub id: String,
    /// What blank lines part.
    pub blocks: Vec<String>,
}

impl Sources {
    pub fn read(folder: &Path) -> Self {
        let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort_by_key(|name| (name != "en.md", name.clone()));
        let langs = names.iter().filter_map(|name| name.strip_suffix(".md"));
        Self {
            id: folder.file_name().unwrap().to_str().unwrap().into(),
            flow: text("flow.toml").parse().unwrap(),
            words: langs.map(|lang| Words::read(lang, &text(&format!("{lang}.md")))).collect(),
            spoiled: None,
            record: None,
        }
        .remembered()
    }

    fn remembered(mut self) -> Self {
        self.record = Some(Record::of(&read_files(&self.files()).unwrap()));
        self
    }

    pub fn files(&self) -> Files {
        let spoil = |number: usize, text: String| match &self.spoiled {
            Some((place, old, new)) if *place == number => {
                assert!(text.contains(old), "{old} is not in {text}");
                text.replacen(old, new, 1)
            }
            _ => text,
        };
        let source = |name: &str, text: String| Source::decode(Path::new(name), text.into_bytes()).unwrap();
        let words = self.words.iter().enumerate().map(|(number, words)| {
            (words.lang.clone(), source(&format!("{}.md", words.lang), spoil(number, words.text())))
        });
        let flow = toml::to_string(&self.flow).unwrap();
        Files {
            id: self.id.clone(),
            flow: source("flow.toml", spoil(self.words.len(), flow)),
            words: words.collect(),
            pictures: Pictures::default(),
        }
    }

    /// A list of `flow.toml`, `remedies` say.
    pub fn list(&mut self, key: &str) -> &mut Vec<Value> {
        self.flow.entry(key).or_insert_with(|| Value::Array(Vec::new())).as_array_mut().unwrap()
    }

    /// The facts of `flow.toml`, each with its values.
    pub fn facts(&self) -> Vec<(String, Vec<String>)> {
        let facts = self.flow["facts"].as_table().unwrap().iter();
        facts.map(|(id, fact)| (id.clone(), strings(&fact["values"]))).collect()
    }
}

pub fn strings(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|item| item.as_str().unwrap().into()).collect()
}

impl Words {
    fn read(lang: &str, text: &str) -> Self {
        let (front, body) = text.strip_prefix("+++\n").unwrap().split_once("\n+++\n").unwrap();
        let body = format!("\n{body}");
        let section = |text: &str| {
            let (heading, text) = text.split_once('\n').unwrap_or((text, ""));
            let (heading, id) = heading.trim_end().strip_suffix('}').unwrap().rsplit_once(" {#").unwrap();
            let blocks = text.split("\n\n").map(|block| block.trim_matches('\n').to_owned());
            let blocks = blocks.filter(|block| !block.is_empty()).collect();
            Section { heading: heading.into(), id: id.into(), blocks }
        };
        Self {
            lang: lang.into(),
            front: front.parse().unwrap(),
            sections: body.split("\n## ").skip(1).map(section).collect(),
        }
    }

    fn text(&self) -> String {
        let sections = self
            .sections
            .iter()
            .map(|Section { heading, id, blocks }| format!("## {heading} {{#{id}}}\n\n{}\n\n", blocks.join("\n\n")));
        format!("+++\n{}+++\n\n{}", toml::to_string(&self.front).unwrap(), sections.collect::<String>())
    }

    /// A table of the front matter.
    pub fn table(&mut self, path: &[&str]) -> Option<&mut Table> {
        path.iter().try_fold(&mut self.front, |table, key| table.get_mut(*key)?.as_table_mut())
    }

    /// The words of an answer.
    pub fn label(&mut self, fact: &str, value: &str) -> Option<&mut String> {
        match self.table(&["questions", fact, "answers"])?.get_mut(value)? {
            Value::String(label) => Some(label),
            Value::Table(table) => match table.get_mut("label")? {
                Value::String(label) => Some(label),
                _ => None,
            },
            _ => None,
        }
    }

    /// The questions, each with its answers.
    pub fn answers(&self) -> Vec<(String, Vec<String>)> {
        let questions = self.front["questions"].as_table().unwrap().iter();
        questions
            .map(|(fact, words)| (fact.clone(), words["answers"].as_table().unwrap().keys().cloned().collect()))
            .collect()
    }

    /// Sections and blocks that are such.
    pub fn blocks(&self, is: fn(&str) -> bool) -> Vec<(usize, usize)> {
        let sections = self.sections.iter().enumerate();
        let blocks = sections.flat_map(|(section, text)| (0..text.blocks.len()).map(move |block| (section, block)));
        blocks.filter(|(section, block)| is(&self.sections[*section].blocks[*block])).collect()
    }
}

/// Numbers that are the same in every run (splitmix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }

    /// One of these, if there is any.
    pub fn pick<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        if of.is_empty() { None } else { Some(of[self.below(of.len())].clone()) }
    }

    /// Two different ones of these.
    pub fn two<T: Clone>(&mut self, of: &[T]) -> Option<(T, T)> {
        if of.len() < 2 {
            return None;
        }
        let one = self.below(of.len());
        let other = (one + 1 + self.below(of.len() - 1)) % of.len();
        Some((of[one].clone(), of[other].clone()))
    }
}
