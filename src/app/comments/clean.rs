//! Makes a server's HTML harmless with the browser's own parser, which runs nothing of what it reads that way.
//!
//! The outcome is written anew from a few elements, so nothing comes through that is not named here: no attribute but a
//! link's address, no other element, no comment.

use crate::{app::browser, backend::Foreign, thread::escaped};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTemplateElement, Node};

/// HTML that holds nothing but the elements of [`Foreign::ELEMENTS`] and links to the schemes of [`Foreign::SCHEMES`].
pub(super) fn clean(html: &Foreign) -> String {
    let mut clean = String::new();
    read(html).iter().for_each(|read| deeper(read, &mut clean, 0));
    clean.replace(MARK, "")
}

/// The letters and digits of what it says, by which two writings of the same words are known.
pub(super) fn letters(html: &Foreign) -> String {
    super::letters(&read(html).and_then(|read| read.text_content()).unwrap_or_default())
}

/// What the browser makes of it, outside the page: what stands in a template runs nothing and loads nothing.
fn read(html: &Foreign) -> Option<Node> {
    let template: HtmlTemplateElement = browser::document().create_element("template").ok()?.dyn_into().ok()?;
    template.set_inner_html(&unarmed(html.as_sent()));
    Some(template.content().into())
}

/// Stands before what could be the name of a style or of an event's handler, so that it is none. No text has it (Unicode,
/// 23.5, private use).
const MARK: char = '\u{e000}';

/// The same HTML without attributes that the page's policy stops: it would report each of them, though nothing of them gets
/// into the page.
fn unarmed(html: &str) -> String {
    let mut unarmed = String::with_capacity(html.len());
    let mut before = ['<', ' '];
    for (at, character) in html.char_indices().filter(|(_, character)| *character != MARK) {
        let names = |name: &str| {
            html.as_bytes()[at..].get(..name.len()).is_some_and(|is| is.eq_ignore_ascii_case(name.as_bytes()))
        };
        // Where the name of an attribute can begin, which is not behind `</`.
        let begins = matches!(before[1], ' ' | '\t' | '\n' | '\r' | '\u{c}' | '/' | '"' | '\'') && before != ['<', '/'];
        if begins && (names("on") || names("style")) {
            unarmed.push(MARK);
        }
        unarmed.push(character);
        before = [before[1], character];
    }
    unarmed
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
        && let Some(address) = element.get_attribute("href").map(|address| address.replace(MARK, ""))
        && is_harmless(&address)
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
