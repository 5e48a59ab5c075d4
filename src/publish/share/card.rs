//! The picture of a page that has none of its own: headline, country and the publication's name, set as the site sets
//! them.

use super::{
    canvas::{Canvas, Colours, ROW, Rgb, WIDTH},
    stamp::{HUE, Ink, LINE, Stamp},
};
use crate::publish::prose::beginning;
use cosmic_text::{
    Align, Attrs, Buffer, CacheKey, Family, FontSystem, Metrics, Shaping, SwashCache, SwashImage, Weight, Wrap, fontdb,
};
use png::EncodingError;
use std::{cell::RefCell, collections::HashMap, rc::Rc};

/// Changes with the drawing, so that pictures of an earlier look are not taken for those of this one.
pub(super) const LOOK: u8 = 4;

/// Both under the SIL Open Font License: `fonts/OFL.txt`.
const SERIF: &[u8] = include_bytes!("fonts/depeche-serif-bold.ttf");
const NASKH: &[u8] = include_bytes!("fonts/depeche-naskh-bold.ttf");
const FAMILY: &str = "Depeche Serif";

// The light colours of style/tokens.css.
const PAPER: Rgb = [0xfb, 0xf6, 0xec];
const TEXT: Rgb = [0x1e, 0x18, 0x12];
const ACCENT: Rgb = [0x85, 0x30, 0x0f];
const RULE: Rgb = [0xd8, 0xca, 0xb4];
const HUES: [Rgb; crate::model::page::HUES as usize] = [
    [0xb4, 0x49, 0x1e],
    [0x2f, 0x6f, 0x4e],
    [0x2b, 0x4c, 0x8c],
    [0x8f, 0x64, 0x08],
    [0x7b, 0x3a, 0x6d],
    [0x17, 0x73, 0x7a],
    [0x8f, 0x2f, 0x3b],
    [0x57, 0x73, 0x1f],
    [0x54, 0x48, 0x9b],
    [0xa9, 0x50, 0x1f],
    [0x3a, 0x6b, 0x8c],
    [0x6f, 0x5a, 0x3a],
];

// Where things stand, pixels. Previews may cut off a little of each side.
const MARGIN: usize = 76;
const BAND: usize = 18;
const KICKER_TOP: usize = 70;
const HEADLINE_TOP: usize = 132;
const HEADLINE_ROOM: f32 = 354.0;
const FOOT_RULE: i32 = 516;
const NAME_TOP: usize = 536;
const ROOM: f32 = (WIDTH - 2 * MARGIN) as f32;

const KICKER: f32 = 36.0;
const NAME: f32 = 42.0;
/// Sizes of headlines, the largest that fits is taken.
const HEADLINE: [f32; 8] = [92.0, 82.0, 74.0, 66.0, 58.0, 50.0, 44.0, 38.0];
/// The height of a line, of its size.
const LEADING: f32 = 1.16;
/// A longer headline is cut, characters: it would not fit at the smallest size.
const LONGEST: usize = 300;

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Card {
    /// Above the headline: the country.
    pub(super) kicker: Option<String>,
    pub(super) headline: String,
    /// The publication.
    pub(super) name: String,
    /// Whether it is set from right to left.
    pub(super) right_to_left: bool,
    /// Which of the style's hues marks it.
    pub(super) hue: u8,
}

impl Card {
    /// Draws it.
    ///
    /// # Errors
    /// If it cannot be written as PNG, which only a memory that is full does.
    pub(super) fn png(&self) -> Result<Vec<u8>, EncodingError> {
        thread_local! {
            // The fonts are read, and the letters drawn, once a thread.
            static ARTIST: RefCell<Option<Artist>> = const { RefCell::new(None) };
        }
        ARTIST.with_borrow_mut(|artist| artist.get_or_insert_with(Artist::new).draw(self))
    }
}

/// Fonts, the letters drawn so far, and a sheet.
struct Artist {
    fonts: FontSystem,
    rasterizer: SwashCache,
    /// By the letter and its size; what it is laid on with; whether its own place is odd.
    letters: HashMap<(CacheKey, Ink, bool), Option<Letter>>,
    /// Lines that were set already, by what they say and their size: the names of countries and of the publication.
    lines: HashMap<(String, u32, bool), Buffer>,
    /// Across the top, in the colour of the country.
    band: Rc<Stamp>,
    /// Above the publication's name.
    rule: Rc<Stamp>,
    canvas: Canvas,
}

