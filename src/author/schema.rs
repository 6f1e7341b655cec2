//! JSON Schemas of an article's sources, for editors: what may stand where, and what it means, while one types.
//!
//! They are derived from the structs that [`super::read`] reads the files into, so that schema and reader can't part
//! ways. What those structs hold as plain text has a closer form here.

use std::{borrow::Cow, marker::PhantomData};

use schemars::{
    JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema, transform::transform_subschemas,
};
use serde_json::Value;

use super::read;

const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// What `flow.toml` may have, as JSON Schema (draft 2020-12).
pub fn flow() -> Value {
    read::flow_schema(generator()).to_value()
}

/// What the front matter of `LANG.md` may have, as JSON Schema (draft 2020-12).
pub fn front_matter() -> Value {
    read::front_matter_schema(generator()).to_value()
}

/// Everything stands where it is used: some editors show nothing of what a reference leads to.
fn generator() -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12();
    settings.with(|settings| settings.inline_subschemas = true).with_transform(forget_null).into_generator()
}

/// TOML has no null: what may be missing is just not required.
fn forget_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_mut_slice() {
            let only = only.take();
            schema.insert("type".into(), only);
        }
    }
    transform_subschemas(&mut forget_null, schema);
}

/// Declares the forms of plain text: title, description, and what is allowed.
macro_rules! forms {
    ($($(#[doc = $description:literal])+ $name:ident $title:literal $schema:tt)+) => {$(
        $(#[doc = $description])+
        pub(super) enum $name {}

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let mut schema = json_schema!($schema);
                schema.insert("title".into(), $title.into());
                schema.insert("description".into(), concat!($($description),+).trim().into());
                schema
            }
        }
    )+};
}

forms! {
    /// Lower-case letters and digits, words joined by single hyphens, as in `reset-password`.
    Id "Id" { "type": "string", "pattern": ID, "not": { "enum": ["remedy", "tried", "wrote", "guess", "token", "at"] } }

    /// One of the values that the fact declares.
    Name "Value" { "type": "string", "pattern": ID, "not": { "enum": ["remedy", "tried", "wrote", "guess", "token", "at"] } }

    /// A finding's code, as in `LH065`.
    CodeName "Code" { "type": "string", "pattern": "^LH[0-9]{3}$" }

    /// An address that begins with `https://`, `http://` or `mailto:`.
    Link "Link" { "type": "string", "format": "uri", "pattern": "^(https://|http://|mailto:)[^\\s]+$" }

    /// An email address, as in `no-reply@example.com`.
    Address "Email address" { "type": "string", "format": "email", "pattern": "^[^@\\s]+@[^@\\s]+$" }

    /// A part of the message, as people see it. Capitals, spaces and punctuation make no difference.
    Message "Message" { "type": "string", "pattern": "[^\\s!-/:-@\\[-`{-~]" }

    /// Plain text, without Markdown.
    Text "Words" { "type": "string", "pattern": "[^\\s]" }

    /// What the value says where it is given as a reason: `the account is closed`.
    Label "Label" { "type": "string", "pattern": "[^\\s]" }

    /// A day, without quotation marks, as in `2026-11-24`.
    Day "Day" { "type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }
}

/// A table whose keys are ids of the author's own choice.
pub(super) struct TableOf<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for TableOf<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("TableOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "patternProperties": { ID: generator.subschema_for::<T>() },
            "propertyNames": generator.subschema_for::<Id>(),
            "additionalProperties": false,
        })
    }
}

/// Any of its alternatives holds; an alternative holds when all of its facts do.
///
/// `[{ symptom = "blocked" }, { symptom = "rejected", account = ["frozen", "banned"] }]`
#[derive(JsonSchema)]
#[schemars(title = "Condition")]
#[expect(dead_code, reason = "only the form is wanted")]
pub(super) struct When(#[schemars(length(min = 1))] Vec<Alternative>);

/// A table from facts to what they must be; all of them must hold.
#[derive(JsonSchema)]
#[schemars(title = "Alternative", extend("minProperties" = 1))]
struct Alternative(TableOf<OneOrMany>);

/// What the fact must be: a value, or a list of values of which any will do, as in `["frozen", "banned"]`.
#[derive(JsonSchema)]
#[schemars(title = "Value or values", untagged)]
#[expect(dead_code, reason = "only the form is wanted")]
enum OneOrMany {
    /// The value that the fact must be.
    One(Name),
    /// Values of which any will do.
    Many(#[schemars(length(min = 1))] Vec<Name>),
}

/// What an answer says: its label, or `{ label = "…", hint = "…", says = ["…"] }`.
#[derive(JsonSchema)]
#[schemars(title = "Answer", untagged)]
#[expect(dead_code, reason = "only the form is wanted")]
pub(super) enum AnswerForm {
    /// What the answer says. It is also given as a reason: because you said so.
    Label(Text),
    /// A label with a line under it, or with sentences that lead to it.
    InFull(InFull),
}

/// An answer with more than its label.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only the form is wanted")]
pub(super) struct InFull {
    /// What the answer says. It is also given as a reason: because you said so.
    #[schemars(title = "Label")]
    label: Text,
    /// A line under the label, where it helps to choose.
    #[schemars(title = "Hint")]
    hint: Option<String>,
    /// How people put it whose answer this is, each sentence as somebody would write it. Whoever writes something like it
    /// is led to what the answer leads to.
    #[schemars(title = "What people say")]
    says: Option<Vec<Text>>,
}

/// What each value of a fact says where it is given as a reason: `closed = "the account is closed"`.
#[derive(JsonSchema)]
#[schemars(title = "Fact")]
pub(super) struct FactWords(TableOf<Label>);
