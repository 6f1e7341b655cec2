//! The JSON Schemas of an article's sources: they take what the reader takes, refuse what has not the right form, and
//! explain everything that one may write.

#![cfg(feature = "author")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use common::{source::fixture, tool::room};
use jsonschema::Validator;
use login_help::author::{read, schema, starter};
use serde_json::{Map, Value};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::options().should_validate_formats(true).build(schema).expect("a schema of draft 2020-12")
}

/// As editors see it: days and times are strings.
fn json(toml: &str) -> Value {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Array(values) => values.into_iter().map(convert).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, convert(value))).collect(),
            toml::Value::String(text) => Value::String(text),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(truth) => truth.into(),
        }
    }
    convert(toml::Value::Table(toml.parse().expect("the file is TOML")))
}

fn flow_of(folder: &Path) -> String {
    fs::read_to_string(folder.join("flow.toml")).unwrap()
}

/// The front matter of every language.
fn fronts_of(folder: &Path) -> Vec<(PathBuf, String)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let words = files.filter(|file| file.extension().is_some_and(|extension| extension == "md"));
    let front = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        let front =
            text.strip_prefix("+++").and_then(|text| text.split("\n+++").next()).expect("front matter").to_owned();
        (file, front)
    };
    words.map(front).collect()
}

fn assert_valid(folder: &Path) {
    let (flow, front) = (validator(&schema::flow()), validator(&schema::front_matter()));
    let errors = |validator: &Validator, toml: &str| {
        let value = json(toml);
        let errors = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path()));
        errors.collect::<Vec<String>>().join("\n")
    };
    assert_eq!(errors(&flow, &flow_of(folder)), "", "{}", folder.display());
    for (file, text) in fronts_of(folder) {
        assert_eq!(errors(&front, &text), "", "{}", file.display());
    }
}

#[test]
fn every_article_has_the_form_that_the_schemas_describe() {
    let folders = fs::read_dir(root().join("public/articles")).unwrap().map(|entry| entry.unwrap().path());
    let folders: Vec<PathBuf> = folders.filter(|folder| folder.join("flow.toml").is_file()).collect();
    assert!(!folders.is_empty());
    folders.iter().for_each(|folder| assert_valid(folder));
    assert_valid(&fixture("good"));
}

#[test]
fn a_new_article_has_the_form_that_the_schemas_describe() {
    let folder = room("new").join("new-article");
    starter::create(&folder, "en").unwrap();
    assert_valid(&folder);
    for (file, schema) in [("flow.schema.json", schema::flow()), ("front-matter.schema.json", schema::front_matter())] {
        let written: Value = serde_json::from_str(&fs::read_to_string(folder.join(file)).unwrap()).unwrap();
        assert_eq!(written, schema, "{file}");
    }
}

/// Calls `look` with every property of a schema, named by its path.
fn walk(schema: &Value, path: &str, look: &mut dyn FnMut(&str, &Map<String, Value>)) {
    let Value::Object(object) = schema else { return };
    for (word, inner) in object {
        match inner {
            Value::Object(inner) if word == "properties" || word == "patternProperties" => {
                for (key, property) in inner {
                    let path = format!("{path}/{key}");
                    look(&path, property.as_object().expect("a property is an object"));
                    walk(property, &path, look);
                }
            }
            Value::Array(parts) if ["anyOf", "oneOf", "allOf"].contains(&word.as_str()) => {
                parts.iter().for_each(|part| walk(part, path, look));
            }
            Value::Object(_) if word == "items" => walk(inner, &format!("{path}[]"), look),
            _ => {}
        }
    }
}

#[test]
fn every_property_has_a_title_and_an_explanation() {
    for (schema, some) in [(schema::flow(), "/remedies[]/weight"), (schema::front_matter(), "/title")] {
        let mut paths = Vec::new();
        walk(&schema, "", &mut |path, property| {
            for word in ["title", "description"] {
                let text = property.get(word).and_then(Value::as_str).unwrap_or_default();
                assert!(!text.trim().is_empty(), "{path} has no {word}");
            }
            paths.push(path.to_owned());
        });
        assert!(paths.iter().any(|path| path == some), "{paths:?}");
    }
}

/// Every object of a schema, wherever it stands.
fn objects(schema: &Value, look: &mut dyn FnMut(&Map<String, Value>)) {
    match schema {
        Value::Object(object) => {
            look(object);
            object.values().for_each(|inner| objects(inner, look));
        }
        Value::Array(values) => values.iter().for_each(|inner| objects(inner, look)),
        _ => {}
    }
}

#[test]
fn a_schema_stands_on_its_own_and_leaves_nothing_open() {
    for schema in [schema::flow(), schema::front_matter()] {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema.get("$id").is_none());
        jsonschema::meta::validate(&schema).expect("a schema of the draft that it names");
        objects(&schema, &mut |object| {
            assert!(!object.contains_key("$ref"), "an editor may show nothing of what stands elsewhere");
            assert!(!object.get("type").is_some_and(Value::is_array), "TOML has no null: {object:?}");
            if object.get("type").is_some_and(|name| name == "object") {
                assert_eq!(object["additionalProperties"], false, "{object:?}");
            }
        });
    }
}

