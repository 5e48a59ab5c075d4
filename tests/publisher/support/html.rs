//! Reads a document as a browser does: by the parsing rules of the HTML standard.

use html5ever::{ParseOpts, ns, parse_document, tendril::TendrilSink, tree_builder::TreeBuilderOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A document.
pub(crate) struct Html {
    root: RcDom,
}

/// An element of a document. It keeps the document, which takes its nodes with it when it goes.
#[derive(Clone)]
pub(crate) struct Element {
    node: Handle,
    document: Handle,
}

impl Html {
    /// As a browser with scripts off sees it.
    pub(crate) fn parse(text: &str) -> Self {
        Self::read(text, false)
    }

    /// As a browser with scripts on sees it.
    pub(crate) fn parse_with_scripts(text: &str) -> Self {
        Self::read(text, true)
    }

    fn read(text: &str, scripting_enabled: bool) -> Self {
        let tree_builder = TreeBuilderOpts { scripting_enabled, ..TreeBuilderOpts::default() };
        let options = ParseOpts { tree_builder, ..ParseOpts::default() };
        Self { root: parse_document(RcDom::default(), options).one(text) }
    }

    /// All elements, in the order of the document.
    pub(crate) fn elements(&self) -> Vec<Element> {
        self.whole().elements()
    }

    /// The elements of a name.
    pub(crate) fn all(&self, name: &str) -> Vec<Element> {
        self.whole().all(name)
    }

    fn whole(&self) -> Element {
        Element { node: self.root.document.clone(), document: self.root.document.clone() }
    }

    /// The only element of a name.
    #[track_caller]
    pub(crate) fn one(&self, name: &str) -> Element {
        let all = self.all(name);
        assert_eq!(all.len(), 1, "<{name}> in the document");
        all[0].clone()
    }

    pub(crate) fn with_id(&self, id: &str) -> Option<Element> {
        self.elements().into_iter().find(|element| element.attribute("id").as_deref() == Some(id))
    }

    /// Where the links and files of a page lead.
    pub(crate) fn targets(&self) -> Vec<String> {
        let named = |element: &Element| ["href", "src"].into_iter().find_map(|name| element.attribute(name));
        self.elements().iter().filter_map(named).collect()
    }

    /// The links in the elements of a name.
    pub(crate) fn links_in(&self, name: &str) -> Vec<(String, String)> {
        let links = self.all(name).into_iter().flat_map(|element| element.all("a"));
        links.map(|link| (link.attribute("href").unwrap_or_default(), link.text())).collect()
    }
}

impl Element {
    pub(crate) fn name(&self) -> String {
        match &self.node.data {
            NodeData::Element { name, .. } => name.local.to_string(),
            _ => String::new(),
        }
    }

    /// Whether it is of HTML, and not of SVG or MathML.
    pub(crate) fn is_html(&self) -> bool {
        matches!(&self.node.data, NodeData::Element { name, .. } if name.ns == ns!(html))
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes().into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub(crate) fn attributes(&self) -> Vec<(String, String)> {
        match &self.node.data {
            NodeData::Element { attrs, .. } => {
                attrs.borrow().iter().map(|each| (each.name.local.to_string(), each.value.to_string())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The text in it and in what it holds.
    pub(crate) fn text(&self) -> String {
        match &self.node.data {
            NodeData::Text { contents } => contents.borrow().to_string(),
            _ => self.children().map(|child| child.text()).collect(),
        }
    }

    /// The elements of a name inside it.
    pub(crate) fn all(&self, name: &str) -> Vec<Element> {
        self.elements().into_iter().filter(|element| element.name() == name).collect()
    }

    /// All elements inside it, in the order of the document.
    pub(crate) fn all_elements(&self) -> Vec<Element> {
        self.elements()
    }

    fn elements(&self) -> Vec<Element> {
        let mut found = Vec::new();
        for child in self.children() {
            if matches!(child.node.data, NodeData::Element { .. }) {
                found.push(child.clone());
            }
            found.extend(child.elements());
        }
        found
    }

    fn children(&self) -> impl Iterator<Item = Element> {
        let children = self.node.children.borrow().clone();
        children.into_iter().map(|node| Element { node, document: self.document.clone() })
    }
}
