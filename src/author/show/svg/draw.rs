//! Writing the picture down.

use core::fmt::Write;

use super::{
    block::{CardBox, GAP, HEAD, LINE, PADDING, RemedyBox, RowBox, SMALL, WIDTH},
    layout::{BETWEEN, Layout, Line, What},
    text::{escape, measure, wrap},
};
use crate::{
    article::Article,
    author::show::{chart::Chart, expectation::Expectation, words::numbers},
};

const STYLE: &str = include_str!("style.css");
const MARGIN: f64 = 40.0;
/// How many colours `style.css` has, and how many ways to dash a line.
const COLOURS: usize = 8;
const DASHES: usize = 3;

/// How much of an arrow's head its line leaves free.
const TIP: f64 = 8.0;

/// A line on paper.
struct Way {
    /// Where it begins, at the left of a lane.
    start: f64,
    /// Where it begins to bend.
    x1: f64,
    y1: f64,
    x2: f64,
    y2: f64,
    /// Whether it comes out of a box.
    begins: bool,
    /// Whether it goes into one.
    ends: bool,
}

/// A picture that is being drawn.
pub(super) struct Canvas {
    svg: String,
    width: f64,
    /// Where the next thing begins.
    y: f64,
}

impl Canvas {
    pub fn new(columns: usize) -> Self {
        let columns = columns.max(2) as f64;
        let width = 2.0 * MARGIN + columns * WIDTH + (columns - 1.0) * BETWEEN;
        Self { svg: String::new(), width, y: MARGIN }
    }

    fn push(&mut self, piece: core::fmt::Arguments) {
        // A string takes whatever is written to it.
        let _ = self.svg.write_fmt(piece);
        self.svg.push('\n');
    }

