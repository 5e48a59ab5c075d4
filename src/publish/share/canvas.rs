//! A sheet of sixteen colours that stamps are laid on, and its PNG. No sheet is drawn: what its rows change is put together
//! out of what the stamps' rows change, which is packed already. There may be ten thousand sheets.

use super::{
    deflate::{Pieces, Stream},
    stamp::{Ink, Stamp, pack_change},
};
use png::{BitDepth, ColorType, Encoder, EncodingError, chunk::IDAT};
use std::{iter, rc::Rc, sync::LazyLock};

/// Pixels: what Open Graph and X ask for.
pub(super) const WIDTH: usize = 1200;
/// Pixels.
pub(super) const HEIGHT: usize = 630;
/// Bytes a row.
pub(super) const ROW: usize = WIDTH / 2;

/// A colour as `style/tokens.css` writes it.
pub(super) type Rgb = [u8; 3];

/// The colours of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Colours {
    pub(super) paper: Rgb,
    pub(super) text: Rgb,
    pub(super) accent: Rgb,
    pub(super) hue: Rgb,
    pub(super) line: Rgb,
}

impl Colours {
    fn palette(&self) -> Vec<u8> {
        let ramp = |ink: Ink, to: Rgb| {
            let levels = u16::from(ink.levels());
            (1..=levels).map(move |level| mixed(self.paper, to, level, levels))
        };
        let colours = iter::once(self.paper)
            .chain(ramp(Ink::Text, self.text))
            .chain(ramp(Ink::Accent, self.accent))
            .chain([self.hue, self.line]);
        colours.flatten().collect()
    }
}

/// The colour that is `level` of `levels` on the way to another.
fn mixed(from: Rgb, to: Rgb, level: u16, levels: u16) -> Rgb {
    let channel = |at: usize| {
        let sum = u16::from(from[at]) * (levels - level) + u16::from(to[at]) * level;
        u8::try_from((sum + levels / 2) / levels).unwrap_or(u8::MAX)
    };
    [channel(0), channel(1), channel(2)]
}

/// The sheet, to be used again.
pub(super) struct Canvas {
    laid: Vec<Laid>,
    /// For each row, which of `laid` may have ink there or above, and in which of its own rows.
    rows: Vec<Vec<(u32, u32)>>,
}

struct Laid {
    stamp: Rc<Stamp>,
    /// Bytes from the sheet's left side.
    left: i32,
}

/// What one stamp does in a row of the sheet.
struct Part<'c> {
    laid: &'c Laid,
    /// The stamp's own row.
    row: usize,
    // Where that or the one above it has ink, bytes of the sheet.
    start: i32,
    end: i32,
}

impl<'c> Part<'c> {
    fn new(laid: &'c Laid, row: usize) -> Self {
        let inked = laid.stamp.inked(row);
        Self { laid, row, start: laid.left + i32::from(inked.start), end: laid.left + i32::from(inked.end) }
    }

    /// Whether nothing of it hangs over, in that row of the sheet.
    fn is_inside(&self, y: usize) -> bool {
        self.start >= 0 && self.end <= ROW as i32 && (y > 0 || self.row == 0)
    }
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self { laid: Vec::new(), rows: vec![Vec::new(); HEIGHT] }
    }

    pub(super) fn clear(&mut self) {
        self.laid.clear();
        self.rows.iter_mut().for_each(Vec::clear);
    }

    /// Lays a stamp on the sheet, its left side at a byte; what hangs over is cut off.
    pub(super) fn lay(&mut self, stamp: &Rc<Stamp>, left: i32, top: i32) {
        let place = self.laid.len() as u32;
        for (row, y) in (0..stamp.rows()).zip(top..) {
            if let Some(of_sheet) = usize::try_from(y).ok().and_then(|y| self.rows.get_mut(y)) {
                of_sheet.push((place, row as u32));
            }
        }
        self.laid.push(Laid { stamp: Rc::clone(stamp), left });
    }

    /// The sheet as PNG.
    pub(super) fn png(&self, colours: &Colours) -> Result<Vec<u8>, EncodingError> {
        let mut file = Vec::with_capacity(32 << 10);
        let mut encoder = Encoder::new(&mut file, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Four);
        encoder.set_palette(colours.palette());
        let mut writer = encoder.write_header()?;
        writer.write_chunk(IDAT, &self.packed())?;
        writer.finish()?;
        Ok(file)
    }

    fn packed(&self) -> Vec<u8> {
        let mut stream = Stream::new();
        let mut parts = Vec::new();
        for (y, row) in self.rows.iter().enumerate() {
            if row.is_empty() {
                stream.put(&PAPER, PAPER_ROW);
                continue;
            }
            parts.clear();
            let all = row.iter().map(|(place, row)| Part::new(&self.laid[*place as usize], *row as usize));
            parts.extend(all.filter(|part| part.start < part.end));
            parts.sort_unstable_by_key(|part| part.start);
            put_row(&mut stream, &parts, y);
        }
        stream.finish()
    }
}