impl Artist {
    fn new() -> Self {
        let mut fonts = fontdb::Database::new();
        for font in [SERIF, NASKH] {
            fonts.load_font_data(font.to_vec());
        }
        Self {
            fonts: FontSystem::new_with_locale_and_db("fr".into(), fonts),
            rasterizer: SwashCache::new(),
            letters: HashMap::new(),
            lines: HashMap::new(),
            band: Rc::new(Stamp::filled(ROW, BAND, HUE)),
            rule: Rc::new(Stamp::filled(ROW - MARGIN, 2, LINE)),
            canvas: Canvas::new(),
        }
    }

    fn draw(&mut self, card: &Card) -> Result<Vec<u8>, EncodingError> {
        let Card { kicker, headline, name, right_to_left, hue } = card;
        let align = if *right_to_left { Align::Right } else { Align::Left };
        self.canvas.clear();
        self.canvas.lay(&self.band, 0, 0);
        self.canvas.lay(&self.rule, MARGIN as i32 / 2, FOOT_RULE);
        if let Some(kicker) = kicker {
            self.set(kicker, KICKER, align, KICKER_TOP, Ink::Accent);
        }
        self.set(name, NAME, align, NAME_TOP, Ink::Text);
        // A headline that the fonts cannot write says less than the publication's name.
        let headline = self.writable(&beginning(headline, LONGEST));
        if let Some(text) = headline.or_else(|| self.writable(&beginning(name, LONGEST))) {
            let lines = self.headline(&text, align);
            self.lay(&lines, align, HEADLINE_TOP, Ink::Text);
        }
        let hue = HUES.get(usize::from(*hue)).copied().unwrap_or(ACCENT);
        self.canvas.png(&Colours { paper: PAPER, text: TEXT, accent: ACCENT, hue, line: RULE })
    }

    /// Sets a line that comes on many cards.
    fn set(&mut self, text: &str, size: f32, align: Align, top: usize, ink: Ink) {
        let key = (text.to_owned(), size as u32, align == Align::Right);
        let line = match self.lines.remove(&key) {
            Some(line) => line,
            None => match self.writable(text) {
                Some(text) => self.line(&text, size, align),
                None => return,
            },
        };
        self.lay(&line, align, top, ink);
        self.lines.insert(key, line);
    }

    fn buffer(&mut self, text: &str, size: f32, align: Align) -> Buffer {
        let mut buffer = Buffer::new(&mut self.fonts, Metrics::new(size, size * LEADING));
        buffer.set_wrap(Wrap::Word);
        buffer.set_size(Some(ROOM), None);
        let attributes = Attrs::new().family(Family::Name(FAMILY)).weight(Weight::BOLD);
        buffer.set_text(text, &attributes, Shaping::Advanced, Some(align));
        buffer.shape_until_scroll(&mut self.fonts, false);
        buffer
    }

    /// A text without the characters that no font has, such as emoji; none if that is most of it.
    fn writable(&mut self, text: &str) -> Option<String> {
        if text.chars().all(is_plain) {
            return Some(text.into());
        }
        let buffer = self.buffer(text, KICKER, Align::Left);
        let missing: Vec<_> = buffer
            .layout_runs()
            .flat_map(|run| run.glyphs.iter().filter(|glyph| glyph.glyph_id == 0).map(|glyph| glyph.start..glyph.end))
            .collect();
        if missing.is_empty() {
            return Some(text.into());
        }
        let lacks = |at: usize| missing.iter().any(|range| range.contains(&at));
        let left: String = text.char_indices().filter(|(at, _)| !lacks(*at)).map(|(_, letter)| letter).collect();
        let left = left.split_whitespace().collect::<Vec<_>>().join(" ");
        (left.chars().count() * 2 > text.chars().count()).then_some(left)
    }

    /// One line; what is too long for it is set smaller.
    fn line(&mut self, text: &str, size: f32, align: Align) -> Buffer {
        let mut buffer = self.buffer(text, size, align);
        buffer.set_wrap(Wrap::None);
        buffer.shape_until_scroll(&mut self.fonts, false);
        let width = widest(&buffer);
        if width > ROOM {
            let smaller = size * ROOM / width;
            buffer.set_metrics(Metrics::new(smaller, size * LEADING));
            buffer.shape_until_scroll(&mut self.fonts, false);
        }
        buffer
    }

