//! The page as screen readers and voice control have it: names, roles, headings, what errors are tied to, and what is
//! said of itself.
//!
//! What Chromium's accessibility tree has of each screen lies in `tests/fixtures/access/`, for people to read: where a
//! screen has changed on purpose, `LOGIN_HELP_ACCEPT=1` writes it anew.

use std::{
    collections::HashMap,
    env, fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::{
    browser::Browser,
    tour::{Stop, tour},
};

/// Something in the accessibility tree.
struct Thing {
    depth: usize,
    role: String,
    name: String,
    description: String,
    /// Its level, and what else is so of it.
    states: Vec<String>,
    /// What of it can be seen; nothing where it can't be pressed or typed into.
    label: Option<String>,
}

/// What is pressed or typed into.
const CONTROLS: [&str; 6] = ["button", "link", "textbox", "checkbox", "combobox", "DisclosureTriangle"];

/// What only holds other things.
const HOLDERS: [&str; 9] =
    ["none", "generic", "group", "InlineTextBox", "LabelText", "ListMarker", "RootWebArea", "strong", "emphasis"];

/// Reads what Chromium has of a page, without what assistive technology passes over.
struct Reader {
    nodes: HashMap<String, Value>,
    /// By node, the words that are seen in it.
    labels: HashMap<u64, String>,
    things: Vec<Thing>,
}

/// The page's accessibility tree.
async fn tree(browser: &Browser) -> Vec<Thing> {
    let tree = browser.cdp("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().expect("the tree is a list");
    let document = browser.cdp("DOM.getDocument", json!({ "depth": -1, "pierce": true })).await;
    let by_id = nodes.iter().map(|node| (node["nodeId"].to_string(), node.clone())).collect();
    let mut reader = Reader { nodes: by_id, labels: HashMap::new(), things: Vec::new() };
    reader.read_labels(&document["root"]);
    reader.walk(&nodes[0], 0, "");
    reader.things
}

impl Reader {
    fn children(&self, node: &Value) -> Vec<Value> {
        let ids = node["childIds"].as_array().into_iter().flatten();
        ids.filter_map(|id| self.nodes.get(&id.to_string())).cloned().collect()
    }

    /// The words of a line in which nothing can be pressed.
    fn line(&self, node: &Value) -> Option<String> {
        let role = text(node, "role");
        match role.as_str() {
            "StaticText" => Some(node["name"]["value"].as_str().unwrap_or_default().into()),
            "paragraph" | "none" | "generic" | "strong" | "emphasis" | "code" | "listitem" => {
                let lines: Option<Vec<_>> = self.children(node).iter().map(|child| self.line(child)).collect();
                // A step's number stands apart.
                Some(lines?.concat() + if role == "generic" { " " } else { "" })
            }
            _ => None,
        }
    }

    /// Takes in a node at this depth, below one of this name.
    fn walk(&mut self, node: &Value, depth: usize, told: &str) {
        let (role, mut name) = (text(node, "role"), text(node, "name"));
        let children = self.children(node);
        // What is in a field may be anything: where the page is, or the time.
        let mut is_leaf = role == "textbox";
        if name.is_empty() && ["paragraph", "listitem", "code"].contains(&role.as_str()) {
            name = spaced(&self.line(node).unwrap_or_default());
            is_leaf = !name.is_empty();
        }
        // A text that names what it stands in has been told already, and a region that is silent says nothing.
        let is_told = role == "StaticText" && (name.is_empty() || told.contains(&name));
        let is_silent = ["status", "alert"].contains(&role.as_str()) && children.is_empty();
        let (mut depth, mut told) = (depth, told.to_owned());
        if node["ignored"] != true && !HOLDERS.contains(&role.as_str()) && !is_told && !is_silent {
            let label = node["backendDOMNodeId"].as_u64().and_then(|id| self.labels.get(&id));
            self.things.push(Thing {
                depth,
                states: states(node),
                description: text(node, "description"),
                label: CONTROLS.contains(&role.as_str()).then(|| label.cloned().unwrap_or_default()),
                role,
                name: name.clone(),
            });
            depth += 1;
            told = name;
        }
        if !is_leaf {
            for child in children {
                self.walk(&child, depth, &told);
            }
        }
    }

    fn read_labels(&mut self, node: &Value) -> String {
        let attributes: Vec<_> =
            node["attributes"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let has = |name: &str, value: &str| attributes.chunks(2).any(|pair| pair == [name, value]);
        let children = ["children", "shadowRoots"].iter().filter_map(|kind| node[*kind].as_array()).flatten();
        let mut seen: Vec<String> = children.map(|child| self.read_labels(child)).collect();
        if node["nodeType"] == 3 {
            seen.push(node["nodeValue"].as_str().unwrap_or_default().into());
        }
        let seen = spaced(&seen.join(" "));
        self.labels.insert(node["backendNodeId"].as_u64().unwrap_or_default(), seen.clone());
        if has("class", "hidden") || has("aria-hidden", "true") { String::new() } else { seen }
    }
}

/// With one space where there is any.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text(node: &Value, key: &str) -> String {
    spaced(node[key]["value"].as_str().unwrap_or_default())
}

/// A heading's level, and what else is so of a node.
fn states(node: &Value) -> Vec<String> {
    let properties = node["properties"].as_array().into_iter().flatten().filter_map(|property| {
        let (name, value) = (property["name"].as_str()?, &property["value"]["value"]);
        match name {
            "level" if text(node, "role") == "heading" => Some(value.to_string()),
            "expanded" => Some(if value == true { "open" } else { "closed" }.into()),
            "checked" | "invalid" | "readonly" | "busy" if value == true || value == "true" => Some(name.into()),
            _ => None,
        }
    });
    properties.collect()
}

/// The tree as text: a line each, and an item of a list together with what it begins with.
fn written(things: &[Thing]) -> String {
    let mut text = String::new();
    let mut is_begun = false;
    for Thing { depth, role, name, description, states, .. } in things {
        let quoted = if name.is_empty() { String::new() } else { format!("“{name}”") };
        let described = if description.is_empty() { String::new() } else { format!("({description})") };
        let role = match role.as_str() {
            "StaticText" | "paragraph" if !name.is_empty() => "",
            "DisclosureTriangle" => "summary",
            "listitem" => "-",
            role => role,
        };
        let parts = [role, &states.join(" "), &quoted, &described].map(String::from);
        let line = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if !is_begun {
            text += &"  ".repeat(*depth);
        }
        text += &line;
        is_begun = line == "-";
        text.push(if is_begun { ' ' } else { '\n' });
    }
    text
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/access")
}

/// Holds what is on screen against what was accepted of it.
fn accepted(stop: &Stop, text: &str) -> Option<String> {
    let path = fixtures().join(format!("{}.txt", stop.slug()));
    if env::var_os("LOGIN_HELP_ACCEPT").is_some() {
        fs::write(&path, text).unwrap();
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    let differs = wanted.lines().zip(text.lines()).position(|(wanted, is)| wanted != is);
    let first = differs.unwrap_or(wanted.lines().count().min(text.lines().count()));
    (wanted != text).then(|| {
        let line = |text: &str| text.lines().nth(first).unwrap_or("the end").to_owned();
        format!("{} line {}: {} is not {}", path.display(), first + 1, line(text), line(&wanted))
    })
}

/// Where the headings' levels jump, or begin elsewhere than at the page's own.
fn jumps(things: &[Thing]) -> Vec<String> {
    let mut above = 0;
    let mut faults = Vec::new();
    for heading in things.iter().filter(|thing| thing.role == "heading") {
        let level: usize = heading.states[0].parse().expect("a heading has a level");
        if level > above + 1 || (level == 1 && above > 0) || heading.name.is_empty() {
            faults.push(format!("a heading of level {level} after one of level {above}: {}", heading.name));
        }
        above = level;
    }
    faults
}

/// Why nobody is told at a field what is wrong with it.
fn untied(things: &[Thing]) -> Option<String> {
    let field = things.iter().find(|thing| thing.states.iter().any(|state| state == "invalid"))?;
    let alert = things.iter().position(|thing| thing.role == "alert").and_then(|alert| things.get(alert + 1));
    let is_told = alert.is_some_and(|error| !error.name.is_empty() && field.description.ends_with(&error.name));
    (!is_told).then(|| format!("{} is wrong, and its description is “{}”", field.name, field.description))
}

/// Why somebody can't say what to press, or press what they hear; a label of signs alone is nothing that anybody says.
fn unsayable(thing: &Thing) -> Option<String> {
    let label = thing.label.as_ref()?;
    let is_said = label.chars().any(char::is_alphanumeric) && thing.role != "textbox";
    let fault = thing.name.is_empty() || (is_said && !thing.name.contains(label.as_str()));
    fault.then(|| format!("the {} “{label}” has the name “{}”", thing.role, thing.name))
}

#[tokio::test]
async fn screen_readers_find_on_every_screen_what_was_accepted_under_one_outline_and_names_that_can_be_said() {
    if crate::engine::skips() {
        return;
    }
    let (mut faults, mut stops) = (Vec::new(), 0);
    tour("/", "en", async |browser, stop| {
        stops += 1;
        let things = tree(browser).await;
        let said: Vec<[String; 2]> = browser.run("return said;", &[]).await;
        let mut text = written(&things);
        for [role, words] in &said {
            text += &format!("says by {role} “{words}”\n");
        }
        let twice = said.iter().filter(|one| said.iter().filter(|other| other == one).count() > 1);
        let twice = twice.map(|[_, words]| format!("it is said more than once: {words}"));
        let of_this =
            jumps(&things).into_iter().chain(untied(&things)).chain(things.iter().filter_map(unsayable)).chain(twice);
        faults.extend(of_this.chain(accepted(stop, &text)).map(|fault| format!("{}: {fault}", stop.name)));
    })
    .await;
    assert_eq!(fs::read_dir(fixtures()).unwrap().count(), stops, "{} has a file for each stop", fixtures().display());
    assert!(faults.is_empty(), "{} in all:\n{}", faults.len(), faults.join("\n"));
}

/// What has the focus in the accessibility tree: which node of the page's, its role and its name.
async fn with_focus(browser: &Browser) -> (u64, String, String) {
    let tree = browser.cdp("Accessibility.getFullAXTree", json!({})).await;
    let is_focused = |node: &&Value| {
        let properties = node["properties"].as_array().into_iter().flatten();
        let mut focused = properties.filter(|property| property["name"] == "focused");
        focused.any(|property| property["value"]["value"] == true) && text(node, "role") != "RootWebArea"
    };
    let node = tree["nodes"].as_array().and_then(|nodes| nodes.iter().find(is_focused)).expect("something has it");
    (node["backendDOMNodeId"].as_u64().expect("it is on the page"), text(node, "role"), text(node, "name"))
}

// A screen reader says what gets the focus. What has it already, and only has other words, is not said by every one.
#[tokio::test]
async fn the_heading_of_the_next_screen_is_another_one_that_gets_the_focus_even_where_a_heading_has_it() {
    if crate::engine::skips() {
        return;
    }
    let (_server, browser, _) = crate::host_page(crate::TWO_LINES).await;
    browser.press("[data-answer=rejected]").await;
    let (first, role, name) = with_focus(&browser).await;
    assert!(role == "heading" && !name.is_empty(), "{role} {name}");
    // By voice, say, which moves no focus.
    browser.run::<()>("find('[data-answer=shared]').click(); await settled();", &[]).await;
    let (next, role, other) = with_focus(&browser).await;
    assert!(role == "heading" && next != first && other != name, "{role} {other} after {name}");
}
