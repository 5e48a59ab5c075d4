//! Packs the lines of a sheet as PNG holds them (RFC 1950 and 1951).
//!
//! Nine tenths of a sheet are paper, and most of a line is as the one above. Who looks for these two alone, with codes that
//! were counted once on such sheets, is done in a fifth of the time that libraries take for any data, and the file has two
//! thirds of the bytes. Ten thousand of them are a good part of a first publication.

/// The symbols of literals, of the block's end and of lengths.
const SYMBOLS: usize = 286;

/// How many bits each symbol has, as a hexadecimal digit: counted on cards of French headlines. None has more than 14, so
/// that four fit between two bytes and a word.
const LENGTHS: &[u8; SYMBOLS] = b"\
    17888999aabbccee79baabba9eeeeeee8bababbb9eeeeeee8abbabab8eeeeeee8bba8aba8eeeeeee8bbbbaba8eeeeeee\
    9bcbbbca8eeeeeee9abbbaa97eeeeeeea99888872eeeeeeeaeeeeeeeeddedbeebeeeeeeeeeeedbeebeeeeeeeeeeedbee\
    beeeeeeeeeeddaeebeeeeeeeebbba7eeeeeeeeeeeeeeeebeeeeeeeeeeeeeeeeceeeede6eeed7ec8d99aaa9bbbaaaa5";

/// The code of each symbol, its first bit lowest, and how many bits it has.
const CODES: [(u16, u8); SYMBOLS] = codes();

/// Ends the block.
const END: u16 = 256;

/// The symbols of distances up to the one that lines need.
const DISTANCES: usize = 19;
/// The byte before.
const BEFORE: u32 = 0;
/// From 513 on.
const ABOVE: u32 = 18;
const FIRST_ABOVE: usize = 513;
const BITS_ABOVE: u32 = 8;

/// A length's symbol, how many bits follow it, and which.
type Length = (u16, u8, u16);
const SHORTEST: usize = 3;
const LONGEST: usize = 258;
const SYMBOLS_OF_LENGTHS: [Length; LONGEST + 1] = lengths();

const fn digit(digit: u8) -> u8 {
    if digit <= b'9' { digit - b'0' } else { digit - b'a' + 10 }
}

/// RFC 1951, 3.2.2.
const fn codes() -> [(u16, u8); SYMBOLS] {
    let mut codes = [(0, 0); SYMBOLS];
    let (mut next, mut length) = (0u16, 1);
    while length <= 15 {
        let mut symbol = 0;
        while symbol < SYMBOLS {
            if digit(LENGTHS[symbol]) == length {
                codes[symbol] = (next.reverse_bits() >> (16 - length), length);
                next += 1;
            }
            symbol += 1;
        }
        next <<= 1;
        length += 1;
    }
    codes
}

/// RFC 1951, 3.2.5.
const fn lengths() -> [Length; LONGEST + 1] {
    let mut all = [(0, 0, 0); LONGEST + 1];
    let (mut symbol, mut first) = (257, SHORTEST);
    while first < LONGEST {
        let place = symbol - 257;
        let bits = if place < 8 { 0 } else { place / 4 - 1 };
        let mut more = 0;
        while more < 1 << bits && first + more < LONGEST {
            all[first + more] = (symbol, bits as u8, more as u16);
            more += 1;
        }
        first += 1 << bits;
        symbol += 1;
    }
    all[LONGEST] = (285, 0, 0);
    all
}

/// Bits, the lowest first.
struct Bits {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    /// Takes some more. No more than 57 between two calls of [`Self::flush`].
    fn put(&mut self, bits: u32, count: u32) {
        self.held |= u64::from(bits) << self.count;
        self.count += count;
    }

    /// Writes what is whole.
    fn flush(&mut self) {
        let whole = self.count / 8;
        let end = self.bytes.len() + whole as usize;
        self.bytes.extend_from_slice(&self.held.to_le_bytes());
        self.bytes.truncate(end);
        self.held >>= whole * 8;
        self.count %= 8;
    }

    fn symbol(&mut self, symbol: u16) {
        let (code, length) = CODES[usize::from(symbol)];
        self.put(u32::from(code), u32::from(length));
    }

    fn literals(&mut self, bytes: &[u8]) {
        for four in bytes.chunks(4) {
            four.iter().for_each(|byte| self.symbol(u16::from(*byte)));
            self.flush();
        }
    }

    /// The same as so many bytes at a distance; its symbol has one bit.
    fn repeat(&mut self, mut bytes: usize, is_above: bool, stride: usize) {
        while bytes > 0 {
            // What is left has to be a length too.
            let now =
                if bytes > LONGEST && bytes < LONGEST + SHORTEST { LONGEST - SHORTEST } else { bytes.min(LONGEST) };
            let (symbol, count, more) = SYMBOLS_OF_LENGTHS[now];
            self.symbol(symbol);
            self.put(u32::from(more), u32::from(count));
            if is_above {
                self.put(1 | ((stride - FIRST_ABOVE) as u32) << 1, 1 + BITS_ABOVE);
            } else {
                self.put(0, 1);
            }
            self.flush();
            bytes -= now;
        }
    }

