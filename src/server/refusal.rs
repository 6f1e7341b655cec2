//! Why a request is refused, said in one form: a problem detail (RFC 9457), the same type for every refusal.
//!
//! A refusal quotes nothing of the request, so nothing of it can end in somebody's log.

use std::{collections::BTreeMap, time::Duration};

use axum::{
    Json,
    extract::{FromRequest, rejection::JsonRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::json;
use utoipa::{
    IntoResponses, ToSchema,
    openapi::{
        ContentBuilder, HeaderBuilder, ObjectBuilder, Ref, RefOr, Response as Described, ResponseBuilder, schema::Type,
    },
};

const MEDIA_TYPE: &str = "application/problem+json";
/// How a token that is not live is refused (RFC 6750, 3).
const CHALLENGE: &str = "Bearer error=\"invalid_token\"";

/// How long who is told so should wait until the database may be back.
const AWAY_FOR: Duration = Duration::from_secs(5);

/// A body of JSON; anything else is refused as a [`Refusal`].
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(Refusal))]
pub struct Body<T>(pub T);

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The body can't be read as JSON.
    #[error("the body is no JSON")]
    NotJson,
    /// A token alone, and it is not live. Why not is nobody's business.
    #[error("this link has been used or has expired: enter your address for another")]
    NotLive,
    /// No such path.
    #[error("there is nothing at this path")]
    NotFound,
    /// The path is there, the method isn't.
    #[error("this path has another method: see Allow")]
    OtherMethod,
    /// The request came too slowly.
    #[error("the request did not come whole within ten seconds")]
    Slow,
    /// The body is longer than is read.
    #[error("the body is longer than 4096 bytes")]
    TooLong,
    /// The body says that it is something else.
    #[error("the body must be sent as application/json")]
    NotDeclaredJson,
    /// JSON, but not what this path takes.
    #[error("{0}")]
    Unfit(&'static str),
    /// The caller asks too often.
    #[error("too many requests from this network: try again later, see Retry-After")]
    TooMany(Duration),
    /// A fault of ours, which is in the log.
    #[error("the server could not do it: try again later")]
    Fault,
    /// The database is away, or there is more to do than can be done. The log says which.
    #[error("the server can't do it for now: try again, see Retry-After")]
    Away,
    /// The status page can't be had.
    #[error("the status page can't be read")]
    NoStatus,
    /// The status page did not answer in time.
    #[error("the status page did not answer in time")]
    SlowStatus,
}

/// What the text of an unfit body is when no field has a better one.
pub const OTHER_SHAPE: Refusal = Refusal::Unfit("a field is missing, or is not of its type");

impl Refusal {
    /// The status that it is answered with.
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotJson => StatusCode::BAD_REQUEST,
            Self::NotLive => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::OtherMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotDeclaredJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unfit(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Away => StatusCode::SERVICE_UNAVAILABLE,
            Self::NoStatus => StatusCode::BAD_GATEWAY,
            Self::SlowStatus => StatusCode::GATEWAY_TIMEOUT,
        }
    }

    fn problem(self) -> Problem {
        let status = self.status();
        Problem {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            detail: self.to_string(),
        }
    }
}

/// A problem detail (RFC 9457).
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// The same for every refusal: the status says what kind it is.
    #[serde(rename = "type")]
    #[schema(example = "about:blank")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The status.
    status: u16,
    /// What to put right.
    detail: String,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (self.status(), Json(self.problem())).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        match self {
            Self::NotLive => drop(headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(CHALLENGE))),
            Self::TooMany(wait) => drop(headers.insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1))),
            Self::Away => drop(headers.insert(header::RETRY_AFTER, HeaderValue::from(AWAY_FOR.as_secs()))),
            _ => {}
        }
        response
    }
}

impl From<JsonRejection> for Refusal {
    fn from(rejection: JsonRejection) -> Self {
        match rejection {
            JsonRejection::MissingJsonContentType(_) => Self::NotDeclaredJson,
            JsonRejection::JsonDataError(_) => OTHER_SHAPE,
            JsonRejection::BytesRejection(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => Self::TooLong,
            _ => Self::NotJson,
        }
    }
}

/// What any path that takes a body may refuse, for the API's description.
pub struct PostRefusals;

impl IntoResponses for PostRefusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let wait = Duration::from_secs(5);
        described(&[
            Refusal::NotJson,
            Refusal::OtherMethod,
            Refusal::Slow,
            Refusal::TooLong,
            Refusal::NotDeclaredJson,
            OTHER_SHAPE,
            Refusal::TooMany(wait),
            Refusal::Away,
        ])
    }
}

/// What a token may be refused with, for the API's description.
pub struct TokenRefusals;

impl IntoResponses for TokenRefusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&[Refusal::NotLive])
    }
}

/// What the service's status may be refused with, for the API's description.
pub struct StatusRefusals;

impl IntoResponses for StatusRefusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&[Refusal::NotFound, Refusal::NoStatus, Refusal::SlowStatus])
    }
}

/// What any path that only tells may refuse, for the API's description.
pub struct GetRefusals;

impl IntoResponses for GetRefusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&[Refusal::OtherMethod])
    }
}

/// What is refused while the database is away, for the API's description.
pub struct AwayRefusals;

impl IntoResponses for AwayRefusals {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&[Refusal::Away])
    }
}

/// Describes each refusal by the very answer that it gives.
fn described(refusals: &[Refusal]) -> BTreeMap<String, RefOr<Described>> {
    let described = |refusal: &Refusal| {
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .example(Some(json!(refusal.problem())))
            .build();
        let mut response = ResponseBuilder::new().description(refusal.to_string()).content(MEDIA_TYPE, content);
        let header = |kind: Type, description: &str| {
            let schema = ObjectBuilder::new().schema_type(kind).build();
            HeaderBuilder::new().schema(schema).description(Some(description)).build()
        };
        response = match refusal {
            Refusal::NotLive => response.header("WWW-Authenticate", header(Type::String, CHALLENGE)),
            Refusal::TooMany(_) | Refusal::Away => {
                response.header("Retry-After", header(Type::Integer, "Seconds to wait"))
            }
            _ => response,
        };
        (refusal.status().as_u16().to_string(), RefOr::T(response.build()))
    };
    refusals.iter().map(described).collect()
}
