//! `POST /account-status`: what is the matter with an account, told to whoever reads the mail of its address.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{
    ToSchema,
    openapi::{Object, ObjectBuilder, schema::Type},
};

use super::{
    Shared,
    accounts::Facts,
    refusal::{Body, PostRefusals, Refusal},
};
use crate::email::{Address, LONGEST};

/// Which account is asked about.
#[derive(Deserialize, ToSchema)]
pub struct Question {
    /// The id of the article that the person reads.
    #[schema(example = "sendgrid-login")]
    article: String,
    /// The address that the person entered.
    #[schema(schema_with = address)]
    email: String,
    /// The token out of the mail's link, where it can't be sent as `Authorization: Bearer`.
    token: Option<String>,
}

/// What everybody is told: if there is an account, its address is written to.
#[derive(Serialize, ToSchema)]
pub struct Emailed {
    /// Always true.
    #[schema(example = true)]
    emailed: bool,
}

/// What is told to whoever holds a live token of the address.
#[derive(Serialize, ToSchema)]
pub struct Known {
    /// What is so, as the article's facts and their values.
    facts: Facts,
}

/// The answer.
pub enum Answer {
    /// To everybody.
    Emailed,
    /// To whoever has proved that the mailbox is theirs.
    Known(Facts),
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Self::Emailed => (StatusCode::ACCEPTED, Json(Emailed { emailed: true })).into_response(),
            Self::Known(facts) => Json(Known { facts }).into_response(),
        }
    }
}

/// Ask about an account.
///
/// Without a token, or with one that is used, expired or of another address, the answer is the same for every address:
/// if there is an account, a mail says what is the matter with it, and has a link with a one-time token.
#[utoipa::path(
    post,
    path = "/account-status",
    request_body = Question,
    security((), ("token" = [])),
    responses(
        (status = 200, description = "The facts of the account, to whoever sends a live one-time token of its address",
            body = Known, example = json!({ "facts": { "account": "terminated" } })),
        (status = 202, description = "To everybody else, whether there is such an account or not",
            body = Emailed, example = json!({ "emailed": true })),
        PostRefusals,
    )
)]
pub async fn account_status(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Body(question): Body<Question>,
) -> Result<Answer, Refusal> {
    let Question { article, email, token } = question;
    let address = Address::parse(&email).map_err(|_| Refusal::Unfit("email: this is no address"))?;
    if let Some(token) = bearer(&headers).or(token.as_deref())
        && shared.tokens.redeem(&address, token)
        && let Some(state) = shared.accounts.find(&article, &address)
    {
        return Ok(Answer::Known(state.facts.clone()));
    }
    // From here on nothing depends on whether there is an account.
    shared.mail.ask(article, address, &shared.log);
    Ok(Answer::Emailed)
}

/// Describes what [`Address::parse`] takes: one `@`, and after it a domain with a dot.
fn address() -> Object {
    let letter = r#"[^\s\x00-\x1f\x7f-\x9f"(),:;<>@\[\\\]]"#;
    let inner = letter.replace(r"\]", r"\].-");
    let label = format!("{inner}+(-+{inner}+)*");
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(format!(r"^{letter}+@({label}\.)+{label}$")))
        .description(Some("The address that the person entered: at most 254 bytes in UTF-8"))
        .max_length(Some(LONGEST))
        .examples([json!("somebody@example.org")])
        .build()
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}
