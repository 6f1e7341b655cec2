//! `POST /feedback`: whether an article helped.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    Shared,
    caller::Caller,
    ledger::Entry,
    refusal::{Body, PostRefusals, Refusal},
};

const LONGEST_ID: usize = 64;

/// What somebody says of an article.
#[derive(Deserialize, ToSchema)]
pub struct Feedback {
    /// The article's id.
    #[schema(example = "my-login")]
    pub article: String,
    /// The section's id, where it is about one.
    #[schema(example = "reset")]
    pub section: Option<String>,
    /// Whether it helped.
    pub helpful: Option<bool>,
    /// From 1, bad, to 5, good.
    #[schema(value_type = Option<u8>, minimum = 1, maximum = 5)]
    pub rating: Option<Rating>,
    /// In the person's own words.
    pub comment: Option<String>,
    /// Made by the sender, at random; what is sent again with the same id counts once.
    #[schema(min_length = 1, max_length = 64, example = "6f1c0d5e")]
    pub id: String,
}

/// From 1 to 5. In JSON 5.0 is a whole number too.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "f64")]
pub struct Rating(u8);

impl From<Rating> for i64 {
    fn from(rating: Rating) -> Self {
        rating.0.into()
    }
}

impl TryFrom<f64> for Rating {
    type Error = &'static str;

    fn try_from(number: f64) -> Result<Self, &'static str> {
        (1..=5).find(|whole| f64::from(*whole) == number).map(Self).ok_or("a rating is from 1 to 5")
    }
}

/// Say whether an article helped.
#[utoipa::path(
    post,
    path = "/feedback",
    request_body = Feedback,
    responses((status = 204, description = "Counted, now or the first time that it came"), PostRefusals)
)]
pub async fn feedback(
    State(shared): State<Arc<Shared>>,
    caller: Caller,
    body: Result<Body<Feedback>, Refusal>,
) -> Result<StatusCode, Refusal> {
    let is_id = |id: &str| (1..=LONGEST_ID).contains(&id.chars().count());
    let feedback = body.and_then(|Body(feedback)| {
        if is_id(&feedback.id) { Ok(feedback) } else { Err(Refusal::Unfit("id: from 1 to 64 characters")) }
    });
    // A request that does not fit counts as well.
    let (entry, refusal) = match feedback {
        Ok(feedback) => (Some(Entry::Feedback(feedback)), None),
        Err(refusal) => (None, Some(refusal)),
    };
    shared.ledger.enter(caller, entry).await?;
    refusal.map_or(Ok(StatusCode::NO_CONTENT), Err)
}