    fn text(&mut self, class: &str, x: f64, y: f64, text: &str) {
        self.push(format_args!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", escape(text)));
    }

    pub fn caption(&mut self, article: &Article, expected: &Expectation, notes: [Option<String>; 3]) {
        for line in wrap(&article.draft().title, 27.0, self.width - 2.0 * MARGIN) {
            self.y += 30.0;
            self.text("title", MARGIN, self.y - 6.0, &line);
        }
        for line in [Some(numbers(article, expected))].into_iter().chain(notes).flatten() {
            self.y += 22.0;
            self.text("quiet", MARGIN, self.y - 4.0, &line);
        }
        self.y += 36.0;
    }

    pub fn lines(&mut self, layout: &Layout) {
        let colours = colours(layout);
        for line in &layout.lines {
            let Some(Way { start, x1, y1, x2, y2, .. }) = self.way(layout, line) else { continue };
            let number = colours.get(line.target).copied().unwrap_or(0);
            let (colour, dash) = (number % COLOURS, number / COLOURS % DASHES);
            let unsure = if line.is_unsure { " unsure" } else { "" };
            let bend = BETWEEN * 0.5;
            self.push(format_args!(
                "<path class=\"edge s{colour} d{dash}{unsure}\" \
                 d=\"M{start:.1} {y1:.1}H{x1:.1}C{:.1} {y1:.1} {:.1} {y2:.1} {x2:.1} {y2:.1}\"/>",
                x1 + bend,
                x2 - bend,
            ));
        }
    }

    /// Marks where lines begin and end, over the boxes' edges.
    pub fn ends(&mut self, layout: &Layout) {
        let colours = colours(layout);
        for line in &layout.lines {
            let Some(Way { x1, y1, x2, y2, begins, ends, .. }) = self.way(layout, line) else { continue };
            let colour = colours.get(line.target).copied().unwrap_or(0) % COLOURS;
            if begins {
                self.push(format_args!("<circle class=\"f{colour}\" cx=\"{x1:.1}\" cy=\"{y1:.1}\" r=\"4\"/>"));
            }
            if ends {
                self.push(format_args!("<path class=\"f{colour}\" d=\"M{:.1} {y2:.1}l-10 -5v10z\"/>", x2 + TIP));
            }
        }
    }

    fn way(&self, layout: &Layout, line: &Line) -> Option<Way> {
        let (from, to) = (layout.items.get(line.from)?, layout.items.get(line.to)?);
        let is_lane = |what: What| matches!(what, What::Lane(_));
        let (begins, ends) = (!is_lane(from.what), !is_lane(to.what));
        let x1 = MARGIN + Layout::left(from.column) + WIDTH;
        Some(Way {
            start: if begins { x1 } else { x1 - WIDTH },
            x1,
            y1: self.y + from.y + from.outlets.get(line.outlet).copied().unwrap_or(0.0),
            x2: MARGIN + Layout::left(to.column) - if ends { TIP } else { 0.0 },
            y2: self.y + to.y + to.inlet,
            begins,
            ends,
        })
    }

    pub fn boxes(&mut self, layout: &Layout, chart: &Chart, cards: &[CardBox], remedies: &[RemedyBox]) {
        for item in &layout.items {
            let (x, y) = (MARGIN + Layout::left(item.column), self.y + item.y);
            match item.what {
                What::Card(place) => {
                    if let Some(card) = cards.get(place) {
                        self.card(card, x, y);
                    }
                }
                What::Remedy(remedy) => {
                    let place = chart.remedies.iter().position(|other| *other == remedy);
                    if let Some(shown) = place.and_then(|place| remedies.get(place)) {
                        self.remedy(shown, x, y);
                    }
                }
                What::Lane(_) => {}
            }
        }
    }

    fn card(&mut self, card: &CardBox, x: f64, y: f64) {
        let (height, band) = (card.height, card.band);
        self.push(format_args!(
            "<rect class=\"card\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{WIDTH}\" height=\"{height:.1}\" rx=\"9\"/>"
        ));
        self.push(format_args!(
            "<path class=\"band\" d=\"M{:.1} {:.1}v{:.1}a8 8 0 0 1 8 -8h{:.1}a8 8 0 0 1 8 8v{:.1}z\"/>",
            x + 1.0,
            y + band,
            9.0 - band,
            WIDTH - 18.0,
            band - 9.0
        ));
        let mut line = y + PADDING - 5.0;
        for text in &card.prompt {
            line += HEAD;
            self.text("head", x + PADDING, line - 4.0, text);
        }
        self.text("id quiet", x + PADDING, line + SMALL - 2.0, &card.id);
        for (number, row) in card.rows.iter().enumerate() {
            self.row(row, x, y, number > 0);
        }
    }

    fn row(&mut self, row: &RowBox, x: f64, y: f64, ruled: bool) {
        let mut line = y + row.top + GAP;
        if ruled {
            self.push(format_args!(
                "<path class=\"rule\" d=\"M{:.1} {:.1}h{:.1}\"/>",
                x + 1.0,
                y + row.top,
                WIDTH - 2.0
            ));
        }
        for text in &row.lines {
            line += LINE;
            self.text(if row.is_unsure { "quiet" } else { "answer" }, x + PADDING, line - 4.5, text);
        }
        for text in &row.note {
            line += SMALL;
            self.text("quiet small", x + PADDING + 14.0, line - 4.0, text);
        }
    }

    fn remedy(&mut self, remedy: &RemedyBox, x: f64, y: f64) {
        let height = remedy.height;
        self.push(format_args!(
            "<rect class=\"remedy\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{WIDTH}\" height=\"{height:.1}\" rx=\"18\"/>"
        ));
        let mut line = y + PADDING - 5.0;
        for text in &remedy.heading {
            line += HEAD - 1.0;
            self.text("name", x + PADDING, line - 4.0, text);
        }
        line += SMALL;
        self.text("id quiet", x + PADDING, line - 3.0, &format!("#{}", remedy.id));
        for text in &remedy.asks {
            line += SMALL;
            self.text("small", x + PADDING, line - 3.0, text);
        }
        if remedy.warns {
            self.warning(x + WIDTH - PADDING - 20.0, y + PADDING - 4.0);
        }
    }

    fn warning(&mut self, x: f64, y: f64) {
        self.push(format_args!("<path class=\"warns\" d=\"M{:.1} {y:.1}l9.5 17h-19z\"/>", x + 9.5));
        self.push(format_args!("<path class=\"bang\" d=\"M{0:.1} {1:.1}v5m0 2.6v.1\"/>", x + 9.5, y + 6.0));
    }

    /// Goes on below what is so high.
    pub fn below(&mut self, height: f64) {
        self.y += height + 40.0;
    }

    /// What is met only after something else.
    pub fn later(&mut self, remedies: &[RemedyBox], questions: &[&str]) {
        if remedies.is_empty() && questions.is_empty() {
            return;
        }
        self.text("head", MARGIN, self.y, "Only from a list, or after something else did not help");
        self.y += 20.0;
        for question in questions {
            self.y += LINE;
            self.text("answer", MARGIN, self.y - 4.0, &format!("asks: {question}"));
        }
        let across = ((self.width - 2.0 * MARGIN + 26.0) / (WIDTH + 26.0)).floor().max(1.0) as usize;
        for row in remedies.chunks(across) {
            for (place, remedy) in row.iter().enumerate() {
                self.remedy(remedy, MARGIN + place as f64 * (WIDTH + 26.0), self.y);
            }
            self.y += row.iter().map(|remedy| remedy.height).fold(0.0, f64::max) + 20.0;
        }
        self.y += 20.0;
    }

    pub fn legend(&mut self, chart: &Chart, layout: &Layout) {
        let mut x = MARGIN;
        if !chart.warns.is_empty() {
            self.warning(x, self.y - 14.0);
            let text = "shows a warning";
            self.text("quiet", x + 26.0, self.y, text);
            x += 56.0 + measure(text, 13.0);
        }
        if layout.lines.iter().any(|line| line.is_unsure) {
            let (y, to) = (self.y - 4.0, x + 34.0);
            self.push(format_args!("<path class=\"edge s0 unsure\" d=\"M{x:.1} {y:.1}H{to:.1}\"/>"));
            self.text("quiet", x + 42.0, self.y, "only for those who aren’t sure");
        }
        self.y += MARGIN;
    }

    pub fn finish(self, article: &Article, expected: &Expectation) -> String {
        let draft = article.draft();
        let (lang, title) = (escape(&draft.lang), escape(&draft.title));
        let described = escape(&format!(
            "The questions of the article and the remedies they lead to: {}.",
            numbers(article, expected)
        ));
        let (width, height) = (self.width, self.y);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-labelledby=\"title desc\" lang=\"{lang}\">\n\
             <title id=\"title\">{title}</title>\n<desc id=\"desc\">{described}</desc>\n<style>\n{STYLE}</style>\n{}</svg>\n",
            self.svg
        )
    }
}

/// By item, a number for its lines' colour and dashes, such that neighbours differ.
fn colours(layout: &Layout) -> Vec<usize> {
    let mut colours = vec![0; layout.items.len()];
    let boxes = layout
        .columns
        .iter()
        .flatten()
        .filter(|item| layout.items.get(**item).is_some_and(|item| !matches!(item.what, What::Lane(_))));
    for (number, item) in boxes.enumerate() {
        if let Some(slot) = colours.get_mut(*item) {
            *slot = number;
        }
    }
    colours
}
