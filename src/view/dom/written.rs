//! Nodes as data, for markup that is written ahead. Nothing in them moves: a live node is as it is first.

/// An element, a text, or several of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element: its tag, its attributes, its children.
    Element(&'static str, Vec<(&'static str, String)>, Vec<Node>),
    /// A text.
    Text(String),
    /// Nodes one after the other.
    Several(Vec<Node>),
}

/// An attribute; a property or a listener can't be written and is none.
pub type Attribute = Option<(&'static str, String)>;

/// An attribute.
pub fn attribute(name: &'static str, value: String) -> Attribute {
    Some((name, value))
}

/// What is in a field.
pub fn value(_value: String) -> Attribute {
    None
}

/// A listener.
pub fn listener(_event: &'static str, _act: Box<dyn FnMut(web_sys::Event)>) -> Attribute {
    None
}

/// An element.
pub fn element(tag: &'static str, attributes: Vec<Attribute>, children: Vec<Node>) -> Node {
    Node::Element(tag, attributes.into_iter().flatten().collect(), children)
}

/// A text.
pub fn text(text: String) -> Node {
    Node::Text(text)
}

/// Nodes one after the other.
pub fn several(nodes: Vec<Node>) -> Node {
    Node::Several(nodes)
}

/// A node that is made anew at every change of a signal that it reads.
pub fn live(mut node: Box<dyn FnMut() -> Node + Send>) -> Node {
    node()
}

/// A line drawing on a 16 by 16 grid; decoration only.
pub fn icon(path: &'static str) -> Node {
    let attributes = [("class", "icon"), ("viewBox", "0 0 16 16"), ("aria-hidden", "true")];
    let attributes = attributes.map(|(name, value)| (name, value.to_owned())).to_vec();
    Node::Element("svg", attributes, vec![Node::Element("path", vec![("d", path.to_owned())], Vec::new())])
}
