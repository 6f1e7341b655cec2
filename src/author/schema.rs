//! JSON Schemas of an article's sources, for editors.
