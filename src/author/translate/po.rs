//! gettext's PO, by `polib`.
//!
//! Source: GNU gettext, "The Format of PO Files".

use std::io::BufWriter;

use polib::{
    catalog::Catalog,
    message::{Message, MessageFlags, MessageView},
    metadata::CatalogMetadata,
    po_file,
};

use super::Unit;

pub(super) fn write(id: &str, original: &str, lang: &str, units: &[Unit]) -> Result<String, String> {
    let mut metadata = CatalogMetadata::new();
    metadata.project_id_version = id.into();
    metadata.language = lang.into();
    metadata.mime_version = "1.0".into();
    metadata.content_type = "text/plain; charset=UTF-8".into();
    metadata.content_transfer_encoding = "8bit".into();
    let mut catalog = Catalog::new(metadata);
    for unit in units {
        let mut flags = MessageFlags::new();
        if unit.is_stale && !unit.target.is_empty() {
            flags.add_flag("fuzzy");
        }
        let mut message = Message::build_singular();
        message.with_msgctxt(unit.key.clone()).with_msgid(unit.source.clone()).with_msgstr(unit.target.clone());
        message.with_source(format!("{original}.md:{}", unit.line)).with_flags(flags);
        catalog.append_or_update(message.done());
    }
    let mut bytes = BufWriter::new(Vec::new());
    po_file::write(&catalog, &mut bytes).map_err(|error| error.to_string())?;
    let bytes = bytes.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// The language, and the units.
pub(super) fn read(text: &str) -> Result<(String, Vec<Unit>), String> {
    let catalog = po_file::parse_from_reader(text.as_bytes()).map_err(|error| error.to_string())?;
    let unit = |message: &dyn MessageView| Unit {
        key: message.msgctxt().unwrap_or_default().into(),
        source: message.msgid().into(),
        target: message.msgstr().map(Into::into).unwrap_or_default(),
        is_stale: message.is_fuzzy(),
        line: 0,
    };
    let units = catalog.messages().map(unit).collect();
    Ok((catalog.metadata.language.clone(), units))
}
