//! What whoever runs the server watches: whether it is well, and its figures.
//!
//! The figures are not for everybody: who asks about an address and then sees that a letter was sent knows that there is an
//! account. So they are served at an address of their own.

use std::sync::Arc;

use axum::{Json, Router, extract::State, http::header, response::IntoResponse, routing::get};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Shared,
    database::away,
    refusal::{AwayRefusals, GetRefusals, Refusal},
};

/// How well the server is.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// It answers, as this shows.
    #[schema(example = true)]
    live: bool,
    /// It can do its work: the database answers too.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = true)]
    ready: Option<bool>,
}

/// Ask whether the server can do its work.
#[utoipa::path(
    get,
    path = "/health",
    responses(
        (status = 200, description = "It can", body = Health, example = json!({ "live": true, "ready": true })),
        GetRefusals,
        AwayRefusals,
    )
)]
pub(super) async fn health(State(shared): State<Arc<Shared>>) -> Result<Json<Health>, Refusal> {
    shared.database.answers().await.map_err(away)?;
    Ok(Json(Health { live: true, ready: Some(true) }))
}

/// Ask whether the server runs at all, whatever its database does.
#[utoipa::path(
    get,
    path = "/health/live",
    responses(
        (status = 200, description = "It does", body = Health, example = json!({ "live": true })),
        GetRefusals,
    )
)]
pub(super) async fn live() -> Json<Health> {
    Json(Health { live: true, ready: None })
}

/// Counts from now on; what the figures can be read from.
///
/// # Errors
/// If something else in this program counts already.
pub fn count() -> Result<PrometheusHandle, BuildError> {
    let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("request_seconds".into()), &seconds)?
        .install_recorder()
}

/// Where the figures are served, in Prometheus's form.
pub fn figures(handle: PrometheusHandle) -> Router {
    let text = async move || {
        handle.run_upkeep();
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render()).into_response()
    };
    Router::new().route("/metrics", get(text))
}
