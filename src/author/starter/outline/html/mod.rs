//! HTML to a tree: whole pages, and what stands of it in Markdown.
//!
//! Whatever has no meaning of its own, as a `div` or a `span`, is what stands in it. What nobody reads for help is left out:
//! the ways around a page, forms, and whether it was helpful. [`page`] finds the article in a page, [`lines`] says where in
//! the file an element stands.

mod lines;
mod page;
mod tag;

use scraper::{ElementRef, Node, Selector};
use url::Url;

pub use self::{
    page::read,
    tag::{Tag, is_called},
};
use super::tree::{Bit, Builder, Container, Image};
use crate::{
    article::{CalloutKind, Target},
    author::source::is_blank,
};

/// Nobody nests deeper on purpose; of what stands deeper only the words are kept.
const DEEPEST: usize = 200;

/// How much of what is left out the report shows.
const SHOWN: usize = 160;

/// Elements that nobody reads.
const UNSEEN: [&str; 13] = [
    "script", "style", "template", "noscript", "head", "title", "link", "meta", "object", "canvas", "datalist",
    "colgroup", "svg",
];

/// What belongs to a page, but not to its article.
const LEFT_OUT: &str = "nav, footer, form, aside, button, select, textarea, input, dialog, [hidden], [role=navigation], \
    [role=search], [role=complementary], .article-votes, .article-vote, .article-relatives, .article-footer, .article-share, \
    .article-subscribe, .article-comments, .article-more-questions, .recent-articles, .related-articles, \
    .intercom-reaction-picker, .article__reactions, .helpful, .was-this-helpful, .article-feedback, .feedback, .comments, \
    .comment-list, .breadcrumb, .breadcrumbs, .sharedaddy, .post-navigation, .table-of-contents, .toc, .toc-macro, \
    .page-metadata, .pageSection.group, .theme-doc-footer, .pagination-nav, .md-source-file, .screen-reader-text, \
    .visually-hidden, .sr-only";

/// Signs beside headings, which nobody reads either.
const SIGNS: &str = "[aria-hidden=true], .headerlink, .header-anchor, .hash-link, .anchor-link, .heading-anchor, a.anchor, \
    .aui-icon, .material-icons, .copy-button, .admonition-icon, .callout-icon";

/// How questions begin that ask whether a page was good.
const OPINION: [&str; 6] = [
    "was this article helpful",
    "was this page helpful",
    "was this helpful",
    "did this answer your question",
    "did you find it helpful",
    "did you find this",
];

/// Reads a piece of HTML that stands in Markdown, from the line that is being read.
pub fn fragment(html: &str, builder: &mut Builder) {
    let first = builder.line;
    let document = lines::parse(html);
    let mut walker = Walker::new(builder, None, first - 1);
    walker.children(document.root_element(), 0);
    builder.paragraph();
}

/// Reads an element that stands in a line of Markdown.
pub fn fragment_in_line(html: &str, builder: &mut Builder) {
    let document = lines::parse(html);
    let first = builder.line;
    Walker::new(builder, None, first - 1).inline(document.root_element());
}

/// Goes through elements and text in their order.
struct Walker<'a> {
    builder: &'a mut Builder,
    base: Option<&'a Url>,
    /// How many lines stand before the first.
    before: usize,
    left_out: Option<Selector>,
    signs: Option<Selector>,
}

impl<'a> Walker<'a> {
    fn new(builder: &'a mut Builder, base: Option<&'a Url>, before: usize) -> Self {
        // Both are constants, and a test reads what they leave out.
        let [left_out, signs] = [LEFT_OUT, SIGNS].map(|selector| Selector::parse(selector).ok());
        Self { builder, base, before, left_out, signs }
    }

    /// The pictures in it.
    fn inline(&mut self, root: ElementRef<'_>) {
        let images = root.descendent_elements().filter(|element| element.value().name() == "img");
        images.for_each(|image| self.image(image));
    }

