//! Pieces of pictures, packed once and put into as many files as show them: the zlib stream that a PNG holds (RFC 1950
//! and RFC 1951), with one code for all files. It knows runs of one byte and nothing else of what deflate can do.
//! `docs/decisions.md` says why that is code of our own.

use std::sync::LazyLock;

/// Packed bytes. They unpack to the same wherever they are put: a piece begins with a byte as it is, and what repeats a
/// byte looks no further back than that one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// The first of its bits, for most pieces all.
    first: u64,
    /// Where the others begin among the words that are kept with it.
    others: u32,
    /// How many bits it has.
    bits: u16,
    /// How many bytes it unpacks to.
    len: u16,
    // What Adler-32 wants to know of those: their sum, and the sum of each times its place from the end.
    sum: u32,
    weighted: u32,
}

impl Piece {
    /// The most bytes of a piece: its bits, and its part of the checksum, are counted in small numbers. The widest letter
    /// of the fonts has some 300.
    const LONGEST: usize = 4_000;

    /// Packs some bytes, at most [`Self::LONGEST`]. Bits that have no room in the piece are added to some words, which it
    /// wants again when it is put.
    pub(super) fn new(bytes: &[u8], words: &mut Vec<u64>) -> Self {
        assert!(bytes.len() <= Self::LONGEST, "no letter is so wide: {} bytes", bytes.len());
        let mut packed = Bits::default();
        for run in bytes.chunk_by(|before, after| before == after) {
            CODE.run(run, &mut packed);
        }
        let bits = packed.full.len() * 64 + packed.filled as usize;
        let mut all = packed.full.into_iter().chain([packed.last]);
        let (first, others) = (all.next().unwrap_or_default(), words.len() as u32);
        words.extend(all);
        let places = bytes.iter().rev().zip(1..);
        Self {
            first,
            others,
            bits: bits as u16,
            len: bytes.len() as u16,
            sum: bytes.iter().copied().map(u32::from).sum(),
            weighted: places.map(|(byte, place)| u32::from(*byte) * place).sum(),
        }
    }

    /// How many bytes it unpacks to.
    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }
}

/// A zlib stream of one block.
pub(super) struct Stream {
    bits: Bits,
    /// The two sums of Adler-32, not yet reduced: the second would overflow after 380 MB, and a sheet has 0.4.
    sums: [u64; 2],
}

impl Stream {
    pub(super) fn new() -> Self {
        let mut bits = Bits::default();
        // Deflate with a window of 32 kB, packed in the fastest way.
        bits.push(0x0178, 16);
        // A block that is the last and brings its code (RFC 1951, 3.2.7): for all symbols, and for one distance, which is
        // counted from one.
        bits.push(0b101, 3);
        bits.push(LENGTHS.len() as u64 - 257, 5);
        bits.push(0, 5);
        // The lengths of that code are written in a code of their own: of its 19 symbols the first three, which repeat a
        // length, are not used, and those for the lengths from 0 to 15 have four bits each.
        bits.push(19 - 4, 4);
        for symbol in 0..19 {
            bits.push(if symbol < 3 { 0 } else { 4 }, 3);
        }
        for length in LENGTHS.map(length).into_iter().chain([1]) {
            bits.push(reversed(u64::from(length), 4), 4);
        }
        Self { bits, sums: [1, 0] }
    }

    /// Adds a piece, which was packed with these words.
    pub(super) fn put(&mut self, piece: &Piece, words: &[u64]) {
        let mut left = u32::from(piece.bits);
        self.bits.push(piece.first, left.min(u64::BITS));
        let mut others = words.iter().skip(piece.others as usize);
        while left > u64::BITS
            && let Some(word) = others.next()
        {
            left -= u64::BITS;
            self.bits.push(*word, left.min(u64::BITS));
        }
        let [sum, sums] = &mut self.sums;
        *sums += *sum * u64::from(piece.len) + u64::from(piece.weighted);
        *sum += u64::from(piece.sum);
    }

    /// All of it.
    pub(super) fn finish(mut self) -> Vec<u8> {
        CODE.symbol(END, &mut self.bits);
        let Bits { full, last, filled } = self.bits;
        let mut bytes = Vec::with_capacity((full.len() + 2) * 8);
        for word in full {
            bytes.extend_from_slice(&word.to_le_bytes());
        }
        bytes.extend_from_slice(&last.to_le_bytes()[..filled.div_ceil(8) as usize]);
        let [sum, sums] = self.sums.map(|sum| (sum % 65_521) as u32);
        bytes.extend_from_slice(&(sums << 16 | sum).to_be_bytes());
        bytes
    }
}

/// Bits in the order of deflate, the first the lowest.
#[derive(Default)]
struct Bits {
    full: Vec<u64>,
    /// The word that is being filled; what is free of it is zero.
    last: u64,
    /// How many bits of it are taken, fewer than 64.
    filled: u32,
}

