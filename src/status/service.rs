//! The service-status API: Atlassian Statuspage v2, `summary.json`, read tolerantly.
//! <https://support.atlassian.com/statuspage/docs/what-are-the-different-apis-under-statuspage/>

use alloc::string::String;

use super::Json;

/// How the service is, as far as it bears on logging in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Service {
    /// Nobody knows.
    #[default]
    Unknown,
    /// Nothing is wrong.
    Up,
    /// Something is wrong, or being worked on.
    Trouble(Trouble),
}

/// What is wrong with the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Announced work, rather than an incident.
    pub is_maintenance: bool,
    /// What the status page calls it.
    pub title: String,
    /// Where it says more; may be empty, and any text.
    pub url: String,
}

/// Reads a summary. Of these components, one a line, alone a trouble counts, or of all where none is named: an outage of what the
/// article is not about is nothing that keeps people out.
pub fn read(summary: &Json, components: &str) -> Service {
    let is_ours = |component: &Json| is_among(component.text("name"), components);
    let page = summary.text("page/url");
    for (list, is_maintenance) in [("incidents", false), ("scheduled_maintenances", true)] {
        for item in summary.items(list) {
            let is_on = match item.text("status") {
                "in_progress" | "verifying" => true,
                "resolved" | "postmortem" | "completed" => false,
                _ => !is_maintenance,
            };
            if is_on && (components.is_empty() || item.items("components").iter().any(is_ours)) {
                return trouble(
                    &item,
                    is_maintenance,
                    Some(item.text("shortlink")).filter(|url| !url.is_empty()).unwrap_or(page),
                );
            }
        }
    }
    // A component may be unwell though no incident is told of it.
    let mut is_well = None;
    for component in &summary.items("components") {
        if is_ours(component) {
            let status = component.text("status");
            is_well = Some(is_well.unwrap_or(true) && status == "operational");
            match status {
                "degraded_performance" | "partial_outage" | "major_outage" => return trouble(component, false, page),
                "under_maintenance" => return trouble(component, true, page),
                _ => {}
            }
        }
    }
    // Where no component is named, the page's indicator may say that all is well.
    let is_well = is_well.unwrap_or(components.is_empty() && summary.text("status/indicator") == "none");
    if is_well { Service::Up } else { Service::Unknown }
}

fn trouble(of: &Json, is_maintenance: bool, url: &str) -> Service {
    Service::Trouble(Trouble { is_maintenance, title: of.text("name").into(), url: url.into() })
}

fn is_among(name: &str, components: &str) -> bool {
    components.split_terminator('\n').any(|wanted| wanted.eq_ignore_ascii_case(name.trim()))
}
