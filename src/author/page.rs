//! The stand-alone page's half of an article: what people see without JavaScript, as semantic HTML.
//!
//! It may show a reader more than the widget does: every section, and callouts whatever their condition.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::first;
use crate::{
    article::{Article, Block, Callout, CalloutKind, Draft, Item, Picture, Plain, Section, Span, Table, Target},
    locale::{Strings, fill},
};

/// A template without one of the comments that say where the article goes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the template has no '{0}'")]
pub struct MissingPlaceholder(pub &'static str);

/// What a template is filled with.
pub struct Parts<'a> {
    /// The article.
    pub article: &'a Article,
    /// The widget's own strings in its language.
    pub words: &'a Strings,
    /// Of the page's style sheet what is seen at first.
    pub style: &'a str,
    /// And what the article needs.
    pub late: &'a str,
    /// Of the widget's what the first question needs.
    pub sheet: &'a str,
    /// The page's script.
    pub script: &'a str,
    /// The same page in every language, this one's among them; none where there is no other.
    pub pages: &'a [Translation],
}

/// The page in one language, for the other ones' menu.
pub struct Translation {
    /// The language.
    pub lang: String,
    /// The page's address, relative to the others'.
    pub address: String,
    /// The article's title and introduction in it.
    pub title: String,
    /// See `title`.
    pub intro: String,
    /// The widget's own strings in it.
    pub words: Strings,
}

/// Puts an article into a template. In place of `<!-- title -->`, `<!-- intro -->` and `<!-- article -->` come the
/// article's, the last as [`article_html`]; of `<!-- first -->` the first question in a shadow root; of `<!-- style -->`,
/// `<!-- late style -->` and `<!-- script -->` the page's own, inline, since a file that must be fetched first costs a round
/// trip; of `<!-- policy -->` the Content-Security-Policy that allows those and nothing else inline, by their digests; of
/// `<!-- lang -->`, `<!-- direction -->`, `<!-- skip to questions -->` and `<!-- skip to contents -->` the language's; and of
/// `<!-- alternates -->` and `<!-- languages -->` links to the page in other languages, for search engines and for people.
/// Texts may stand in attributes too.
///
/// # Errors
/// Names the placeholder that the template does not have.
pub fn fill_template(template: &str, parts: &Parts) -> Result<String, MissingPlaceholder> {
    let Draft { title, intro, .. } = parts.article.draft();
    let parts = [
        ("<!-- policy -->", policy(parts)),
        ("<!-- lang -->", escape(&parts.article.draft().lang)),
        ("<!-- direction -->", escape(parts.words.direction())),
        ("<!-- skip to questions -->", escape(parts.words.skip_to_questions())),
        ("<!-- skip to contents -->", escape(parts.words.skip_to_contents())),
        ("<!-- alternates -->", alternates(parts)),
        ("<!-- languages -->", languages(parts)),
        ("<!-- title -->", escape(title)),
        ("<!-- intro -->", escape(intro)),
        ("<!-- first -->", first_question(parts)),
        ("<!-- article -->", article_html(parts.article, parts.words)),
        ("<!-- style -->", parts.style.to_owned()),
        ("<!-- late style -->", parts.late.to_owned()),
        ("<!-- script -->", parts.script.to_owned()),
    ];
    // What was put in is escaped, or our own code, so none of it looks like a placeholder.
    parts.into_iter().try_fold(template.to_owned(), |page, (placeholder, html)| {
        page.contains(placeholder).then(|| page.replace(placeholder, &html)).ok_or(MissingPlaceholder(placeholder))
    })
}

/// The policy that the widget promises to work under, with what a page of its own needs besides: its inline parts, a
/// manifest, and the service worker's address, which browsers take for a script.
fn policy(parts: &Parts) -> String {
    let digest = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let [style, late, sheet, script] = [parts.style, parts.late, parts.sheet, parts.script].map(digest);
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {script}; style-src 'self' {style} {late} {sheet}; \
         connect-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types login-help"
    )
}

/// What tells search engines where this page is, and where the same in another language.
///
/// Source: Google's "Localized versions of your pages", which wants each page to list all, itself among them.
fn alternates(parts: &Parts) -> String {
    let lang = &parts.article.draft().lang;
    let own = parts.pages.iter().find(|page| page.lang == *lang).map_or("./", |page| &page.address);
    let canonical = format!("<link rel=\"canonical\" href=\"{}\" />", escape(own));
    parts.pages.iter().fold(canonical, |links, Translation { lang, address, .. }| {
        let (lang, address) = (escape(lang), escape(address));
        format!("{links}<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{address}\" />")
    })
}

