//! A preview of an article in the real widget, with what the rules make of it beside it.
