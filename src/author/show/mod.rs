//! What an article does to people, shown to its author: every path, a picture, an explanation.