/// The languages to choose from. Each has the words of the page around the widget with it, so that `public/page.js` can
/// change the language without loading another page.
fn languages(parts: &Parts) -> String {
    if parts.pages.is_empty() {
        return String::new();
    }
    let choose = escape(parts.words.language());
    let mut html = format!(
        "<nav class=\"languages\"><details><summary><span class=\"hidden\"><span data-word=\"choose\">{choose}</span>: </span>\
         <span data-word=\"name\">{}</span></summary><ul>",
        escape(parts.words.language_name())
    );
    for Translation { lang, address, title, intro, words } in parts.pages {
        let [lang, address, title, intro] = [lang, address, title, intro].map(|text| escape(text));
        let [name, direction, choose, skip] =
            [words.language_name(), words.direction(), words.language(), words.skip_to_questions()].map(escape);
        html += &format!(
            "<li><a href=\"{address}\" hreflang=\"{lang}\" lang=\"{lang}\" dir=\"{direction}\" data-title=\"{title}\" \
             data-intro=\"{intro}\" data-choose=\"{choose}\" data-skip=\"{skip}\" data-name=\"{name}\">{name}</a></li>"
        );
    }
    html + "</ul></details></nav>"
}

/// The first question as declarative shadow DOM, in the container that `public/early.js` looks for.
fn first_question(parts: &Parts) -> String {
    let screen = first::html(&first::first_screen(parts.article, parts.words));
    let moment = escape(parts.words.moment());
    format!(
        "<template shadowrootmode=\"open\"><style>{}</style><div data-moment=\"{moment}\">{screen}</div>\
         <slot hidden></slot></template>",
        parts.sheet
    )
}

/// The whole article as HTML: a table of contents, then every section under a second-level heading, marked as a question
/// with its answer.
///
/// Source: <https://schema.org/FAQPage>, as microdata, which says no word twice.
pub fn article_html(article: &Article, words: &Strings) -> String {
    let mut page = Page { article, words, html: String::new() };
    page.contents();
    for section in &article.draft().sections {
        page.section(section);
    }
    page.html
}

pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

struct Page<'a> {
    article: &'a Article,
    words: &'a Strings,
    html: String,
}

