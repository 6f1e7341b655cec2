//! The article in a page: where it is, what it is called, and what its relative links are relative to.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::{Walker, lines};
use crate::author::starter::outline::{
    Change,
    tree::{Builder, Node},
};

/// Where articles are, the surest first: what says so itself, what help centres and generators call it, and what HTML does.
const ARTICLES: [&str; 14] = [
    "[itemprop=articleBody]",
    ".article-body, .article__body",
    ".article_body",
    "#article-body, .article-content, .fw-content",
    "#main-content.wiki-content, .wiki-content",
    ".page-body",
    ".theme-doc-markdown",
    ".md-content__inner",
    ".vp-doc",
    ".entry-content, .post-content, .wp-block-post-content",
    "article",
    "main",
    "[role=main]",
    "#content, .content",
];

/// Where its title is.
const TITLES: [&str; 5] = ["article h1", "main h1", "h1", "[itemprop=headline]", "#title-text, .page-title"];

/// What an article has to have of a page's text, so that it is not some teaser.
const LEAST: usize = 5;

/// How many elements are looked at that could be the article.
const MOST: usize = 100;

/// A page as it was read.
pub struct Page {
    /// What stands in its article.
    pub nodes: Vec<Node>,
    /// What had to change.
    pub changes: Vec<Change>,
    /// What the page calls it, if the article itself has no heading that does.
    pub title: Option<String>,
    /// What the page says of it in a sentence.
    pub description: Option<String>,
}

/// Reads a page, or a part of one.
pub fn read(html: &str) -> Page {
    let document = lines::parse(html);
    let article = article(&document);
    let base = base(&document);
    let mut builder = Builder::new();
    let line = lines::of(article).unwrap_or(1);
    let around = letters(document.root_element()).saturating_sub(letters(article));
    if around > 0 && article.value().name() != "body" {
        let name = article.value().name();
        let class = article.attr("class").map(|class| format!(" class=\"{class}\"")).unwrap_or_default();
        let what = format!("the article is <{name}{class}>: what stands around it on the page was left out");
        builder.changes.push(Change { line, what });
    }
    Walker::new(&mut builder, base.as_ref(), 0).children(article, 0);
    let (nodes, changes) = builder.finish();
    let description = ["meta[name=description]", "meta[property=\"og:description\"]"];
    let description = description.iter().find_map(|selector| {
        let meta = first(&document, selector)?;
        meta.attr("content").map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    });
    Page { nodes, changes, title: title(&document), description }
}

fn article(document: &Html) -> ElementRef<'_> {
    let all = letters(document.root_element());
    let found = ARTICLES.iter().find_map(|selector| {
        let selector = Selector::parse(selector).ok()?;
        let longest = document.select(&selector).take(MOST).max_by_key(|element| letters(*element))?;
        (letters(longest) * LEAST >= all).then_some(longest)
    });
    found.unwrap_or_else(|| densest(document.root_element()))
}

/// The innermost element that has nearly all of the text.
fn densest(root: ElementRef<'_>) -> ElementRef<'_> {
    let mut dense = root;
    for _ in 0..super::DEEPEST {
        let all = letters(dense);
        let largest = dense.child_elements().max_by_key(|child| letters(*child));
        let holds = ["body", "div", "section", "center", "table", "tbody", "tr", "td", "article", "main"];
        match largest {
            Some(child) if holds.contains(&child.value().name()) && letters(child) * 10 >= all * 7 => dense = child,
            _ => break,
        }
    }
    dense
}

/// How many letters of an element are read.
fn letters(element: ElementRef<'_>) -> usize {
    let skipped = ["script", "style", "noscript", "template", "head", "nav", "footer", "form", "aside"];
    let (mut count, mut left) = (0, vec![element]);
    while let Some(element) = left.pop() {
        for child in element.children() {
            let text = child.value().as_text();
            count += text.map_or(0, |text| text.chars().filter(|letter| !letter.is_whitespace()).count());
            let inner = ElementRef::wrap(child).filter(|inner| !skipped.contains(&inner.value().name()));
            left.extend(inner);
        }
    }
    count
}

fn title(document: &Html) -> Option<String> {
    let words = |element: ElementRef<'_>| element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    let heading =
        TITLES.iter().filter_map(|selector| first(document, selector)).map(words).find(|text| !text.is_empty());
    let page = || {
        let title = words(first(document, "title")?);
        // What sites put behind each page's title is their own name.
        let end = [" | ", " – ", " — ", " · ", " : "].iter().filter_map(|mark| title.rfind(mark)).max();
        let title = title.get(..end.unwrap_or(title.len()))?;
        (!title.is_empty()).then(|| title.to_owned())
    };
    heading.or_else(page)
}

/// What relative addresses are relative to, if the page says it.
fn base(document: &Html) -> Option<Url> {
    let at = |selector, name| first(document, selector)?.attr(name).and_then(|url| Url::parse(url).ok());
    at("base[href]", "href")
        .or_else(|| at("link[rel=canonical]", "href"))
        .or_else(|| at("meta[property=\"og:url\"]", "content"))
}

fn first<'a>(document: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    let selector = Selector::parse(selector).ok()?;
    document.select(&selector).next()
}
