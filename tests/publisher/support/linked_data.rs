//! The data for search engines, expanded by a JSON-LD processor that is not ours.

use super::html::Html;
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::{NamedOrBlankNode, Quad, Term};

const SCHEMA: &str = "https://schema.org/";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// All that a page's data says.
pub(crate) struct LinkedData {
    quads: Vec<Quad>,
}

/// Something that data is said of.
pub(crate) struct Thing<'a> {
    data: &'a LinkedData,
    node: NamedOrBlankNode,
}

/// The JSON of a document, as it stands there.
fn source(document: &str) -> String {
    let page = Html::parse(document);
    let scripts = page.all("script");
    let mut data = scripts.iter().filter(|script| script.attribute("type").as_deref() == Some("application/ld+json"));
    let text = data.next().expect("the document has data for search engines").text();
    assert!(data.next().is_none(), "and only once");
    text
}

/// Expands the data of a document. Nothing is fetched: schema.org's context gives every word its vocabulary, and so does
/// this one.
#[track_caller]
pub(crate) fn read(document: &str) -> LinkedData {
    let context = |url: &str| {
        assert_eq!(url.trim_end_matches('/'), "https://schema.org", "the only context");
        let document = format!(
            "{{\"@context\": {{\"@vocab\": \"{SCHEMA}\", \"url\": {{\"@type\": \"@id\"}}, \
             \"item\": {{\"@type\": \"@id\"}}, \"logo\": {{\"@type\": \"@id\"}}, \"image\": {{\"@type\": \"@id\"}}, \
             \"mainEntityOfPage\": {{\"@type\": \"@id\"}}, \"itemListElement\": {{\"@container\": \"@list\"}}}}}}"
        );
        Ok(JsonLdRemoteDocument { document: document.into_bytes(), document_url: url.into() })
    };
    let source = source(document);
    let parser = JsonLdParser::new().for_slice(source.as_bytes());
    let quads = parser.with_load_document_callback(move |url, _| context(url));
    let quads: Result<Vec<Quad>, _> = quads.collect();
    LinkedData { quads: quads.unwrap_or_else(|error| panic!("{error} in {source}")) }
}

/// Every address in the data of a document.
pub(crate) fn addresses(document: &str) -> Vec<String> {
    fn collect(value: &serde_json::Value, into: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) if text.contains("://") => into.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
            serde_json::Value::Object(fields) => fields.values().for_each(|field| collect(field, into)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(&serde_json::from_str(&source(document)).expect("it is JSON"), &mut found);
    found
}

impl LinkedData {
    /// The things of a type that nothing else is said to have.
    fn all(&self, kind: &str) -> Vec<Thing<'_>> {
        let kind = format!("{SCHEMA}{kind}");
        let is_kind = |quad: &&Quad| quad.predicate.as_str() == TYPE && named(&quad.object) == Some(&kind);
        let is_part = |node: &NamedOrBlankNode| self.quads.iter().any(|quad| quad.object == Term::from(node.clone()));
        let found = self.quads.iter().filter(is_kind).map(|quad| quad.subject.clone());
        found.filter(|node| !is_part(node)).map(|node| Thing { data: self, node }).collect()
    }

    /// The only thing of a type.
    #[track_caller]
    pub(crate) fn only(&self, kind: &str) -> Thing<'_> {
        let mut all = self.all(kind);
        assert_eq!(all.len(), 1, "{kind} in {:#?}", self.quads);
        all.remove(0)
    }
}

fn named(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

impl<'a> Thing<'a> {
    fn terms(&self, property: &str) -> Vec<&'a Term> {
        let property = if property.contains(':') { property.to_owned() } else { format!("{SCHEMA}{property}") };
        let of_this = |quad: &&Quad| quad.subject == self.node && quad.predicate.as_str() == property;
        self.data.quads.iter().filter(of_this).map(|quad| &quad.object).collect()
    }

    /// The texts, times and addresses of a property.
    pub(crate) fn texts(&self, property: &str) -> Vec<String> {
        let text = |term: &&Term| match term {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            Term::NamedNode(node) => Some(node.as_str().to_owned()),
            _ => None,
        };
        self.terms(property).iter().filter_map(text).collect()
    }

    /// The only one.
    #[track_caller]
    pub(crate) fn text(&self, property: &str) -> String {
        let all = self.texts(property);
        assert_eq!(all.len(), 1, "{property}: {all:?}");
        all.into_iter().next().unwrap_or_default()
    }

    /// The things of a property, in their order where it is a list.
    pub(crate) fn things(&self, property: &str) -> Vec<Thing<'a>> {
        const FIRST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
        const REST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
        let thing = |term: &Term| match term {
            Term::NamedNode(node) => Some(Thing { data: self.data, node: node.clone().into() }),
            Term::BlankNode(node) => Some(Thing { data: self.data, node: node.clone().into() }),
            _ => None,
        };
        let mut found = Vec::new();
        for start in self.terms(property).into_iter().filter_map(thing) {
            let mut at = Some(start);
            while let Some(here) = at {
                let items: Vec<_> = here.terms(FIRST).into_iter().filter_map(thing).collect();
                at = here.terms(REST).into_iter().find_map(thing);
                if items.is_empty() && at.is_none() {
                    // No list, or its end.
                    if !here.terms(TYPE).is_empty() {
                        found.push(here);
                    }
                    break;
                }
                found.extend(items);
            }
        }
        found
    }

    /// The type, without its vocabulary.
    #[track_caller]
    pub(crate) fn kind(&self) -> String {
        self.text(TYPE).trim_start_matches(SCHEMA).to_owned()
    }
}
