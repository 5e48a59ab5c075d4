//! A sheet of sixteen colours that stamps are laid on, and its PNG. No sheet is drawn: what its rows change is put together
//! out of what the stamps' rows change, which is packed already. There may be ten thousand sheets.

use super::{
    deflate::{Piece, Stream},
    stamp::{Change, Ink, Stamp},
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
    /// What is in each row.
    rows: Vec<Vec<Part>>,
}

struct Laid {
    stamp: Rc<Stamp>,
    /// Bytes from the sheet's left side.
    left: i32,
}

/// What one stamp does in a row of the sheet. It is copied out of the stamp: rows of the sheet go through all stamps, and
/// would wait for the memory of each.
struct Part {
    /// Which of what is laid.
    laid: u32,
    /// Which of the stamp's own rows.
    at: u32,
    change: Change,
    // Where the row or the one above it has ink, bytes of the sheet.
    start: i32,
    end: i32,
}

impl Part {
    /// Whether nothing of it hangs over, in that row of the sheet.
    fn is_inside(&self, y: usize) -> bool {
        self.start >= 0 && self.end <= ROW as i32 && (y > 0 || self.at == 0)
    }
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self { laid: Vec::new(), rows: (0..HEIGHT).map(|_| Vec::new()).collect() }
    }

    pub(super) fn clear(&mut self) {
        self.laid.clear();
        self.rows.iter_mut().for_each(Vec::clear);
    }

    /// Lays a stamp on the sheet, its left side at a byte; what hangs over is cut off.
    pub(super) fn lay(&mut self, stamp: &Rc<Stamp>, left: i32, top: i32) {
        let laid = self.laid.len() as u32;
        for ((at, row), y) in (0..).zip(stamp.rows()).zip(top..) {
            if let Some(parts) = usize::try_from(y).ok().and_then(|y| self.rows.get_mut(y))
                && row.start < row.end
            {
                let [start, end] = [row.start, row.end].map(|x| left + i32::from(x));
                parts.push(Part { laid, at, change: row.change, start, end });
            }
        }
        self.laid.push(Laid { stamp: Rc::clone(stamp), left });
    }

    /// The sheet as PNG.
    pub(super) fn png(&mut self, colours: &Colours) -> Result<Vec<u8>, EncodingError> {
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

    fn packed(&mut self) -> Vec<u8> {
        let mut stream = Stream::new();
        for (y, parts) in self.rows.iter_mut().enumerate() {
            if parts.is_empty() {
                stream.put(&PAPER[PAPER_ROW], &[]);
            } else {
                parts.sort_unstable_by_key(|part| part.start);
                put_row(&mut stream, &self.laid, parts, y);
            }
        }
        stream.finish()
    }
}

/// Puts a row together out of its parts, which are in their order.
fn put_row(stream: &mut Stream, laid: &[Laid], parts: &[Part], y: usize) {
    stream.put(&PAPER[UP], &[]);
    // How many of its bytes are there.
    let mut at = 0;
    let mut put = |start: usize, piece: &Piece, words: &[u64]| {
        if piece.len() > 0 {
            stream.put(&PAPER[start - at], &[]);
            stream.put(piece, words);
            at = start + piece.len();
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
                let Laid { stamp, left } = &laid[part.laid as usize];
                let Change { start, piece } = &part.change;
                put((left + i32::from(*start)) as usize, piece, stamp.words());
            }
            _ => {
                let mut words = Vec::new();
                let Change { start, piece } = together(laid, parts, y, &mut words);
                put(usize::from(start), &piece, &words);
            }
        }
    }
    stream.put(&PAPER[ROW - at], &[]);
}

/// What parts of a row change together, because they touch each other or hang over.
fn together(laid: &[Laid], parts: &[Part], y: usize, words: &mut Vec<u64>) -> Change {
    let (mut line, mut above) = ([0; ROW], [0; ROW]);
    for part in parts {
        let Laid { stamp, left } = &laid[part.laid as usize];
        let at = part.at as usize;
        stamp.lay(at, &mut line, *left);
        if at > 0 && y > 0 {
            stamp.lay(at - 1, &mut above, *left);
        }
    }
    Change::new(&line, &above, words)
}

/// Zeros, as many as the piece's number says, and what follows here. All are short enough to want no words.
static PAPER: LazyLock<Vec<Piece>> = LazyLock::new(|| {
    let zeros = [0; PAPER_ROW];
    let pieces = (0..=PAPER_ROW).map(|len| &zeros[..len]).chain([[2].as_slice()]);
    pieces.map(|bytes| Piece::new(bytes, &mut Vec::new())).collect()
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
