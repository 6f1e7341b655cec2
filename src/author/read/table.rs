//! A TOML table whose keys are ids of the author's own choice: in the order of the file, with their positions.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use toml::Spanned;

/// See the module.
pub(crate) struct Table<T>(Vec<(Spanned<String>, T)>);

impl<T> Table<T> {
    /// An id, as it stands in the file, with what stands under it.
    pub fn entry(&self, id: &str) -> Option<&(Spanned<String>, T)> {
        self.iter().find(|(key, _)| key.get_ref() == id)
    }

    /// What stands under an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.entry(id).map(|(_, value)| value)
    }

    /// Each id with what stands under it.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &(Spanned<String>, T)> {
        self.0.iter()
    }

    /// Each id.
    pub fn keys(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.0.iter().map(|(key, _)| key)
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TableVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for TableVisitor<T> {
            type Value = Table<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table<T>, A::Error> {
                let mut entries: Vec<(Spanned<String>, T)> = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                // The parser sorts by name unless some crate of the build turns on `preserve_order`.
                entries.sort_by_key(|(key, _)| key.span().start);
                Ok(Table(entries))
            }
        }

        deserializer.deserialize_map(TableVisitor(PhantomData))
    }
}