    /// The codes, as a reader of any such data wants to be told (RFC 1951, 3.2.7): each length in four bits.
    fn head(&mut self) {
        self.put(1 | 2 << 1, 3);
        self.put((SYMBOLS - 257) as u32, 5);
        self.put((DISTANCES - 1) as u32, 5);
        self.put(15, 4);
        self.flush();
        // Symbols 16 to 18, which repeat lengths, are not in use.
        for place in 0..19 {
            self.put(if place < 3 { 0 } else { 4 }, 3);
            self.flush();
        }
        let distances = (0..DISTANCES as u32).map(|distance| u8::from(distance == BEFORE || distance == ABOVE));
        for length in LENGTHS.iter().map(|length| digit(*length)).chain(distances) {
            self.put(u32::from(length.reverse_bits() >> 4), 4);
            self.flush();
        }
    }

    fn whole(mut self) -> Vec<u8> {
        // Up to the next byte.
        self.count = self.count.next_multiple_of(8);
        self.flush();
        self.bytes
    }
}

/// What is looked at at once, bytes.
const WORD: usize = 8;

/// Packs lines of `stride` bytes each, which are 513 to 768.
pub(super) fn packed(lines: &[u8], stride: usize) -> Vec<u8> {
    /// A stretch of one byte that is worth more than what the line above has.
    const LONG: usize = 128;

    debug_assert!((FIRST_ABOVE..FIRST_ABOVE + (1 << BITS_ABOVE)).contains(&stride), "{stride}");
    // RFC 1950, 2.2: a window of 32 kB, packed in haste.
    let mut bits = Bits { bytes: Vec::with_capacity(20_000), held: 0, count: 0 };
    bits.bytes.extend([0x78, 0x01]);
    bits.head();
    let mut at = 0;
    while let Some(word) = lines.get(at..at + WORD) {
        let before = at.checked_sub(1).map_or(0, |last| repeated(&lines[at..], lines[last]));
        let above = match at.checked_sub(stride) {
            Some(there) if before < LONG => common(&lines[at..], &lines[there..]),
            _ => 0,
        };
        // The distance to the line above takes a byte.
        if before > 0 && before + WORD >= above {
            bits.repeat(before, false, stride);
            at += before;
        } else if above > 0 {
            bits.repeat(above, true, stride);
            at += above;
        } else {
            bits.literals(word);
            at += WORD;
        }
    }
    bits.literals(&lines[at..]);
    bits.symbol(END);
    let mut bytes = bits.whole();
    bytes.extend(simd_adler32::adler32(&lines).to_be_bytes());
    bytes
}

/// How many bytes a text begins with that are all one, in whole words.
fn repeated(text: &[u8], byte: u8) -> usize {
    let (words, wanted) = (text.as_chunks().0, u64::from_ne_bytes([byte; WORD]));
    let differs = |place: usize| words.get(place).map_or(u64::MAX, |word| u64::from_ne_bytes(*word) ^ wanted);
    same(words.len(), differs)
}

/// How many bytes two texts begin with in common, in whole words.
fn common(text: &[u8], other: &[u8]) -> usize {
    let (words, others) = (text.as_chunks().0, other.as_chunks().0);
    let differs = |place: usize| match (words.get(place), others.get(place)) {
        (Some(word), Some(other)) => u64::from_ne_bytes(*word) ^ u64::from_ne_bytes(*other),
        _ => u64::MAX,
    };
    same(words.len(), differs)
}

/// How many bytes are the same before the first word that differs; where nothing changes, eight words at once.
fn same(words: usize, differs: impl Fn(usize) -> u64) -> usize {
    let mut place = 0;
    while place < words && differs(place) == 0 {
        place += 1;
        while place + WORD <= words && (place..place + WORD).fold(0, |all, place| all | differs(place)) == 0 {
            place += WORD;
        }
    }
    place * WORD
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::ZlibDecoder;
    use std::io::Read;

    const STRIDE: usize = 601;

    #[track_caller]
    fn comes_back(lines: &[u8]) -> usize {
        let packed = packed(lines, STRIDE);
        let mut read = Vec::new();
        ZlibDecoder::new(&packed[..]).read_to_end(&mut read).expect("zlib reads it");
        assert!(read == lines, "{} bytes come back as {}", lines.len(), read.len());
        packed.len()
    }

    #[test]
    fn whatever_is_packed_comes_back() {
        comes_back(&[]);
        comes_back(&[7]);
        for run in (1..12).chain(254..264).chain(510..525) {
            comes_back(&vec![0; run]);
            let between = [vec![1; run], vec![2], vec![0; run], vec![3, 3]].concat();
            comes_back(&between);
            // The same stretch of the line above, between other bytes.
            let line =
                |edge: u8| [vec![edge; STRIDE - run.min(600)], (0..run.min(600)).map(|at| at as u8).collect()].concat();
            comes_back(&[line(1), line(2), line(1)].concat());
        }
        // Every byte, in an order without repetitions (a generator with a full period).
        let mut state = 1u32;
        let noise = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        comes_back(&(0..STRIDE * 40).map(noise).collect::<Vec<_>>());
    }

    #[test]
    fn paper_takes_next_to_nothing() {
        assert!(comes_back(&vec![0; STRIDE * 630]) < 1_500);
    }

    #[test]
    fn the_codes_leave_no_gap() {
        let sum: u32 = CODES.iter().map(|(_, length)| 1 << (15 - u32::from(*length))).sum();
        assert_eq!(sum, 1 << 15, "RFC 1951, 3.2.7: neither too many nor too few");
    }
}
