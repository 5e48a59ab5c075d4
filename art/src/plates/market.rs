//! A market from straight above: parasols, baskets, heads.

use std::f32::consts::TAU;

use crate::palette::{BARK, EMBER, GREEN, INDIGO, INK, Ink, LATERITE, NIGHT, OCHRE, OLIVE, PAPER};
use crate::shape::{Pt, polar};
use crate::sheet::Sheet;

/// A parasol of eight panels, or ten, in two inks.
fn parasol(s: &mut Sheet, at: Pt, radius: f32, inks: (Ink, Ink)) {
    let panels = s.rng.pick(&[8usize, 8, 10]);
    let turn = s.rng.within(0.0, TAU);
    let rim = |i: usize| polar(at, radius, turn + i as f32 / panels as f32 * TAU);
    let shadow: Vec<Pt> = (0..panels).map(|i| (rim(i).0 + 20.0, rim(i).1 + 24.0)).collect();
    s.cut(&shadow, BARK.over(0.5));
    for i in 0..panels {
        let middle = polar(at, radius * 0.95, turn + (i as f32 + 0.5) / panels as f32 * TAU);
        let ink = if i % 2 == 0 { inks.0 } else { inks.1 };
        s.cut(&[at, rim(i), middle, rim(i + 1)], ink);
        let lit = (turn + (i as f32 + 0.5) / panels as f32 * TAU).sin();
        if lit > 0.3 {
            s.cut(&[at, rim(i), middle, rim(i + 1)], BARK.over(0.22));
        }
    }
    s.disc(at, radius * 0.075, INK);
}

/// A basket heaped with round goods.
fn basket(s: &mut Sheet, at: Pt, radius: f32) {
    let goods = s.rng.pick(&[EMBER, OLIVE, PAPER, OCHRE, LATERITE]);
    s.disc((at.0 + 5.0, at.1 + 6.0), radius, BARK.over(0.5));
    s.disc(at, radius, BARK);
    s.disc(at, radius * 0.82, goods.mix(INK, 0.25));
    for i in 0..6 {
        s.disc(polar(at, radius * 0.46, i as f32 / 6.0 * TAU), radius * 0.27, goods);
    }
    s.disc(at, radius * 0.27, goods);
}

/// Someone with a load or a scarf, from above.
fn passer(s: &mut Sheet, at: Pt) {
    let garment = s.rng.pick(&[INDIGO, PAPER, GREEN, NIGHT, EMBER]);
    let facing = s.rng.within(0.0, TAU);
    let (a, b) = (polar(at, 14.0, facing), polar(at, 14.0, facing + TAU / 2.0));
    s.stroke(&[(a.0 + 9.0, a.1 + 11.0), (b.0 + 9.0, b.1 + 11.0)], 16.0, 16.0, BARK.over(0.45));
    s.disc(a, 8.5, garment);
    s.disc(b, 8.5, garment);
    s.stroke(&[a, b], 17.0, 17.0, garment);
    s.disc(at, 8.5, INK);
}

/// The market.
pub(super) fn parasols(s: &mut Sheet) {
    let pairs = [
        (LATERITE, PAPER),
        (OCHRE, EMBER),
        (INDIGO, PAPER),
        (GREEN, OCHRE),
        (EMBER, PAPER),
        (PAPER, OLIVE),
        (LATERITE, OCHRE),
        (INDIGO, EMBER),
    ];
    let mut stalls: Vec<(Pt, f32)> = Vec::new();
    for attempt in 0..6000 {
        let radius = if attempt < 3000 { s.rng.within(112.0, 146.0) } else { s.rng.within(74.0, 100.0) };
        let at = (s.rng.within(-50.0, 1250.0), s.rng.within(-40.0, 840.0));
        // Lanes stay free, for people to pass.
        let lane = ((at.1 - 0.3 * at.0) / 400.0).rem_euclid(1.0);
        let clear = stalls.iter().all(|(p, r)| (p.0 - at.0).hypot(p.1 - at.1) > (r + radius) * 0.93);
        if lane > 0.2 && clear {
            stalls.push((at, radius));
        }
    }
    for _ in 0..420 {
        let at = (s.rng.within(0.0, 1200.0), s.rng.within(0.0, 800.0));
        let room = stalls.iter().map(|(p, r)| (p.0 - at.0).hypot(p.1 - at.1) - r).fold(f32::MAX, f32::min);
        let busy = s.rng.unit();
        if room > 26.0 && busy < 0.2 {
            passer(s, at);
        } else if room > 8.0 && room < 20.0 && busy < 0.3 {
            basket(s, at, 17.0);
        }
    }
    for (i, (at, radius)) in stalls.into_iter().enumerate() {
        parasol(s, at, radius, pairs[(i * 5 + i / 8) % pairs.len()]);
    }
}