#[test]
fn a_schema_knows_the_words_and_bounds_of_the_format() {
    let flow = schema::flow();
    let remedy = &flow["properties"]["remedies"]["items"]["properties"];
    let question = &flow["properties"]["questions"]["items"]["properties"];
    let words = |schema: &Value| {
        let choices = schema["oneOf"].as_array().unwrap().iter().map(|choice| choice["const"].as_str().unwrap());
        choices.map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(words(&question["kind"]), ["choice", "message", "email"]);
    assert_eq!(words(&remedy["handoff"]), ["support", "reply", "none"]);
    assert_eq!((&question["kind"]["default"], &remedy["handoff"]["default"]), (&"choice".into(), &"support".into()));
    assert_eq!((&remedy["weight"]["minimum"], &remedy["weight"]["maximum"]), (&1.into(), &65535.into()));
    assert_eq!((&remedy["action"]["format"], &remedy["when"]["minItems"]), (&"uri".into(), &1.into()));
    let fact = flow["properties"]["facts"]["patternProperties"].as_object().unwrap().values().next().unwrap();
    let values = &fact["properties"]["values"];
    assert_eq!((&values["minItems"], &values["maxItems"]), (&1.into(), &63.into()));
}

/// A test per fixture of the author tool whose fault is one of form.
macro_rules! refused {
    ($($file:ident: $($name:literal),+;)+) => {
        #[test]
        fn faults_of_form_are_seen_by_the_schemas() {
            let (flow, front) = (validator(&schema::flow()), validator(&schema::front_matter()));
            $($({
                let folder = fixture($name);
                assert!(read(&folder).is_err(), "the reader takes {}", $name);
                let takes_flow = flow.is_valid(&json(&flow_of(&folder)));
                let takes_front = fronts_of(&folder).iter().all(|(_, text)| front.is_valid(&json(text)));
                let (takes_it, takes_the_other) = match stringify!($file) {
                    "flow" => (takes_flow, takes_front),
                    _ => (takes_front, takes_flow),
                };
                assert!(!takes_it, "the schema takes {}", $name);
                assert!(takes_the_other, "there is another fault in {}", $name);
            })+)+
        }
    };
}

refused! {
    flow: "unknown-field", "too-many-values", "weightless", "value-twice", "id-not-kebab",
        "id-with-a-meaning-in-links", "sender-no-address", "condition-without-alternatives",
        "alternative-without-facts", "bad-action", "message-without-words";
    front: "missing-title", "empty-prompt", "source-without-date", "date-with-time", "source-no-link";
}

/// An unknown key at every level is refused by schema and reader alike: (file, what is there, what is put instead).
#[test]
fn an_unknown_key_is_refused_at_every_level() {
    let levels = [
        ("flow.toml", "[facts.symptom]", "odd = 1\n[facts.symptom]"),
        ("flow.toml", "[facts.symptom]\n", "[facts.symptom]\nodd = 1\n"),
        ("flow.toml", "[[questions]]\nfact = \"symptom\"", "[[questions]]\nfact = \"symptom\"\nodd = 1"),
        ("flow.toml", "[[messages]]\n", "[[messages]]\nodd = 1\n"),
        ("flow.toml", "[[remedies]]\nsection = \"reset\"", "[[remedies]]\nsection = \"reset\"\nodd = 1"),
        ("flow.toml", "[callouts.reset-breaks]\n", "[callouts.reset-breaks]\nodd = 1\n"),
        ("en.md", "[questions.symptom]\n", "odd = 1\n[questions.symptom]\n"),
        ("en.md", "[questions.symptom]\n", "[questions.symptom]\nodd = 1\n"),
        ("en.md", "hint = \"Closed or frozen\"", "odd = 1"),
        ("en.md", "[sections.reset]\n", "[sections.reset]\nodd = 1\n"),
        ("en.md", "[support]\n", "[support]\nodd = 1\n"),
    ];
    let (flow, front) = (validator(&schema::flow()), validator(&schema::front_matter()));
    for (number, (file, there, instead)) in levels.into_iter().enumerate() {
        let folder = room(&format!("level-{number}/article"));
        for name in ["flow.toml", "en.md"] {
            let mut text = fs::read_to_string(fixture("good").join(name)).unwrap();
            if name == file {
                assert!(text.contains(there), "{there}");
                text = text.replacen(there, instead, 1);
            }
            fs::write(folder.join(name), text).unwrap();
        }
        let findings = read(&folder).err().expect("the reader refuses it");
        assert!(findings.iter().any(|finding| finding.code.id == "LH005"), "{instead}");
        let takes_flow = flow.is_valid(&json(&flow_of(&folder)));
        let takes_front = fronts_of(&folder).iter().all(|(_, text)| front.is_valid(&json(text)));
        assert_eq!((takes_flow, takes_front), (file != "flow.toml", file != "en.md"), "{instead}");
    }
}

#[test]
fn a_key_that_is_no_id_is_refused_where_authors_choose_the_keys() {
    let flow = validator(&schema::flow());
    let front = validator(&schema::front_matter());
    let base = json(&flow_of(&fixture("good")));
    for table in ["facts", "callouts"] {
        for key in ["Not_an_id", "two--hyphens", "-first", "remedy", "tried", ""] {
            let mut value = base.clone();
            let entries = value[table].as_object_mut().unwrap();
            let entry = entries.values().next().unwrap().clone();
            entries.insert(key.into(), entry);
            assert!(!flow.is_valid(&value), "{table}.{key}");
        }
    }
    let (_, words) = fronts_of(&fixture("good")).remove(0);
    for table in ["questions", "facts", "sections"] {
        let mut value = json(&words);
        value[table]["Not_an_id"] = Value::Object(Map::new());
        assert!(!front.is_valid(&value), "{table}");
    }
}
