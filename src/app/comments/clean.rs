//! Makes a server's HTML harmless with the browser's own parser, which runs nothing of what it reads that way.
//!
//! The outcome is written anew from a few elements, so nothing comes through that is not named here: no attribute but a
//! link's address, no other element, no comment.

use crate::{backend::Foreign, thread::escaped};
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, HtmlElement, Node, SupportedType};

/// HTML that holds nothing but the elements of [`Foreign::ELEMENTS`] and links to the schemes of [`Foreign::SCHEMES`].
pub(super) fn clean(html: &Foreign) -> String {
    let mut clean = String::new();
    body_of(html).iter().for_each(|body| deeper(body, &mut clean, 0));
    clean
}

/// The letters and digits of what it says, by which two writings of the same words are known.
pub(super) fn letters(html: &Foreign) -> String {
    super::letters(&body_of(html).and_then(|body| body.text_content()).unwrap_or_default())
}

/// What the browser makes of it, outside the page.
fn body_of(html: &Foreign) -> Option<HtmlElement> {
    let parser = DomParser::new().ok()?;
    parser.parse_from_string(html.as_sent(), SupportedType::TextHtml).ok()?.body()
}

/// How deep elements may lie in each other: who goes deeper does not write a comment.
const DEEPEST: usize = 50;

fn deeper(node: &Node, clean: &mut String, depth: usize) {
    let mut next = node.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        if child.node_type() == Node::TEXT_NODE {
            clean.push_str(&escaped(&child.text_content().unwrap_or_default()));
        } else if let Some(element) = child.dyn_ref::<Element>().filter(|_| depth < DEEPEST) {
            self::element(element, clean, depth);
        }
    }
}

fn element(element: &Element, clean: &mut String, depth: usize) {
    let name = element.local_name();
    let html = element.namespace_uri().as_deref() == Some("http://www.w3.org/1999/xhtml");
    if !html || Foreign::UNREADABLE.contains(&name.as_str()) {
        return;
    }
    if !Foreign::ELEMENTS.contains(&name.as_str()) {
        return deeper(element, clean, depth + 1);
    }
    clean.push('<');
    clean.push_str(&name);
    if name == "a"
        && let Some(address) = element.get_attribute("href").filter(|address| is_harmless(address))
    {
        let attributes = [" href=\"", &escaped(&address), "\" rel=\"", Foreign::REL, "\""];
        attributes.iter().for_each(|part| clean.push_str(part));
    }
    clean.push('>');
    if !matches!(name.as_str(), "br" | "hr") {
        deeper(element, clean, depth + 1);
        let end = ["</", &name, ">"];
        end.iter().for_each(|part| clean.push_str(part));
    }
}

/// Whether an address is a whole one of a scheme that a comment may have, as the browser itself reads it.
fn is_harmless(address: &str) -> bool {
    let protocol = web_sys::Url::new(address).map(|url| url.protocol()).unwrap_or_default();
    Foreign::SCHEMES.iter().any(|scheme| protocol.strip_suffix(':') == Some(scheme))
}
