//! Where in its file each element stands, which the tree itself doesn't know: the tokens do, so each start tag takes its
//! line along as an attribute.

use html5ever::{
    Attribute, QualName, ns,
    tendril::StrTendril,
    tokenizer::{BufferQueue, StartTag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer},
    tree_builder::{TreeBuilder, TreeSink},
};
use scraper::{ElementRef, Html, HtmlTreeSink};

/// No page has it: HTML allows no such name.
const LINE: &str = "line<";

/// Reads HTML of any state, as browsers do.
pub fn parse(html: &str) -> Html {
    let builder = TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), Default::default());
    let tokenizer = Tokenizer::new(Lines(builder), Default::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    // It returns early where a script would run.
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    tokenizer.sink.0.sink.finish()
}

/// The line of an element's start tag, counted from 1.
pub fn of(element: ElementRef<'_>) -> Option<usize> {
    element.attr(LINE)?.parse().ok()
}

struct Lines<Sink>(Sink);

impl<Sink: TokenSink> TokenSink for Lines<Sink> {
    type Handle = Sink::Handle;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        if let TagToken(tag) = &mut token
            && tag.kind == StartTag
        {
            let name = QualName::new(None, ns!(), LINE.into());
            tag.attrs.push(Attribute { name, value: line.to_string().into() });
        }
        self.0.process_token(token, line)
    }

    fn end(&self) {
        self.0.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.0.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
