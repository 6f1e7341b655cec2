//! The API, described as OpenAPI 3.1 out of the code that answers.

use utoipa::{
    Modify, OpenApi,
    openapi::{
        self,
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

use super::{account_status, feedback, operations, refusal, service_status};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "login-help status APIs",
        description = "What the login-help widget asks of a site's own servers. Every refusal is a problem detail \
                       (RFC 9457) of one type, `about:blank`; the status says what kind it is.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        account_status::account_status, service_status::service_status, feedback::feedback, operations::health,
        operations::live
    ),
    components(schemas(refusal::Problem)),
    modifiers(&Token)
)]
struct Api;

struct Token;

impl Modify for Token {
    fn modify(&self, api: &mut openapi::OpenApi) {
        let mut token = Http::new(HttpAuthScheme::Bearer);
        token.description = Some("The one-time token out of the mail's link".into());
        api.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(token));
    }
}

/// The description, as JSON.
///
/// # Errors
/// None is known: all of it is text.
pub fn json() -> Result<String, serde_json::Error> {
    Api::openapi().to_pretty_json()
}