    /// A headline in lines of nearly one length, as large as it fits.
    fn headline(&mut self, text: &str, align: Align) -> Buffer {
        let mut buffer = self.buffer(text, HEADLINE[0], align);
        for size in HEADLINE {
            buffer.set_metrics(Metrics::new(size, size * LEADING));
            buffer.shape_until_scroll(&mut self.fonts, false);
            if lines(&buffer) as f32 * size * LEADING <= HEADLINE_ROOM && widest(&buffer) <= ROOM {
                break;
            }
        }
        if widest(&buffer) > ROOM {
            buffer.set_wrap(Wrap::WordOrGlyph);
            buffer.shape_until_scroll(&mut self.fonts, false);
            return buffer;
        }
        let most = lines(&buffer);
        // The narrowest width that takes no more lines and no word apart.
        let (mut narrow, mut wide) = (ROOM / 4.0, ROOM);
        for _ in 0..5 {
            let middle = (narrow + wide) / 2.0;
            buffer.set_size(Some(middle), None);
            buffer.shape_until_scroll(&mut self.fonts, false);
            let fits = lines(&buffer) <= most && widest(&buffer) <= middle;
            *(if fits { &mut wide } else { &mut narrow }) = middle;
        }
        buffer.set_size(Some(wide), None);
        buffer.shape_until_scroll(&mut self.fonts, false);
        buffer
    }

    /// Lays lines on the sheet, at the side that its writing begins on.
    fn lay(&mut self, text: &Buffer, align: Align, top: usize, ink: Ink) {
        let left = match align {
            Align::Right => ROOM - text.size().0.unwrap_or(ROOM),
            _ => 0.0,
        };
        for run in text.layout_runs() {
            for glyph in run.glyphs {
                // At a whole pixel: nobody sees the difference in letters so large, and each has two pictures and not eight.
                let x = (MARGIN as f32 + left + glyph.x).round();
                let glyph = glyph.physical((x - glyph.x, top as f32 + run.line_y), 1.0);
                let is_odd = glyph.x % 2 != 0;
                let letter = self.letters.entry((glyph.cache_key, ink, is_odd)).or_insert_with(|| {
                    let image = self.rasterizer.get_image_uncached(&mut self.fonts, glyph.cache_key)?;
                    Some(Letter::new(&image, is_odd, ink))
                });
                if let Some(Letter { stamp, left, top }) = letter {
                    self.canvas.lay(stamp, glyph.x.div_euclid(2) + *left, glyph.y - *top);
                }
            }
        }
    }
}

/// A letter and where it stands.
struct Letter {
    stamp: Rc<Stamp>,
    /// Bytes to the right of the byte that its place is in.
    left: i32,
    /// Pixels above its place.
    top: i32,
}

impl Letter {
    fn new(image: &SwashImage, is_odd: bool, ink: Ink) -> Self {
        let left = i32::from(is_odd) + image.placement.left;
        let stamp = Stamp::new(&image.data, image.placement.width as usize, left.rem_euclid(2) == 1, ink);
        Self { stamp: Rc::new(stamp), left: left.div_euclid(2), top: image.placement.top }
    }
}

/// Whether a character is one of those of West African French and of English, which the fonts have.
fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~' | 'À'..='ÿ' | 'Œ' | 'œ' | '«' | '»' | '’' | '–' | '—' | '…' | '\u{a0}' | '\u{202f}')
}

fn lines(buffer: &Buffer) -> usize {
    buffer.layout_runs().count()
}

fn widest(buffer: &Buffer) -> f32 {
    buffer.layout_runs().map(|run| run.line_w).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_have_every_plain_character() {
        let plain: String = (' '..='\u{ffff}').filter(|character| is_plain(*character)).collect();
        let mut artist = Artist::new();
        let buffer = artist.buffer(&plain, KICKER, Align::Left);
        let lacking: Vec<_> =
            buffer.layout_runs().flat_map(|run| run.glyphs).filter(|glyph| glyph.glyph_id == 0).collect();
        assert!(lacking.is_empty(), "{lacking:?} of {plain}");
    }
}