impl Page<'_> {
    fn push(&mut self, html: impl AsRef<str>) {
        self.html.push_str(html.as_ref());
    }

    fn contents(&mut self) {
        // A section's id has no double hyphen, so these can't be its.
        let title = escape(self.words.contents());
        self.push(format!(
            "<nav aria-labelledby=\"contents--heading\">\n<h2 id=\"contents--heading\">{title}</h2>\n<ul>\n"
        ));
        for Section { id, heading, .. } in &self.article.draft().sections {
            self.push(format!("<li><a href=\"#{}\">{}</a></li>\n", escape(id), escape(heading)));
        }
        self.push("</ul>\n</nav>\n");
    }

    fn section(&mut self, section: &Section) {
        let (id, heading) = (escape(&section.id), escape(&section.heading));
        let section_link = escape(self.words.section_link());
        self.push(format!(
            "<section id=\"{id}\" aria-labelledby=\"{id}--heading\" itemprop=\"mainEntity\" itemscope itemtype=\"https://schema.org/Question\">\n\
             <h2><span id=\"{id}--heading\" itemprop=\"name\">{heading}</span> <a href=\"#{id}\" aria-label=\"{section_link}: {heading}\">#</a></h2>\n\
             <div itemprop=\"acceptedAnswer\" itemscope itemtype=\"https://schema.org/Answer\"><div itemprop=\"text\">\n"
        ));
        for block in &section.blocks {
            match block {
                Block::Plain(plain) => self.plain(plain),
                Block::Callout(callout) => self.callout(callout),
            }
        }
        self.actions(&section.id);
        self.push("</div></div>\n");
        self.source(section);
        self.push("</section>\n");
    }

    fn callout(&mut self, callout: &Callout) {
        self.begin_callout(callout.kind);
        callout.body.iter().for_each(|plain| self.plain(plain));
        self.push("</div>\n");
    }

    fn begin_callout(&mut self, kind: CalloutKind) {
        let word = match kind {
            CalloutKind::Warning => self.words.warning(),
            CalloutKind::Info => self.words.info(),
            CalloutKind::Advice => self.words.advice(),
        };
        let (kind, word) = (kind.word(), escape(word));
        self.push(format!("<div class=\"callout callout-{kind}\" role=\"note\">\n<p><strong>{word}</strong></p>\n"));
    }

    fn plain(&mut self, plain: &Plain) {
        match plain {
            Plain::Paragraph(spans) => self.element("p", spans),
            Plain::Steps(items) => self.list("ol", items),
            Plain::List(items) => self.list("ul", items),
            Plain::Code(text) => self.push(format!("<pre><code>{}</code></pre>\n", escape(text))),
            Plain::Heading(text) => self.push(format!("<h3>{}</h3>\n", escape(text))),
            Plain::Table(table) => self.table(table),
            Plain::Picture(picture) => self.picture(picture),
            Plain::Note(kind, spans) => {
                self.begin_callout(*kind);
                self.element("p", spans);
                self.push("</div>\n");
            }
        }
    }

    fn list(&mut self, tag: &str, items: &[Item]) {
        self.push(format!("<{tag}>\n"));
        for Item { text, inner } in items {
            self.push("<li>");
            text.iter().for_each(|span| self.span(span));
            inner.iter().for_each(|inner| self.plain(inner));
            self.push("</li>\n");
        }
        self.push(format!("</{tag}>\n"));
    }

    fn table(&mut self, table: &Table) {
        self.push("<div class=\"wide\" tabindex=\"0\"><table>\n");
        for (number, row) in table.rows().enumerate() {
            self.push("<tr>");
            row.iter().for_each(|cell| self.element(if number == 0 { "th" } else { "td" }, cell));
            self.push("</tr>\n");
        }
        self.push("</table></div>\n");
    }

    /// A picture beside the article, which is beside the page.
    fn picture(&mut self, picture: &Picture) {
        let Picture { light, dark, alternative, width, height } = picture;
        let folder = format!("articles/{}/", self.article.draft().id);
        let address = |url: &str| escape(&if url.starts_with("https://") { url.into() } else { folder.clone() + url });
        let source = format!("<source srcset=\"{}\" media=\"(prefers-color-scheme: dark)\">", address(dark));
        let source = if dark.is_empty() { String::new() } else { source };
        self.push(format!(
            "<p><picture>{source}<img src=\"{}\" alt=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"></picture></p>\n",
            address(light),
            escape(alternative)
        ));
    }

    fn element(&mut self, tag: &str, spans: &[Span]) {
        self.push(format!("<{tag}>"));
        spans.iter().for_each(|span| self.span(span));
        self.push(format!("</{tag}>\n"));
    }

    fn span(&mut self, span: &Span) {
        let styles = [(span.strong, "strong"), (span.emphasis, "em"), (span.code, "code"), (span.key, "kbd")];
        let wrap = |html: String, (_, tag): &(bool, &str)| format!("<{tag}>{html}</{tag}>");
        let html = styles.iter().rev().filter(|(on, _)| *on).fold(escape(&span.text), wrap);
        match &span.target {
            None => self.push(html),
            Some(Target::Url(url)) => self.push(link(url, &html, self.words)),
            Some(Target::Section(section)) => {
                let id = self.article.section(*section).map(|section| escape(&section.id)).unwrap_or_default();
                self.push(format!("<a href=\"#{id}\">{html}</a>"));
            }
        }
    }

    fn actions(&mut self, section: &str) {
        for remedy in &self.article.draft().remedies {
            let shown = self.article.section(remedy.section).is_some_and(|shown| shown.id == section);
            if let Some(action) = remedy.action.as_ref().filter(|_| shown) {
                self.push(format!(
                    "<p class=\"action\">{}</p>\n",
                    link(&action.url, &escape(&action.label), self.words)
                ));
            }
        }
    }

    fn source(&mut self, section: &Section) {
        if section.source.is_empty() {
            return;
        }
        let shown = section.source.trim_start_matches("https://").trim_end_matches('/');
        let link = link(&section.source, &escape(shown), self.words);
        let date = escape(&section.checked);
        let checked = fill(&escape(self.words.checked()), "date", &format!("<time datetime=\"{date}\">{date}</time>"));
        self.push(format!("<p>{}: {link}, {checked}</p>\n", escape(self.words.source())));
    }
}

/// A link around finished HTML, marked as external where it leads to another page.
fn link(url: &str, html: &str, words: &Strings) -> String {
    let href = escape(url);
    if url.starts_with("mailto:") {
        return format!("<a href=\"{href}\">{html}</a>");
    }
    let external = escape(words.external());
    format!("<a href=\"{href}\" rel=\"noopener noreferrer\">{html} <span class=\"hidden\">({external})</span></a>")
}
