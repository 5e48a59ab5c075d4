//! What an editor writes becomes what a reader reads: inline Markdown to HTML, French spacing, counted words.
//!
//! CommonMark, but only its inline part: emphasis, strong, code, links; and `~~` strikes through. Raw HTML shows as the text it is.

mod link;
mod spacing;

use crate::thread::escaped;
pub(crate) use link::{NO_URL_CODE_POINTS, Target, address};
use link::{no_such_place, unfinished_link};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use spacing::french_spacing;
use std::borrow::Cow;

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting<'a> {
    /// Whether French spacing applies.
    pub(crate) french: bool,
    /// The path that the site is published under; links to the site's own pages start behind it.
    pub(crate) base: &'a str,
    /// The site's whole address without a last slash; links that begin with it are the site's own. Empty where it is not
    /// known.
    pub(crate) site: &'a str,
}

/// A text as a reader reads it.
#[derive(Debug, Default)]
pub(crate) struct Inline {
    pub(crate) html: String,
    /// The links to the site's own pages and files: the link and its address.
    pub(crate) own: Vec<(Part, String)>,
}

/// A stretch of a text as its editor wrote it, such as a whole link; empty where the whole text is meant.
pub(crate) type Part = String;

impl<'a> Setting<'a> {
    /// How texts of a language are set.
    pub(crate) fn of_language(tag: &str, base: &'a str) -> Self {
        Self { french: tag == "fr" || tag.starts_with("fr-"), base, site: "" }
    }

    /// The same on a site with this address.
    pub(crate) fn on_site(self, site: &'a str) -> Self {
        Self { site, ..self }
    }

    /// A link; where it is to the site by its whole address, the path alone.
    fn own_path(self, link: &str) -> String {
        match link.strip_prefix(self.site).filter(|_| !self.site.is_empty()) {
            Some(rest) if rest.is_empty() || rest.starts_with(['?', '#']) => format!("/{rest}"),
            Some(rest) if rest.starts_with('/') => rest.into(),
            _ => link.into(),
        }
    }

    /// A plain text: on one line, with the spaces of its language and no control characters.
    pub(crate) fn spaced(self, text: &str) -> String {
        let plain = if may_hold_no_text(text) && text.contains(is_no_text) {
            text.replace(['\n', '\r', '\t'], " ").replace(is_no_text, "\u{fffd}").into()
        } else {
            Cow::from(text)
        };
        if self.french { french_spacing(&plain) } else { plain.into_owned() }
    }

    /// A stretch without Markdown, as HTML.
    fn set(self, text: &str) -> String {
        escape(&self.spaced(text.trim_start_matches('\u{2060}')))
    }

    /// A text with inline Markdown, as HTML. `places` are the fragments that the page has for links.
    ///
    /// # Errors
    /// Each link that may not be followed or leads nowhere, with what is wrong with it in words.
    pub(crate) fn html(self, markdown: &str, places: &[String]) -> Result<Inline, Vec<(Part, String)>> {
        if may_be_markdown(markdown) {
            return self.marked_up(markdown, places);
        }
        // Its end as pulldown-cmark leaves it.
        let html = self.set(markdown.trim_end_matches([' ', '\t', '\u{b}', '\u{c}']));
        Ok(Inline { html, own: Vec::new() })
    }

    fn marked_up(self, markdown: &str, places: &[String]) -> Result<Inline, Vec<(Part, String)>> {
        // A line that starts with a character reference is a paragraph, whatever follows: no list, heading or quote can
        // begin. Its semicolon is punctuation, behind which emphasis opens as it does at the beginning.
        let one_paragraph = format!("&#8288;{}", markdown.replace(['\n', '\r'], " "));
        let mut html = String::with_capacity(markdown.len() + 64);
        let (mut own, mut faults) = (Vec::new(), Vec::new());
        if markdown.contains('\n') && markdown.replace('\r', "").contains("\n\n") {
            let fault = "an empty line in a text starts no new paragraph: write a block for each";
            faults.push((Part::new(), fault.into()));
        }
        let mut plain = String::new();
        for (event, range) in Parser::new_ext(&one_paragraph, Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
            let part = || one_paragraph[range].to_owned();
            match event {
                Event::Start(Tag::Emphasis) => html.push_str("<em>"),
                Event::End(TagEnd::Emphasis) => html.push_str("</em>"),
                Event::Start(Tag::Strong) => html.push_str("<strong>"),
                Event::End(TagEnd::Strong) => html.push_str("</strong>"),
                Event::Start(Tag::Strikethrough) => html.push_str("<s>"),
                Event::End(TagEnd::Strikethrough) => html.push_str("</s>"),
                Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                    let mail = link_type == pulldown_cmark::LinkType::Email;
                    let target = if mail { format!("mailto:{dest_url}") } else { self.own_path(&dest_url) };
                    match Target::of(&target) {
                        Ok(Target::Fragment(place)) if !places.iter().any(|known| known == &place[1..]) => {
                            faults.push((part(), no_such_place(place, places)));
                        }
                        Ok(target) => {
                            html.push_str(&target.open_tag(self.base));
                            own.extend(target.own().map(|address| (part(), address.to_owned())));
                        }
                        Err(fault) => faults.push((part(), fault)),
                    }
                }
                Event::End(TagEnd::Link) => html.push_str("</a>"),
                Event::Code(text) => {
                    html.push_str("<code>");
                    html.push_str(&escape(&text));
                    html.push_str("</code>");
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    let advice = "cannot stand inside of a text: write a block of the type `image`";
                    faults.push((part(), format!("the picture `{dest_url}` {advice}")));
                }
                Event::Text(text) => {
                    plain.push_str(&text);
                    html.push_str(&self.set(&text));
                }
                Event::InlineHtml(text) | Event::Html(text) => html.push_str(&escape(&text)),
                Event::SoftBreak | Event::HardBreak => html.push(' '),
                _ => {}
            }
        }
        if let Some(link) = unfinished_link(&plain) {
            let advice = "write [words](https://…) without a space between the brackets or in the address";
            faults.push((link.into(), format!("`{link}` is not a whole link: {advice}")));
        }
        if faults.is_empty() { Ok(Inline { html, own }) } else { Err(faults) }
    }
}

