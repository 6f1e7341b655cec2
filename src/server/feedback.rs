//! `POST /feedback`: whether an article helped, appended to a file, one line of JSON for each.

use std::{
    collections::VecDeque,
    fs::OpenOptions,
    io::{self, Write},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Shared,
    refusal::{Body, Faults, PostRefusals, Refusal},
};

/// How many ids are remembered, to know what is sent twice.
const REMEMBERED: usize = 1000;
const LONGEST_ID: usize = 64;

/// What somebody says of an article.
#[derive(Deserialize, Serialize, ToSchema)]
pub struct Feedback {
    /// The article's id.
    #[schema(example = "my-login")]
    article: String,
    /// The section's id, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "reset")]
    section: Option<String>,
    /// Whether it helped.
    #[serde(skip_serializing_if = "Option::is_none")]
    helpful: Option<bool>,
    /// From 1, bad, to 5, good.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<u8>, minimum = 1, maximum = 5)]
    rating: Option<Rating>,
    /// In the person's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    /// Made by the sender, at random; what is sent again with the same id counts once.
    #[schema(min_length = 1, max_length = 64, example = "6f1c0d5e")]
    id: String,
}

/// From 1 to 5. In JSON 5.0 is a whole number too.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(try_from = "f64")]
struct Rating(u8);

impl TryFrom<f64> for Rating {
    type Error = &'static str;

    fn try_from(number: f64) -> Result<Self, &'static str> {
        (1..=5).find(|whole| f64::from(*whole) == number).map(Self).ok_or("a rating is from 1 to 5")
    }
}

/// The file that feedback goes to.
pub struct FeedbackFile {
    path: PathBuf,
    /// The ids that were written last.
    written: Mutex<VecDeque<String>>,
}

impl FeedbackFile {
    /// A file, which is made when the first feedback comes.
    pub fn new(path: PathBuf) -> Self {
        Self { path, written: Mutex::default() }
    }

    fn append(&self, feedback: Feedback) -> io::Result<()> {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if written.contains(&feedback.id) {
            return Ok(());
        }
        let mut line = serde_json::to_vec(&feedback)?;
        line.push(b'\n');
        // Opened each time, so that the file can be moved away at any time.
        OpenOptions::new().create(true).append(true).open(&self.path)?.write_all(&line)?;
        written.push_back(feedback.id);
        if written.len() > REMEMBERED {
            written.pop_front();
        }
        Ok(())
    }
}

/// Say whether an article helped.
#[utoipa::path(
    post,
    path = "/feedback",
    request_body = Feedback,
    responses((status = 204, description = "Counted, now or the first time that it came"), PostRefusals, Faults)
)]
pub async fn feedback(
    State(shared): State<Arc<Shared>>,
    Body(feedback): Body<Feedback>,
) -> Result<StatusCode, Refusal> {
    if feedback.id.is_empty() || feedback.id.chars().count() > LONGEST_ID {
        return Err(Refusal::Unfit("id: from 1 to 64 characters"));
    }
    let file = shared.feedback.clone();
    let written = tokio::task::spawn_blocking(move || file.append(feedback)).await;
    match written.unwrap_or_else(|error| Err(io::Error::other(error))) {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) => {
            shared.log.line(format_args!("feedback can't be written: {error}"));
            Err(Refusal::Fault)
        }
    }
}
