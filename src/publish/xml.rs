//! Writes XML 1.0: elements in the order they are given, every text and attribute escaped, and no character in it that
//! XML does not have.

use quick_xml::{
    Writer,
    escape::partial_escape,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use std::borrow::Cow;

/// Names and values of an element's attributes.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A document, or a part of one, that is being written.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document, with its declaration.
    pub(super) fn document() -> Self {
        let mut xml = Self::part();
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml.new_line()
    }

    /// A part of a document, to be put into one with [`Self::put`].
    pub(super) fn part() -> Self {
        Self(Writer::new(Vec::new()))
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Start(start(name, attributes)));
    }

    /// Ends the element that was begun last.
    pub(super) fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// An element that holds a text.
    pub(super) fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.write(Event::Text(BytesText::from_escaped(partial_escape(legal(text)))));
        self.close(name);
    }

    /// What is XML already.
    pub(super) fn put(&mut self, xml: &str) {
        self.0.get_mut().extend_from_slice(xml.as_bytes());
    }

    /// The same, going on in a new line.
    pub(super) fn new_line(mut self) -> Self {
        self.put("\n");
        self
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        String::from_utf8(self.0.into_inner()).expect("only text was written")
    }

    fn write(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes what is written");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, legal(value)));
    }
    start
}

/// A text without what XML 1.0 has no character for (2.2, Char): U+FFFD stands in.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    let illegal = |character: char| matches!(character, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    match text.contains(illegal) {
        true => Cow::Owned(text.replace(illegal, "\u{fffd}")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_is_read_back_as_xml() {
        let hostile = "]]> <script>&amp;\u{0}\u{b}\u{1f}\u{fffe}\u{ffff}\"'\r\n\u{1f600}";
        let mut xml = Xml::document();
        xml.open("a", &[("b", hostile)]);
        xml.text("c", &[], hostile);
        xml.empty("d", &[]);
        xml.close("a");
        let text = xml.finish();
        let read = roxmltree::Document::parse(&text).expect("it is XML");
        let root = read.root_element();
        let expected = "]]> <script>&amp;\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\"'\r\n\u{1f600}";
        assert_eq!(root.attribute("b"), Some(expected));
        assert_eq!(root.first_element_child().and_then(|child| child.text()), Some(expected));
    }
}
