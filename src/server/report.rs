//! What an author reads of the feedback: of each article and section how often it helped and how often not, what it was
//! rated, and what people said last. What helped least comes first.

use std::io::{self, Write};

use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use sqlx::{FromRow, Row, any::AnyRow};

use super::database::Database;

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For a terminal.
    Table,
    /// For a spreadsheet (RFC 4180).
    Csv,
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum NotReported {
    /// The database fails.
    #[error("database: the feedback can't be read: {0}")]
    Database(#[from] sqlx::Error),
    /// Nothing can be written.
    #[error("the report can't be written: {0}")]
    Output(#[from] io::Error),
    /// Nothing can be written as CSV.
    #[error("the report can't be written: {0}")]
    Csv(#[from] csv::Error),
}

/// What is said of a section, or of an article as a whole.
struct Line {
    article: String,
    section: Option<String>,
    helped: i64,
    did_not: i64,
    rating: Option<f64>,
    comments: Vec<String>,
}

impl FromRow<'_, AnyRow> for Line {
    fn from_row(row: &AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            article: row.try_get("article")?,
            section: row.try_get("section")?,
            helped: row.try_get("helped")?,
            did_not: row.try_get("did_not")?,
            rating: row.try_get("rating")?,
            comments: Vec::new(),
        })
    }
}

/// Writes it, with so many comments of each section.
///
/// # Errors
/// If it can't be read or written.
pub async fn report(database: &Database, form: Form, comments: u32, out: &mut impl Write) -> Result<(), NotReported> {
    let lines = lines(database, comments).await?;
    let titles = ["Article", "Section", "Helped", "Did not", "Rating", "Latest comments"];
    match form {
        Form::Table => {
            let mut table = Table::new();
            table.load_preset(UTF8_FULL_CONDENSED).set_header(titles);
            for line in lines {
                table.add_row(line.cells(visible));
            }
            writeln!(out, "{table}")?;
        }
        Form::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(titles)?;
            for line in lines {
                csv.write_record(line.cells(inert))?;
            }
            csv.flush()?;
        }
    }
    Ok(())
}

async fn lines(database: &Database, comments: u32) -> Result<Vec<Line>, sqlx::Error> {
    let lines = sqlx::query_as(
        "SELECT article, section,
             sum(CASE WHEN helpful THEN 1 ELSE 0 END) AS helped,
             sum(CASE WHEN NOT helpful THEN 1 ELSE 0 END) AS did_not,
             CAST(avg(rating) AS DOUBLE PRECISION) AS rating
         FROM feedback GROUP BY article, section ORDER BY did_not DESC, article, section",
    );
    let mut lines: Vec<Line> = lines.fetch_all(database.reader()).await?;
    let said = sqlx::query(
        "SELECT article, section, comment FROM (
             SELECT article, section, comment, said_at, id,
                 row_number() OVER (PARTITION BY article, section ORDER BY said_at DESC, id) AS place
             FROM feedback WHERE comment <> ''
         ) AS said WHERE place <= $1 ORDER BY said_at DESC, id",
    );
    for row in said.bind(i64::from(comments)).fetch_all(database.reader()).await? {
        let (article, section): (String, Option<String>) = (row.try_get("article")?, row.try_get("section")?);
        let of = lines.iter_mut().find(|line| line.article == article && line.section == section);
        if let Some(line) = of {
            line.comments.push(row.try_get("comment")?);
        }
    }
    Ok(lines)
}

impl Line {
    fn cells(self, safe: fn(&str) -> String) -> [String; 6] {
        let comments = self.comments.iter().map(|comment| safe(comment)).collect::<Vec<_>>();
        [
            safe(&self.article),
            self.section.as_deref().map(safe).unwrap_or_default(),
            self.helped.to_string(),
            self.did_not.to_string(),
            self.rating.map(|rating| format!("{rating:.1}")).unwrap_or_default(),
            comments.join("\n"),
        ]
    }
}

/// A stranger's text for a terminal, which takes some letters for commands.
fn visible(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() && letter != '\n' { '\u{fffd}' } else { letter }).collect()
}

/// A stranger's text for a spreadsheet, which takes some beginnings for a formula.
fn inert(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{text}") } else { text.into() }
}