impl Bits {
    /// Adds the lowest bits of a word, at most 64; those above must be zero.
    fn push(&mut self, bits: u64, count: u32) {
        self.last |= bits << self.filled;
        let filled = self.filled + count;
        if filled < u64::BITS {
            self.filled = filled;
            return;
        }
        self.full.push(self.last);
        self.last = bits.checked_shr(u64::BITS - self.filled).unwrap_or(0);
        self.filled = filled - u64::BITS;
    }
}

/// The symbol after the 256 bytes, which ends a block.
const END: usize = 256;

/// The symbols after that one, for runs: the shortest that each stands for, and how many bits say how much longer it is
/// (RFC 1951, 3.2.5).
#[rustfmt::skip]
const RUNS: [(usize, u32); 29] = [
    (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 1), (13, 1), (15, 1), (17, 1), (19, 2), (23, 2),
    (27, 2), (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4), (83, 4), (99, 4), (115, 4), (131, 5), (163, 5), (195, 5),
    (227, 5), (258, 0),
];

/// How many bits each symbol takes: b is 1, p is 15. It is the best code of at most 15 bits (package-merge) for how often
/// symbols occur in two thousand cards with headlines as `cargo xtask bench` makes them up; those that do not occur were
/// counted as rare.
const LENGTHS: [u8; 286] = *b"\
    cffhhikmoklmnnppfiijijjlnoopopppgjjjjjjkpoppoopogijjjjjjnoponnpohijjhjjimpponnppijjjjkjikpppoppojjjjjjjikppppnom\
    klkjjiiihkkllnnmlmonmkkjijjjkklmknopopppkjjjjkjjjpppopppljjjjkkjiponnoopmjjjhjkjippnnppomjkkjjjjhppmnoppnljkjjjj\
    gppopppnmmjjjjjigppnnmlkmmkiihggogffghhhhhiiihiiihhijigijijjjf";

fn length(letter: u8) -> u32 {
    u32::from(letter - b'a')
}

/// The first of some bits last.
fn reversed(bits: u64, count: u32) -> u64 {
    bits.reverse_bits() >> (u64::BITS - count)
}

/// The bits of each symbol, and how many.
struct Code([(u64, u32); LENGTHS.len()]);

static CODE: LazyLock<Code> = LazyLock::new(|| {
    let mut symbols = [(0, 0); LENGTHS.len()];
    // RFC 1951, 3.2.2: shorter ones first, those of one length in their order.
    let mut next = 0;
    for count in 1..=15 {
        next <<= 1;
        for (symbol, _) in symbols.iter_mut().zip(LENGTHS).filter(|(_, letter)| length(*letter) == count) {
            *symbol = (reversed(next, count), count);
            next += 1;
        }
    }
    Code(symbols)
});

impl Code {
    fn symbol(&self, symbol: usize, bits: &mut Bits) {
        let (code, count) = self.0[symbol];
        bits.push(code, count);
    }

    /// The same byte several times: once as itself, the rest as runs of what stands before.
    fn run(&self, bytes: &[u8], bits: &mut Bits) {
        let [first, rest @ ..] = bytes else { return };
        let byte = usize::from(*first);
        self.symbol(byte, bits);
        let mut left = rest.len();
        while let Some(run) = RUNS.iter().rposition(|(shortest, _)| *shortest <= left) {
            let (shortest, further) = RUNS[run];
            let longer = (left - shortest).min((1 << further) - 1);
            self.symbol(END + 1 + run, bits);
            bits.push(longer as u64, further);
            // The one distance.
            bits.push(0, 1);
            left -= shortest + longer;
        }
        (0..left).for_each(|_| self.symbol(byte, bits));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::ZlibDecoder;
    use std::io::Read;

    #[test]
    fn what_is_packed_in_pieces_unpacks_to_all_of_them_in_order() {
        let every_byte: Vec<u8> = (0..=255).collect();
        let mut parts = vec![every_byte, vec![0xff; Piece::LONGEST]];
        parts.extend((0..300).map(|len| vec![len as u8; len]));
        let mut words = Vec::new();
        let pieces: Vec<Piece> = parts.iter().map(|part| Piece::new(part, &mut words)).collect();
        let mut stream = Stream::new();
        let order = || (0..parts.len()).chain((0..parts.len()).rev());
        order().for_each(|piece| stream.put(&pieces[piece], &words));
        let mut unpacked = Vec::new();
        ZlibDecoder::new(stream.finish().as_slice()).read_to_end(&mut unpacked).expect("it is a zlib stream");
        assert!(unpacked == order().flat_map(|piece| parts[piece].clone()).collect::<Vec<_>>());
        assert!(parts.iter().zip(&pieces).all(|(part, piece)| piece.len() == part.len()));
    }

    #[test]
    fn an_empty_stream_is_one() {
        let mut unpacked = Vec::new();
        ZlibDecoder::new(Stream::new().finish().as_slice()).read_to_end(&mut unpacked).expect("it is a zlib stream");
        assert!(unpacked.is_empty());
    }

    #[test]
    fn the_code_leaves_no_bits_unused() {
        let taken: u32 = LENGTHS.iter().map(|letter| 1 << (15 - length(*letter))).sum();
        assert_eq!(taken, 1 << 15);
    }
}
