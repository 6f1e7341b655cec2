//! Tables, and the lists that they become where no table can be.

use super::{Aside, Fit, list::items, run::append};
use crate::{
    article::{Plain, Span, Table},
    author::starter::outline::{
        inline::{tidy, words},
        tree::{Bit, Node},
    },
};

impl Fit<'_> {
    /// Fits a table of a section, or of a box, where it becomes a list.
    pub(super) fn table(
        &mut self,
        head: bool,
        rows: Vec<Vec<Vec<Node>>>,
        in_box: bool,
        aside: &mut Aside,
    ) -> Option<Plain> {
        if in_box {
            self.change("a table in a box became a list, an item for each row");
            let items = items(self.rows(head, rows, aside));
            return (!items.is_empty()).then_some(Plain::List(items));
        }
        let mut rows = self.cells(rows, aside);
        if !head && !rows.is_empty() {
            self.change("the first row of a table became its head");
        }
        let blank = rows.iter().take_while(|row| row.iter().all(Vec::is_empty)).count();
        rows.drain(..blank);
        rows.retain(|row| !row.iter().all(Vec::is_empty));
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        rows.iter_mut().for_each(|row| row.resize(columns, Vec::new()));
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        let cells = rows.into_iter().flatten().collect();
        (columns > 0).then_some(Plain::Table(Table { columns, cells }))
    }

    /// The words of each cell.
    fn cells(&mut self, rows: Vec<Vec<Vec<Node>>>, aside: &mut Aside) -> Vec<Vec<Vec<Span>>> {
        let mut read = Vec::new();
        for row in rows {
            let mut cells = Vec::new();
            for cell in row {
                cells.push(self.flat(cell, aside));
            }
            read.push(cells);
        }
        read
    }

    /// The rows of a table as lines: `Header: cell; header: cell`.
    pub(super) fn rows(&mut self, head: bool, rows: Vec<Vec<Vec<Node>>>, aside: &mut Aside) -> Vec<Vec<Span>> {
        let mut rows = self.cells(rows, aside);
        if !head || rows.len() < 2 {
            return as_lines(None, rows);
        }
        let header = rows.remove(0);
        as_lines(Some(&header), rows)
    }
}

/// The rows of a table as lines, each cell behind the name of its column.
pub fn as_lines(header: Option<&[Vec<Span>]>, rows: Vec<Vec<Vec<Span>>>) -> Vec<Vec<Span>> {
    let line = |cells: Vec<Vec<Span>>| {
        let mut line = Vec::new();
        for (column, cell) in cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let name = header.and_then(|header| header.get(column)).map(|name| words(name)).unwrap_or_default();
            let mut named = Vec::new();
            if !name.is_empty() {
                named.push(Span { text: format!("{name}: "), ..Span::default() });
            }
            named.extend(cell);
            append(&mut line, "; ", named);
        }
        tidy(line.into_iter().map(Bit::Text))
    };
    rows.into_iter().map(line).filter(|line| !line.is_empty()).collect()
}