    fn children(&mut self, parent: ElementRef<'_>, depth: usize) {
        for child in parent.children() {
            match child.value() {
                Node::Text(text) if depth > 0 || !text.trim().is_empty() => self.builder.text(text),
                Node::Element(_) if depth > DEEPEST => {
                    let texts = child.descendants().filter_map(|node| node.value().as_text());
                    texts.for_each(|text| self.builder.text(text));
                }
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(child) {
                        self.element(element, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        let name = element.value().name();
        self.reach(element);
        let is = |selector: &Option<Selector>| selector.as_ref().is_some_and(|selector| selector.matches(&element));
        if UNSEEN.contains(&name) || is(&self.signs) {
            return;
        }
        let marked = tag::marked(name, |attribute| element.attr(attribute));
        if (is(&self.left_out) && marked.is_none()) || self.asks_for_opinion(element) {
            return self.leave_out(element);
        }
        match name {
            "br" => self.builder.bit(Bit::Break),
            "wbr" => {}
            "hr" => {
                self.builder.paragraph();
                self.builder.change("a rule between parts was dropped");
            }
            "img" => self.image(element),
            "video" | "audio" | "iframe" | "embed" => self.film(element),
            "a" => self.link(element, depth),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element, depth),
            "ul" | "ol" | "menu" | "dir" => self.list(element, depth),
            "table" => self.table(element, depth),
            "pre" => {
                self.builder.paragraph();
                self.builder.code(&element.text().collect::<String>());
            }
            "summary" => {
                self.builder.paragraph();
                self.builder.change("a folded part was opened");
                self.styled(|builder| &mut builder.inline.strong, element, depth);
                self.builder.paragraph();
            }
            "dt" => {
                self.builder.paragraph();
                self.styled(|builder| &mut builder.inline.strong, element, depth);
                self.builder.paragraph();
            }
            "strong" | "b" => self.styled(|builder| &mut builder.inline.strong, element, depth),
            "em" | "i" | "cite" | "dfn" => self.styled(|builder| &mut builder.inline.emphasis, element, depth),
            "code" | "tt" | "samp" => self.styled(|builder| &mut builder.inline.code, element, depth),
            "kbd" => self.styled(|builder| &mut builder.inline.key, element, depth),
            "del" | "s" | "strike" => {
                self.builder.change("struck-out words became plain ones");
                self.children(element, depth);
            }
            "span" | "font" if is_bold(element) => self.styled(|builder| &mut builder.inline.strong, element, depth),
            _ if !is_block(name) => self.children(element, depth),
            _ => self.block(element, marked, depth),
        }
    }

    /// Comes to the line of an element. One that browsers would repeat later still has the line where it stood first.
    fn reach(&mut self, element: ElementRef<'_>) {
        let line = lines::of(element).map_or(0, |line| self.before + line);
        self.builder.line = self.builder.line.max(line);
    }

    fn styled(&mut self, style: fn(&mut Builder) -> &mut usize, element: ElementRef<'_>, depth: usize) {
        *style(self.builder) += 1;
        self.children(element, depth);
        let open = style(self.builder);
        *open = open.saturating_sub(1);
    }

    fn block(&mut self, element: ElementRef<'_>, marked: Option<Option<CalloutKind>>, depth: usize) {
        self.builder.paragraph();
        if ["section", "article"].contains(&element.value().name()) {
            self.builder.anchors.extend(element.attr("id").map(str::to_owned));
        }
        let Some(kind) = marked else {
            self.children(element, depth);
            return self.builder.paragraph();
        };
        self.builder.open(Container::Marked(kind));
        if let Some(title) = element.attr("title").filter(|_| element.value().name() != "div") {
            self.builder.inline.strong += 1;
            self.builder.text(title);
            self.builder.inline.strong -= 1;
            self.builder.paragraph();
        }
        self.children(element, depth);
        self.builder.close();
    }

    fn heading(&mut self, element: ElementRef<'_>, depth: usize) {
        self.builder.paragraph();
        let level = element.value().name().bytes().last().map_or(2, |digit| digit.saturating_sub(b'0'));
        self.builder.anchors.extend(element.attr("id").map(str::to_owned));
        self.builder.begin_heading(level);
        self.children(element, depth);
        self.builder.end_heading();
    }

    fn list(&mut self, element: ElementRef<'_>, depth: usize) {
        let first = (element.value().name() == "ol")
            .then(|| element.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1));
        self.builder.open(Container::List(first));
        for child in element.children() {
            match (child.value(), ElementRef::wrap(child)) {
                (_, Some(item)) if item.value().name() == "li" => {
                    self.reach(item);
                    self.builder.open(Container::Item);
                    self.children(item, depth + 1);
                    self.builder.close();
                }
                // A list right in a list belongs to the item before it.
                (_, Some(other)) if depth < DEEPEST => {
                    self.builder.reopen_item();
                    self.element(other, depth + 1);
                    self.builder.close();
                }
                (Node::Text(text), _) if !text.trim().is_empty() => {
                    self.builder.reopen_item();
                    self.builder.text(text);
                    self.builder.close();
                }
                _ => {}
            }
        }
        self.builder.close();
    }

    fn table(&mut self, element: ElementRef<'_>, depth: usize) {
        self.builder.paragraph();
        let groups = children_of(element, &["thead", "tbody", "tfoot"]);
        let rows = groups.flat_map(|group| children_of(group, &["tr"]));
        let rows: Vec<Vec<ElementRef<'_>>> =
            rows.map(|row| children_of(row, &["td", "th"]).collect()).filter(|row: &Vec<_>| !row.is_empty()).collect();
        for caption in children_of(element, &["caption"]) {
            self.styled(|builder| &mut builder.inline.strong, caption, depth);
            self.builder.paragraph();
        }
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let is_layout = matches!(element.attr("role"), Some("presentation" | "none")) || columns < 2 || rows.len() < 2;
        if is_layout || depth > DEEPEST {
            if !rows.is_empty() {
                self.builder.change("a table that is no table became what stands in it");
            }
            for cell in rows.into_iter().flatten() {
                let marked = tag::marked("div", |attribute| cell.attr(attribute));
                self.block(cell, marked, depth + 1);
            }
            return;
        }
        let head = rows.first().is_some_and(|row| row.iter().all(|cell| cell.value().name() == "th"))
            || element.child_elements().any(|child| child.value().name() == "thead");
        self.builder.open(Container::Table(head));
        for row in rows {
            self.builder.open(Container::Row);
            for cell in row {
                let spanned =
                    ["colspan", "rowspan"].iter().any(|name| cell.attr(name).is_some_and(|span| span.trim() != "1"));
                if spanned {
                    self.builder.change("a cell that goes over several stands in the first of them");
                }
                self.builder.open(Container::Cell);
                self.children(cell, depth + 1);
                self.builder.close();
                let columns = cell.attr("colspan").and_then(|span| span.trim().parse().ok()).unwrap_or(1_usize);
                for _ in 1..columns.min(20) {
                    self.builder.open(Container::Cell);
                    self.builder.close();
                }
            }
            self.builder.close();
        }
        self.builder.close();
    }

    fn link(&mut self, element: ElementRef<'_>, depth: usize) {
        let Some(href) = element.attr("href") else {
            self.builder.anchors.extend(element.attr("id").or(element.attr("name")).map(str::to_owned));
            return self.children(element, depth);
        };
        let outer = self.builder.inline.target.replace(Target::Url(self.resolve(href)));
        let letters = self.builder.inline.letters();
        self.children(element, depth);
        if letters == self.builder.inline.letters() && !href.starts_with('#') {
            let url = self.resolve(href);
            self.builder.text(&url);
        }
        self.builder.inline.target = outer;
    }

    /// An address as the page means it.
    fn resolve(&self, href: &str) -> String {
        let href = href.trim();
        let resolved = self.base.filter(|_| !href.starts_with('#')).and_then(|base| base.join(href).ok());
        resolved.map_or_else(|| href.to_owned(), Into::into)
    }

    fn image(&mut self, element: ElementRef<'_>) {
        let lazy = ["data-src", "data-lazy-src", "data-original"].iter().find_map(|name| element.attr(name));
        let Some(url) = lazy.or(element.attr("src")).filter(|url| !url.is_empty()) else { return };
        let served = self.resolve(url);
        let url = if is_beside(url) { url.to_owned() } else { served.clone() };
        let alternative = element.attr("alt").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let pixels = |name| element.attr(name).and_then(|text| text.trim().trim_end_matches("px").parse().ok());
        let size = pixels("width").zip(pixels("height"));
        self.builder.bit(Bit::Picture(Image { url, served, alternative, size, target: None }));
    }

    /// A film or a frame becomes a link to it.
    fn film(&mut self, element: ElementRef<'_>) {
        let source = element.child_elements().find_map(|child| child.attr("src"));
        let Some(url) = element.attr("src").or(source) else { return };
        let url = self.resolve(url);
        self.builder.change(format_args!("what plays or is framed became a link to it: {url}"));
        self.builder.paragraph();
        self.builder.inline.target = Some(Target::Url(url.clone()));
        let title = element.attr("title").or(element.attr("aria-label")).filter(|title| !is_blank(title));
        self.builder.text(title.unwrap_or(&url));
        self.builder.inline.target = None;
        self.builder.paragraph();
    }

    fn asks_for_opinion(&self, element: ElementRef<'_>) -> bool {
        if !is_block(element.value().name()) {
            return false;
        }
        let mut words = element.text().flat_map(str::split_whitespace);
        let begin = words.by_ref().take(8).collect::<Vec<_>>().join(" ").to_lowercase();
        OPINION.iter().any(|question| begin.starts_with(question)) && words.take(40).count() < 40
    }

    fn leave_out(&mut self, element: ElementRef<'_>) {
        let words: Vec<&str> = element.text().flat_map(str::split_whitespace).collect();
        if words.is_empty() {
            return;
        }
        let text = words.join(" ");
        let shown: String = text.chars().take(SHOWN).collect();
        let more = if shown.len() < text.len() { "…" } else { "" };
        let name = element.value().name();
        self.builder.change(format_args!("what is no part of the article was left out, <{name}>: {shown}{more}"));
    }
}

/// The children of an element that are called so.
fn children_of<'a>(parent: ElementRef<'a>, names: &'static [&str]) -> impl Iterator<Item = ElementRef<'a>> {
    parent.child_elements().filter(|child| names.contains(&child.value().name()))
}

/// Whether a picture's address is that of a file beside the page.
fn is_beside(url: &str) -> bool {
    !url.starts_with(['/', '#']) && !url.contains(':')
}

fn is_bold(element: ElementRef<'_>) -> bool {
    let style = element.attr("style").unwrap_or_default().replace(' ', "").to_lowercase();
    ["font-weight:bold", "font-weight:600", "font-weight:700"].iter().any(|bold| style.contains(bold))
}

/// Whether an element begins a line of its own.
fn is_block(name: &str) -> bool {
    const INLINE: [&str; 26] = [
        "span", "font", "u", "small", "big", "sub", "sup", "mark", "abbr", "acronym", "q", "time", "data", "var",
        "bdi", "bdo", "ins", "label", "ruby", "rt", "rp", "rb", "nobr", "picture", "source", "output",
    ];
    !INLINE.contains(&name)
}
