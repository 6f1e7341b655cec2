//! A new article: a commented starter, or a skeleton of an article that there is already.