/// Puts a row together out of its parts, which are in their order.
fn put_row(stream: &mut Stream, parts: &[Part<'_>], y: usize) {
    stream.put(&PAPER, UP);
    // How many of its bytes are there.
    let mut at = 0;
    let mut put = |start: usize, pieces: &Pieces, piece: usize| {
        let len = pieces.len(piece);
        if len > 0 {
            stream.put(&PAPER, start - at);
            stream.put(pieces, piece);
            at = start + len;
        }
    };
    let mut reached = 0;
    let touching = parts.chunk_by(|part, next| {
        reached = part.end.max(reached);
        next.start < reached
    });
    for parts in touching {
        match parts {
            [part] if part.is_inside(y) => {
                let Laid { stamp, left } = part.laid;
                put((left + i32::from(stamp.change(part.row))) as usize, stamp.changes(), part.row);
            }
            _ => {
                let mut change = Pieces::default();
                let start = pack_together(parts, y, &mut change);
                put(start, &change, 0);
            }
        }
    }
    stream.put(&PAPER, ROW - at);
}

/// Packs what parts of a row change together, because they touch each other or hang over, and says where that begins.
fn pack_together(parts: &[Part<'_>], y: usize, changes: &mut Pieces) -> usize {
    let (mut line, mut above) = ([0; ROW], [0; ROW]);
    for Part { laid, row, .. } in parts {
        laid.stamp.lay(*row, &mut line, laid.left);
        if let Some(row) = row.checked_sub(1).filter(|_| y > 0) {
            laid.stamp.lay(row, &mut above, laid.left);
        }
    }
    pack_change(&line, &above, changes)
}

/// Zeros, as many as the piece's number says, and what follows here.
static PAPER: LazyLock<Pieces> = LazyLock::new(|| {
    let mut pieces = Pieces::default();
    let zeros = [0; PAPER_ROW];
    (0..=PAPER_ROW).for_each(|len| pieces.add(&zeros[..len]));
    pieces.add(&[2]);
    pieces
});
/// A row of paper, with the byte before it that says: as it stands.
const PAPER_ROW: usize = 1 + ROW;
/// The byte before other rows, which says: added to the row above.
const UP: usize = PAPER_ROW + 1;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::share::stamp::{HUE, LINE};
    use png::Decoder;
    use std::io::Cursor;

    const COLOURS: Colours = Colours { paper: [255; 3], text: [0; 3], accent: [9; 3], hue: [1; 3], line: [2; 3] };

    /// A sheet's PNG shows what is drawn when the same stamps are laid on a picture. Their left sides are bytes.
    fn assert_shows(laid: &[(&Rc<Stamp>, i32, i32)]) {
        let mut canvas = Canvas::new();
        let mut drawn = vec![0; ROW * HEIGHT];
        for (stamp, left, top) in laid {
            canvas.lay(stamp, *left, *top);
            for (y, below) in (0..).zip(drawn.chunks_exact_mut(ROW)) {
                if let Ok(row) = usize::try_from(y - top) {
                    stamp.lay(row, below, *left);
                }
            }
        }
        let file = canvas.png(&COLOURS).expect("it is written");
        let mut decoder = Decoder::new(Cursor::new(file));
        decoder.ignore_checksums(false);
        let mut reader = decoder.read_info().expect("it is a PNG");
        let mut shown = vec![0; reader.output_buffer_size().expect("it is small")];
        reader.next_frame(&mut shown).expect("it is whole");
        let first = shown.iter().zip(&drawn).position(|(shown, drawn)| shown != drawn);
        assert_eq!(first.map(|at| (at % ROW, at / ROW)), None, "the first byte that is wrong");
    }

    /// A ring, darkest outside: all rows differ, and paper lies within.
    fn ring(size: usize, is_odd: bool) -> Rc<Stamp> {
        let middle = size as f32 / 2.0;
        let mask: Vec<u8> = (0..size * size)
            .map(|at| {
                let [x, y] = [at % size, at / size].map(|place| place as f32 + 0.5 - middle);
                let out = x.hypot(y) / middle;
                if (0.4..=1.0).contains(&out) { (out * 255.0) as u8 } else { 0 }
            })
            .collect();
        Rc::new(Stamp::new(&mask, size, is_odd, Ink::Text))
    }

    #[test]
    fn a_sheet_shows_what_lies_on_it() {
        let (large, small) = (ring(90, false), ring(31, true));
        let band = Rc::new(Stamp::filled(ROW, 18, HUE));
        assert_shows(&[]);
        assert_shows(&[(&band, 0, 0), (&large, 40, 100), (&small, 200, 100), (&small, 300, 120)]);
    }

    #[test]
    fn what_touches_or_covers_each_other_is_shown_as_one() {
        let (large, small) = (ring(90, false), ring(31, true));
        let bar = Rc::new(Stamp::filled(30, 50, LINE));
        assert_shows(&[(&large, 40, 100), (&large, 84, 100), (&large, 60, 140), (&small, 50, 120), (&small, 50, 120)]);
        assert_shows(&[(&bar, 100, 100), (&bar, 130, 100), (&bar, 115, 149), (&small, 110, 110), (&large, 90, 90)]);
    }

    #[test]
    fn what_hangs_over_is_cut_off_on_every_side() {
        let (large, small) = (ring(90, false), ring(31, true));
        let (bottom, right) = (HEIGHT as i32 - 20, ROW as i32 - 10);
        assert_shows(&[(&large, -20, 100), (&large, right, 200), (&large, 100, -30), (&large, 200, bottom)]);
        assert_shows(&[(&large, -20, -30), (&large, right, bottom), (&small, -5, -10), (&small, right, 300)]);
        assert_shows(&[(&large, -300, 100), (&large, 900, 100), (&large, 100, -300), (&large, 100, 900)]);
    }

    #[test]
    fn a_cleared_sheet_is_empty() {
        let mut canvas = Canvas::new();
        let empty = canvas.png(&COLOURS).expect("it is written");
        canvas.lay(&ring(90, false), 40, 100);
        assert!(canvas.png(&COLOURS).expect("it is written") != empty);
        canvas.clear();
        assert!(canvas.png(&COLOURS).expect("it is written") == empty);
    }
}
