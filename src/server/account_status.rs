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
    PartialSchema, ToSchema,
    openapi::{
        RefOr, Schema,
        schema::{AnyOfBuilder, ObjectBuilder, SchemaType, Type},
    },
};

use super::{
    Shared,
    accounts::{Facts, key},
    caller::Caller,
    database::away,
    ledger::Entry,
    refusal::{Body, PostRefusals, Refusal, TokenRefusals},
    tokens::Sent,
};
use crate::email::{Address, Key, LONGEST};

/// Which account is asked about: that of an address, or that of a token.
#[derive(Deserialize)]
pub struct Question {
    article: String,
    email: Option<String>,
    token: Option<String>,
}

impl PartialSchema for Question {
    fn schema() -> RefOr<Schema> {
        // Of the address and the token one must be there, and the other may be null.
        let with = |proof: &str| {
            let text = || ObjectBuilder::new().schema_type(Type::String);
            let proven_by = |name| {
                let or_null = SchemaType::from_iter([Type::String, Type::Null]);
                if name == proof { text() } else { text().schema_type(or_null) }
            };
            let article =
                text().description(Some("The id of the article that the person reads")).examples([json!("my-login")]);
            let email = proven_by("email")
                .pattern(Some(address_pattern()))
                .max_length(Some(LONGEST))
                .description(Some("The address that the person entered"))
                .examples([json!("somebody@example.org")]);
            let token = proven_by("token")
                .description(Some("The token out of the mail's link; `Authorization: Bearer` counts before it"))
                .examples([json!("XOgBLzkqYtGr3mbxQfNoWNs4y7Hbd9qTz3cVnM0uJkE")]);
            let fields = ObjectBuilder::new().property("article", article).required("article");
            fields.property("email", email).property("token", token).required(proof)
        };
        AnyOfBuilder::new()
            .item(with("email"))
            .item(with("token"))
            .description(Some("An address, a token, or both; a token sent as `Authorization: Bearer` is one too"))
            .into()
    }
}

impl ToSchema for Question {}

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
/// With an address, the answer is the same for every address: if there is an account, a mail says what is the matter
/// with it, and has a link with a one-time token. A live token, alone or with the address that it is for, gives the
/// facts to the first who sends it, who can repeat the request for a minute; with an address, any other token is as good
/// as none.
#[utoipa::path(
    post,
    path = "/account-status",
    request_body = Question,
    security((), ("token" = [])),
    responses(
        (status = 200, description = "The facts of the account, to whoever sends a live one-time token",
            body = Known, example = json!({ "facts": { "account": "terminated" } })),
        (status = 202, description = "To everybody else, whether there is such an account or not",
            body = Emailed, example = json!({ "emailed": true })),
        TokenRefusals,
        PostRefusals,
    )
)]
pub async fn account_status(
    State(shared): State<Arc<Shared>>,
    caller: Caller,
    headers: HeaderMap,
    body: Result<Body<Question>, Refusal>,
) -> Result<Answer, Refusal> {
    let asked = body.and_then(|Body(question)| Asked::parse(question, &headers));
    // A request that does not fit counts as well.
    let (entry, asked) = match asked {
        Ok(Asked { article, address: Some(address), token: None }) => (Some(Entry::Asked { article, address }), None),
        other => (None, Some(other)),
    };
    shared.ledger.enter(caller, entry).await?;
    let Some(asked) = asked else { return Ok(Answer::Emailed) };
    let Asked { article, address, token } = asked?;
    if let Some(token) = token {
        let named = address.as_ref().map(key);
        let sent = Sent { token: &token, article: &article, named: named.as_ref().map(Key::as_str), caller };
        if let Some(facts) = facts(&shared, &sent).await? {
            return Ok(Answer::Known(facts));
        }
    }
    match address {
        Some(address) => {
            shared.ledger.enter_counted(Entry::Asked { article, address }).await?;
            Ok(Answer::Emailed)
        }
        None => Err(Refusal::NotLive),
    }
}

/// What a live token tells. It is used up last, so that nobody loses it to a database that is away.
async fn facts(shared: &Shared, sent: &Sent<'_>) -> Result<Option<Facts>, Refusal> {
    let Some(account) = sent.account(&shared.database).await.map_err(away)? else { return Ok(None) };
    let account = shared.accounts.find(sent.article, &account).await.map_err(|error| {
        tracing::error!(reason = %error, "an account was not looked up for whoever has its token");
        Refusal::Away
    })?;
    let Some(account) = account else { return Ok(None) };
    let is_first = sent.redeem(shared.token_life, &shared.database).await.map_err(away)?;
    Ok(is_first.then(|| account.meaning.facts.clone()))
}

/// A question that has an address, a token, or both.
struct Asked {
    article: String,
    address: Option<Address>,
    token: Option<String>,
}

impl Asked {
    fn parse(Question { article, email, token }: Question, headers: &HeaderMap) -> Result<Self, Refusal> {
        let address = email.as_deref().map(address).transpose()?;
        let token = bearer(headers).map(str::to_owned).or(token);
        if address.is_none() && token.is_none() {
            return Err(Refusal::Unfit("email: an address is missing, or else a token"));
        }
        Ok(Self { article, address, token })
    }
}

fn address(email: &str) -> Result<Address, Refusal> {
    let address = Address::parse(email).ok();
    // A form forgives space around an address; an API takes what it describes and nothing else.
    address.filter(|address| address.as_str() == email).ok_or(Refusal::Unfit("email: this is no address"))
}

/// Describes what [`address`] takes: one `@`, and after it a domain with a dot.
fn address_pattern() -> String {
    let letter = r#"[^\s\x00-\x1f\x7f-\x9f"(),:;<>@\[\\\]]"#;
    let inner = letter.replace(r"\]", r"\].-");
    let label = format!("{inner}+(-+{inner}+)*");
    format!(r"^{letter}+@({label}\.)+{label}$")
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}
