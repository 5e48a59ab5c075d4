//! SVG: drawings that are text. Shown as they are, if nothing in them acts by itself and they say how large they are.

use super::LIMIT;
use flate2::{Compression, write::GzEncoder};
use roxmltree::{Document, Node, ParsingOptions};
use std::io::Write as _;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Whether a file may be meant as SVG.
pub(super) fn is_meant(content: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&content[..content.len().min(1024)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    start.starts_with('<') && start.contains("<svg")
}

/// The size of a drawing that may be shown, pixels.
///
/// # Errors
/// In words, why it may not.
pub(super) fn measure(content: &[u8]) -> Result<(u32, u32), String> {
    let text = std::str::from_utf8(content).map_err(|_| "the drawing is not UTF-8 text: save it again".to_owned())?;
    // Drawing programs write a document type; entities that multiply are refused by the parser.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 500_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text.trim_start_matches('\u{feff}'), options);
    let document = document.map_err(|error| format!("the drawing is damaged ({error}): export it again"))?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err("the file is not an SVG drawing: export it again".into());
    }
    if let Some(active) = document.descendants().find_map(active) {
        return Err(format!("the drawing has {active} in it, which could act in readers' browsers: export it without"));
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    let weight = packed.write_all(content).and_then(|()| packed.finish()).map_or(content.len(), |packed| packed.len());
    if weight > LIMIT {
        let (weight, limit) = (weight / 1000, LIMIT / 1000);
        return Err(format!(
            "the drawing weighs {weight} kB packed, more than the {limit} kB of a picture in a page: simplify it, or export it as PNG"
        ));
    }
    size(root).ok_or_else(|| "the drawing does not say how large it is: give it a `viewBox`".into())
}

/// What acts by itself in a node, if it does.
fn active(node: Node<'_, '_>) -> Option<String> {
    let name = node.tag_name().name();
    if ["script", "foreignObject", "iframe", "embed", "object"].iter().any(|other| name.eq_ignore_ascii_case(other)) {
        return Some(format!("`{name}`"));
    }
    let acts = |name: &str, value: &str| {
        // Browsers skip these inside of a scheme (URL standard, 4.4).
        let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
            || value.to_ascii_lowercase().contains("javascript:")
            || value.to_ascii_lowercase().starts_with("data:text")
    };
    let found = node.attributes().find(|attribute| acts(attribute.name(), attribute.value()))?;
    Some(format!("`{}`", found.name()))
}

fn size(root: Node<'_, '_>) -> Option<(u32, u32)> {
    let pixels = |name| {
        let length = root.attribute(name)?.trim().trim_end_matches("px");
        length.parse::<f64>().ok()
    };
    let said = pixels("width").zip(pixels("height"));
    let seen = || {
        let sides = root.attribute("viewBox")?.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty());
        let sides: Option<Vec<f64>> = sides.map(|side| side.parse().ok()).collect();
        Some((*sides.as_ref()?.get(2)?, *sides?.get(3)?))
    };
    let (width, height) = said.or_else(seen)?;
    let sensible = |side: f64| (0.5..=1e6).contains(&side).then_some(side.round().max(1.0) as u32);
    sensible(width).zip(sensible(height))
}
