//! Sets an article's blocks as HTML, and notes what cannot be set.

use super::{
    check::{File, is_web_address, timestamp},
    picture::{self, Cache, Placed},
    prose::{Inline, Part, Setting, address, escape, words},
};
use crate::{
    app::TEXT_ID,
    model::source::{ArticleSource, Block, CorrectionSource, ImageSource},
    publish::table,
};
use jiff::Timestamp;
use std::{fmt::Write as _, path::Path};

/// Sets texts and pictures of one article; what is wrong goes to the article's file.
pub(crate) struct Setter<'a> {
    pub(crate) content: &'a Path,
    /// What is known of pictures.
    pub(crate) cache: Option<&'a Cache>,
    pub(crate) setting: Setting<'a>,
    /// The name of a table that has no caption.
    pub(crate) table: &'static str,
    /// The fragments that links of this article can lead to, as [`places`] gives them.
    pub(crate) places: Vec<String>,
    pub(crate) file: &'a mut File<ArticleSource>,
    /// The links to the site's own pages and files that were met.
    pub(crate) own_links: Vec<OwnLink>,
}

/// A link to a page or a file of the site itself.
#[derive(Clone, Debug)]
pub(crate) struct OwnLink {
    /// An RFC 6901 pointer to the text that it stands in.
    pub(crate) pointer: String,
    /// The link as it stands there.
    pub(crate) part: Part,
    /// The path from `/`, also where the whole address was written.
    pub(crate) address: String,
}

/// A text that was set.
pub(crate) struct Body {
    /// HTML, without what shows its pictures.
    pub(crate) html: String,
    pub(crate) words: usize,
    /// Where in it each picture goes, byte by byte.
    pub(crate) pictures: Vec<(usize, Placed)>,
}

/// The `id` of each heading of a text, in their order: made of its words, each different from the others.
pub(crate) fn places(blocks: &[Block]) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for block in blocks {
        let Block::Heading { text } = block else { continue };
        // The prefix keeps them apart from the ids of the page itself.
        let name = format!("{TEXT_ID}-{}", slug::slugify(text));
        let alike = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(alike).find(|name| !places.contains(name));
        places.extend(free);
    }
    places
}

