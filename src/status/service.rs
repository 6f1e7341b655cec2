//! The service-status API: Atlassian Statuspage v2, `summary.json`, read tolerantly.
//! <https://support.atlassian.com/statuspage/docs/what-are-the-different-apis-under-statuspage/>

use alloc::{string::String, vec::Vec};

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
    let matters = |item: &Json| {
        let affected = item.items("components");
        components.is_empty() || affected.iter().any(|component| is_among(component.text("name"), components))
    };
    let trouble = |list: &str, is_maintenance: bool, is_on: fn(&str) -> bool| {
        let items = summary.items(list);
        let found = items.iter().find(|item| is_on(item.text("status")) && matters(item))?;
        let url = Some(found.text("shortlink")).filter(|url| !url.is_empty());
        let url = url.unwrap_or_else(|| summary.text("page/url")).into();
        Some(Trouble { is_maintenance, title: found.text("name").into(), url })
    };
    let is_open = |status: &str| !matches!(status, "resolved" | "postmortem" | "completed");
    let is_under_way = |status: &str| matches!(status, "in_progress" | "verifying");
    if let Some(trouble) = trouble("incidents", false, is_open)
        .or_else(|| trouble("scheduled_maintenances", true, is_under_way))
        .or_else(|| degraded(summary, components))
    {
        return Service::Trouble(trouble);
    }
    if is_known_good(summary, components) { Service::Up } else { Service::Unknown }
}

/// A component that is not well though no incident is told of it.
fn degraded(summary: &Json, components: &str) -> Option<Trouble> {
    let all = summary.items("components");
    let is_bad = |status: &str| matches!(status, "degraded_performance" | "partial_outage" | "major_outage");
    let is_ours = |component: &&Json| is_among(component.text("name"), components);
    let found = all.iter().filter(is_ours).find(|component| {
        let status = component.text("status");
        is_bad(status) || status == "under_maintenance"
    })?;
    let is_maintenance = found.text("status") == "under_maintenance";
    Some(Trouble { is_maintenance, title: found.text("name").into(), url: summary.text("page/url").into() })
}

/// Whether the page says that all is well, by the named components, or else by its indicator. What says neither is unknown.
fn is_known_good(summary: &Json, components: &str) -> bool {
    let all = summary.items("components");
    let ours: Vec<_> = all.iter().filter(|component| is_among(component.text("name"), components)).collect();
    if ours.is_empty() {
        components.is_empty() && summary.text("status/indicator") == "none"
    } else {
        ours.iter().all(|component| component.text("status") == "operational")
    }
}

fn is_among(name: &str, components: &str) -> bool {
    components.split_terminator('\n').any(|wanted| wanted.eq_ignore_ascii_case(name.trim()))
}