/// False for a text in which Markdown has nothing to find, as in most paragraphs.
fn may_be_markdown(text: &str) -> bool {
    let is_sign = |byte| matches!(byte, b'*' | b'_' | b'~' | b'`' | b'[' | b']' | b'<' | b'&' | b'\\' | b'\n' | b'\r');
    any_byte(text, is_sign)
}

/// Whether a byte of a text is such a one. Within each chunk nothing is decided, so that many bytes are looked at in one
/// instruction.
fn any_byte(text: &str, is_such: impl Fn(u8) -> bool) -> bool {
    text.as_bytes().chunks(64).any(|bytes| bytes.iter().fold(false, |found, &byte| found | is_such(byte)))
}

/// A text as [`escaped`] gives it, sooner where nothing is to be escaped.
pub(crate) fn escape(text: &str) -> String {
    let is_sign = |byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\0');
    if any_byte(text, is_sign) { escaped(text) } else { text.to_owned() }
}

/// False for most texts of which no character [`is_no_text`], without a look at each character.
fn may_hold_no_text(text: &str) -> bool {
    // A control is one byte or begins with c2; the others begin with ef, or with f0 and more.
    any_byte(text, |byte| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xef..))
}

/// Whether no document may hold a character: a control, or one of the code points that are none (HTML, 13.2.3.5).
pub(crate) fn is_no_text(character: char) -> bool {
    let code = character as u32;
    character.is_control() || (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

/// How many words a text has.
pub(crate) fn words(text: &str) -> usize {
    let (mut words, mut is_counted) = (0, false);
    for character in text.chars() {
        // Without a branch: where words end cannot be foreseen.
        let (is_space, is_letter) = (character.is_whitespace(), character.is_alphanumeric());
        words += usize::from(is_letter & !is_counted);
        is_counted = (is_counted | is_letter) & !is_space;
    }
    words
}

/// The beginning of a text, at most so many characters, up to the end of a word.
pub(crate) fn beginning(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.into() };
    // One character is the ellipsis.
    let last = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    let cut = match text[..end].rfind(char::is_whitespace) {
        Some(at) if at <= last && at > 0 => at,
        _ => last,
    };
    let kept = text[..cut].trim_end_matches(|letter: char| letter.is_whitespace() || ",;:—–-".contains(letter));
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        Setting { french: true, base: "/journal", site: "https://example.org/journal" }
            .html(markdown, &["texte-suite".into()])
            .expect("no link is refused")
            .html
    }

    #[test]
    fn inline_markdown_becomes_html() {
        assert_eq!(html("un *mot* **fort** et `code`"), "un <em>mot</em> <strong>fort</strong> et <code>code</code>");
        assert_eq!(
            html("[ici](https://a.org/?a=1&b=\"2\")"),
            "<a href=\"https://a.org/?a=1&amp;b=%222%22\" rel=\"noopener\">ici</a>"
        );
        assert_eq!(
            html("[ici](<https://[::1]/a[1]?q=[é]#{b}>)"),
            "<a href=\"https://[::1]/a%5B1%5D?q=%5B%C3%A9%5D#%7Bb%7D\" rel=\"noopener\">ici</a>"
        );
        assert_eq!(html("[là](/pays/niger?a=1#b)"), "<a href=\"/journal/pays/niger/?a=1#b\">là</a>");
        assert_eq!(html("[là](/media/carte.pdf)"), "<a href=\"/journal/media/carte.pdf\">là</a>");
        assert_eq!(html("[là](/pays/niger/)"), "<a href=\"/journal/pays/niger/\">là</a>");
        assert_eq!(
            html("<awa@example.org>"),
            "<a href=\"mailto:awa@example.org\" rel=\"noopener\">awa@example.org</a>"
        );
    }

    #[test]
    fn what_is_not_given_to_the_parser_is_set_as_if_it_were() {
        let setting = Setting { french: true, base: "", site: "" };
        let html = |set: Result<Inline, Vec<(Part, String)>>| set.map(|inline| inline.html);
        let same =
            |text: &str| assert_eq!(html(setting.html(text, &[])), html(setting.marked_up(text, &[])), "{text:?}");
        for text in
            ["", " ", "Quoi ?", "  a\tb \t\u{b}\u{c}", "« oui »", "\u{2060}\u{2060}a", "a\u{a0}", "a\r\nb", "a\0é"]
        {
            same(text);
        }
        let far = "mot ".repeat(40);
        for sign in (0..=0x7f_u8).map(char::from) {
            // Each in the places where Markdown has a meaning for one of them.
            let s = sign.to_string();
            let marked = format!(
                "a {s}{s}b{s}{s} {s}c{s} {s}lt; {s}#33; {s}d@e.org> {s}f](/g) h{s} جمل{s}ة {s}{s}{s}i{s}{s}{s} j{s}"
            );
            for text in [&*marked, &s, &format!("{s} a"), &format!("{far}{marked}"), &format!("{marked} {far}")] {
                same(text);
            }
        }
        assert!(!may_be_markdown("Il dit : « 30 % (un tiers), c’est trop ! » - 1. #2 > 3"));
    }

    #[test]
    fn every_character_is_escaped_that_has_to_be() {
        for character in (0..=0xff_u8).map(char::from) {
            let text = format!("a{character}b");
            assert_eq!(escape(&text), escaped(&text));
        }
    }

    #[test]
    fn a_line_never_breaks_before_a_sign_however_it_was_typed() {
        let setting = Setting { french: true, base: "", site: "" };
        for text in ["Quoi ?", "Quoi  ?", "Quoi\u{a0} ?", "Quoi \u{202f}?"] {
            assert_eq!(setting.spaced(text), "Quoi\u{202f}?");
        }
        assert_eq!(setting.spaced("«  oui  »"), "«\u{202f}oui\u{202f}»");
    }

    #[test]
    fn hostile_text_shows_as_text() {
        for text in ["<script>alert(1)</script>", "</script><!--", "<img src=x onerror=alert(1)>", "a < b & c"] {
            let html = html(text);
            assert!(!html.contains('<'), "{html}");
        }
        assert_eq!(html("a<b>c"), "a&lt;b&gt;c");
    }

    #[test]
    fn blocks_do_not_begin_inside_a_text() {
        for text in ["# titre", "1. un", "- un", "> cité", "    code", "```\ncode", "a\n===", "[a]: https://b.org"] {
            let html = html(text);
            assert!(!html.starts_with('<') && !html.is_empty(), "{text}: {html}");
        }
        assert_eq!(html("- un"), "- un");
    }

    #[test]
    fn odd_schemes_are_refused() {
        let setting = Setting { french: true, base: "", site: "" };
        for link in
            ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
        {
            assert!(setting.html(&format!("[x]({link})"), &[]).is_err(), "{link}");
        }
        assert!(setting.html("<javascript:alert(1)>", &[]).is_err());
        assert!(setting.html("[x](//evil.example/a)", &[]).is_err());
        assert!(setting.html("[x](page.html)", &[]).is_err());
        assert!(setting.html("[x](&#106;avascript:alert&#40;1&#41;)", &[]).is_err());
    }

    #[test]
    fn french_spaces_never_break() {
        assert_eq!(html("Quoi ? « Rien » : oui !"), "Quoi\u{202f}? «\u{202f}Rien\u{202f}»\u{202f}: oui\u{202f}!");
        assert_eq!(html("«Rien»"), "«\u{202f}Rien\u{202f}»");
        assert_eq!(html("« *Le Monde* »"), "«\u{202f}<em>Le Monde</em>\u{202f}»");
        assert_eq!(html("12:30, https://a.org"), "12:30, https://a.org");
        assert_eq!(html("**Quoi** ?"), "<strong>Quoi</strong>\u{202f}?");
        let english = Setting { french: false, base: "", site: "" };
        assert_eq!(english.html("what ? 1 200", &[]).expect("no link").html, "what ? 1 200");
    }

    #[test]
    fn a_french_number_stays_on_one_line_and_with_its_sign() {
        for (written, set) in [
            ("Les 1 200 000 habitants", "Les 1\u{a0}200\u{a0}000 habitants"),
            ("30 %, 5 €, 12 °C", "30\u{a0}%, 5\u{a0}€, 12\u{a0}°C"),
            ("le n° 5", "le n°\u{a0}5"),
            ("**12 500** voix", "<strong>12\u{a0}500</strong> voix"),
            ("1 200 : 3", "1\u{a0}200\u{202f}: 3"),
        ] {
            assert_eq!(html(written), set);
        }
        // Years, lists and whatever has more or fewer than three digits are words like others.
        for text in ["en 2024 300 élus", "2 12", "2 1", "1 2000", "de 12 à 300", "un % de plus", "a 200"] {
            assert_eq!(html(text), text);
        }
    }
}