impl Setter<'_> {
    /// An article's text.
    pub(crate) fn blocks(&mut self, blocks: &[Block]) -> Body {
        if blocks.is_empty() {
            self.file.say("/body", "the article has no text: write at least one paragraph");
        }
        let mut html = String::new();
        let (mut count, mut tables) = (0, 0);
        let mut pictures = Vec::new();
        let mut places = self.places.clone().into_iter();
        for (index, block) in blocks.iter().enumerate() {
            let at = format!("/body/{index}");
            match block {
                Block::Paragraph { text } => {
                    count += words(text);
                    let text = self.inline(text, &format!("{at}/text"));
                    let _ = write!(html, "<p>{text}</p>");
                }
                Block::Heading { text } => {
                    count += words(text);
                    let text = self.inline(text, &format!("{at}/text"));
                    let place = places.next().unwrap_or_default();
                    let _ = write!(html, "<h2 id=\"{place}\">{text}</h2>");
                }
                Block::Quote { text, cite, pull } => {
                    count += if *pull { 0 } else { words(text) };
                    let class = if *pull { "quote pull" } else { "quote" };
                    let text = self.inline(text, &format!("{at}/text"));
                    let _ = write!(html, "<figure class=\"{class}\"><blockquote><p>{text}</p></blockquote>");
                    if let Some(cite) = cite {
                        let cite = self.inline(cite, &format!("{at}/cite"));
                        let _ = write!(html, "<figcaption>{cite}</figcaption>");
                    }
                    html.push_str("</figure>");
                }
                Block::List { ordered, items } => {
                    if items.is_empty() {
                        self.file.say(&format!("{at}/items"), "the list has no items: write one, or remove the list");
                    }
                    let tag = if *ordered { "ol" } else { "ul" };
                    let _ = write!(html, "<{tag}>");
                    for (item, text) in items.iter().enumerate() {
                        count += words(text);
                        let text = self.inline(text, &format!("{at}/items/{item}"));
                        let _ = write!(html, "<li>{text}</li>");
                    }
                    let _ = write!(html, "</{tag}>");
                }
                Block::Table { caption, head, rows } => {
                    count += head.iter().chain(rows.iter().flatten()).map(|cell| words(cell)).sum::<usize>();
                    tables += 1;
                    // Apart from the ids of headings, which have no such sign.
                    let place = format!("{TEXT_ID}_{tables}");
                    let caption = caption.as_deref().map(|text| self.inline(text, &format!("{at}/caption")));
                    table::check(head, rows, |step, fault| self.file.say(&format!("{at}{step}"), fault));
                    let head = head.iter().enumerate().map(|(n, cell)| self.inline(cell, &format!("{at}/head/{n}")));
                    let head: Vec<String> = head.collect();
                    let rows: Vec<Vec<String>> = rows
                        .iter()
                        .enumerate()
                        .map(|(n, row)| {
                            let cells = row.iter().enumerate();
                            // Nothing may stand where there is no value, but a row is about something.
                            let cell = |(m, cell): (usize, &String)| match cell.trim().is_empty() && m > 0 {
                                true => String::new(),
                                false => self.inline(cell, &format!("{at}/rows/{n}/{m}")),
                            };
                            cells.map(cell).collect()
                        })
                        .collect();
                    table::write(&mut html, &place, caption.as_deref().ok_or(self.table), &head, &rows);
                }
                Block::Image { src, alt, caption, credit } => {
                    let image = ImageSource {
                        src: src.clone(),
                        alt: alt.clone(),
                        caption: caption.clone(),
                        credit: credit.clone(),
                    };
                    if let Some(picture) = self.picture(&image, &at) {
                        pictures.push((html.len(), picture));
                    }
                }
                Block::Embed { url, title } => {
                    self.file.forbid_blank(&format!("{at}/title"), Some(title));
                    if !is_web_address(url) {
                        let advice = "write the whole address, with https://";
                        self.file.say(&format!("{at}/url"), format!("`{url}` is not a web address: {advice}"));
                    }
                    let title = escape(&self.setting.spaced(title.trim()));
                    let url = escape(&address(url));
                    let _ = write!(html, "<p class=\"embed\"><a href=\"{url}\" rel=\"noopener\">{title}</a></p>");
                }
            }
        }
        Body { html, words: count, pictures }
    }

    /// A picture; none if something is wrong with it.
    pub(crate) fn picture(&mut self, image: &ImageSource, at: &str) -> Option<Placed> {
        let found = picture::examine(self.content, &image.src, self.cache);
        let found = found.map_err(|fault| self.file.say(&format!("{at}/src"), fault)).ok();
        if image.alt.trim().is_empty() {
            let advice = "say in a few words what is seen, for readers who do not see it";
            self.file.say(&format!("{at}/alt"), format!("the picture has no alternative text: {advice}"));
        }
        self.file.forbid_blank(&format!("{at}/credit"), image.credit.as_deref());
        let caption = image.caption.as_deref().map(|caption| self.inline(caption, &format!("{at}/caption")));
        Some(Placed {
            src: image.src.clone(),
            found: found?,
            alt: self.setting.spaced(image.alt.trim()),
            caption,
            credit: image.credit.as_deref().map(|credit| self.setting.spaced(credit.trim())),
        })
    }

    /// When an article was corrected and how, as HTML.
    pub(crate) fn corrections(
        &mut self,
        corrections: &[CorrectionSource],
        published: Option<Timestamp>,
        latest: Timestamp,
    ) -> Vec<(Timestamp, String)> {
        let mut set = Vec::new();
        for (index, CorrectionSource { date, text }) in corrections.iter().enumerate() {
            let at = format!("/corrections/{index}");
            let time = timestamp(date).map_err(|fault| self.file.say(&format!("{at}/date"), fault)).ok();
            if published.zip(time).is_some_and(|(published, time)| time < published) {
                let fault = "the article was corrected before it was published: mend one of the two dates";
                self.file.say(&format!("{at}/date"), fault);
            }
            if time.is_some_and(|time| time > latest) {
                let fault = "the article cannot have been corrected in the future: mend the date";
                self.file.say(&format!("{at}/date"), fault);
            }
            let text = self.inline(text, &format!("{at}/text"));
            set.extend(time.map(|time| (time, text)));
        }
        set
    }

    fn inline(&mut self, text: &str, at: &str) -> String {
        self.file.forbid_blank(at, Some(text));
        match self.setting.html(text.trim(), &self.places) {
            Ok(Inline { html, own }) => {
                let link = |(part, address)| OwnLink { pointer: at.into(), part, address };
                self.own_links.extend(own.into_iter().map(link));
                html
            }
            Err(faults) => {
                faults.into_iter().for_each(|(part, fault)| self.file.say_of(at, part, fault));
                String::new()
            }
        }
    }
}
