//! The river Niger: its basin as a schematic map, its bend from the air.

use crate::palette::{BARK, EMBER, GREEN, INDIGO, LATERITE, MIST, OCHRE, OLIVE, PAPER, SAND};
use crate::shape::{self, Pt, along, rect, ribbon};
use crate::sheet::Sheet;

/// Where a longitude and a latitude (degrees) fall on the schematic map.
fn chart((east, north): Pt) -> Pt {
    (600.0 + (east - 0.6) * 41.0, 392.0 - (north - 10.6) * 41.0)
}

fn charted(places: &[Pt]) -> Vec<Pt> {
    places.iter().copied().map(chart).collect()
}

/// The basin of the Niger. Schematic: outlines are simplified, nothing is to be measured on it.
pub(super) fn basin(s: &mut Sheet) {
    // The ocean, south of a simplified coast.
    let coast = [
        (-17.0, 15.6),
        (-17.3, 14.7),
        (-16.7, 13.0),
        (-15.4, 11.2),
        (-13.8, 9.6),
        (-13.0, 8.0),
        (-11.2, 6.5),
        (-9.2, 5.2),
        (-7.5, 4.4),
        (-5.5, 5.1),
        (-3.4, 5.2),
        (-2.0, 4.8),
        (0.4, 5.7),
        (2.6, 6.3),
        (4.5, 6.3),
        (5.3, 5.2),
        (6.1, 4.3),
        (7.3, 4.4),
        (8.6, 4.6),
        (9.5, 3.9),
        (9.8, 1.0),
        (9.4, -1.0),
    ];
    let mut sea = along(&charted(&coast), 8);
    sea.extend(charted(&[(-30.0, -2.0), (-30.0, 15.6)]));
    s.fill(shape::polygon(&sea), INDIGO);
    for i in 0..13 {
        let from = chart((-16.5 + 2.0 * i as f32, 2.6 - 0.9 * (i % 3) as f32));
        s.gouge(&[from, (from.0 + 36.0, from.1 - 6.0), (from.0 + 74.0, from.1)], 4.5, INDIGO.mix(MIST, 0.5));
    }
    for reach in [10.0, 22.0] {
        let off: Vec<Pt> = charted(&coast).into_iter().map(|p| (p.0 - reach * 0.6, p.1 + reach)).collect();
        s.line(&off, 2.0, INDIGO.mix(MIST, 0.45));
    }
    // Sahara: rows of small dunes in the north.
    for row in 0..4 {
        for i in 0..15 {
            let at = chart((-12.5 + 1.95 * i as f32 + 0.9 * (row % 2) as f32, 19.0 - 1.0 * row as f32));
            if row < 2 || !(5..=8).contains(&i) {
                s.gouge(&[(at.0 - 24.0, at.1 + 6.0), (at.0, at.1 - 9.0), (at.0 + 26.0, at.1 + 6.0)], 5.0, OCHRE);
            }
        }
    }
    let basin = [
        (-11.2, 9.4),
        (-9.4, 8.8),
        (-7.4, 8.9),
        (-5.6, 10.0),
        (-4.6, 11.6),
        (-2.6, 13.6),
        (-0.6, 13.0),
        (1.0, 11.2),
        (2.0, 9.7),
        (3.6, 8.6),
        (5.0, 6.8),
        (5.3, 5.3),
        (6.1, 4.4),
        (7.2, 4.6),
        (7.6, 5.8),
        (9.6, 6.4),
        (11.6, 6.8),
        (13.8, 7.4),
        (14.8, 8.8),
        (13.9, 10.2),
        (11.6, 10.6),
        (9.6, 11.2),
        (8.4, 12.6),
        (8.2, 14.6),
        (7.8, 16.6),
        (5.6, 18.3),
        (2.6, 18.4),
        (0.0, 18.1),
        (-3.4, 17.7),
        (-5.4, 15.9),
        (-6.6, 14.4),
        (-8.6, 13.4),
        (-10.2, 11.8),
    ];
    s.blob(&charted(&basin), OLIVE.mix(SAND, 0.35));
    let tributaries: [&[Pt]; 5] = [
        &[(-6.6, 9.9), (-6.4, 11.4), (-5.6, 12.7), (-4.7, 13.8), (-4.2, 14.5)],
        &[(13.9, 7.8), (13.4, 9.3), (12.3, 9.3), (10.6, 8.6), (8.5, 7.7), (6.75, 7.8)],
        &[(7.2, 12.2), (6.2, 13.1), (5.1, 13.0), (4.3, 12.0), (4.1, 11.3)],
        &[(-9.2, 9.0), (-9.2, 10.2), (-9.4, 11.4)],
        &[(9.3, 10.4), (7.8, 10.3), (6.5, 9.4), (5.8, 8.6)],
    ];
    for places in tributaries {
        s.fill(shape::polygon(&ribbon(&charted(places), |t| 4.0 + 5.0 * t)), INDIGO);
    }
    let river = [
        (-10.8, 9.1),
        (-9.9, 10.6),
        (-9.2, 11.5),
        (-8.0, 12.6),
        (-6.3, 13.4),
        (-5.2, 14.0),
        (-4.2, 14.6),
        (-4.0, 15.6),
        (-3.0, 16.7),
        (-1.7, 16.95),
        (-0.35, 16.95),
        (0.0, 16.2),
        (0.7, 15.2),
        (1.5, 14.1),
        (2.1, 13.5),
        (2.9, 12.5),
        (3.5, 11.8),
        (4.4, 11.0),
        (4.6, 9.9),
        (5.0, 9.1),
        (6.2, 8.6),
        (6.75, 7.8),
        (6.75, 6.4),
        (6.4, 5.4),
    ];
    // The inner delta: a braid.
    let delta = [
        (-5.4, 13.8),
        (-4.6, 14.0),
        (-3.9, 14.7),
        (-3.6, 15.6),
        (-3.4, 16.4),
        (-4.2, 16.2),
        (-4.9, 15.4),
        (-5.3, 14.6),
    ];
    s.blob(&charted(&delta), GREEN);
    for shift in [-0.62, -0.25, 0.35] {
        let braid =
            [(-5.2 + shift * 0.3, 14.0), (-4.5 + shift, 14.9), (-4.2 + shift, 15.7), (-3.4 + shift * 0.4, 16.4)];
        s.line(&charted(&braid), 4.0, MIST.mix(INDIGO, 0.2));
    }
    for mouth in [(5.4, 5.0), (5.9, 4.4), (6.6, 4.4), (7.1, 4.5)] {
        s.line(&charted(&[(6.4, 5.6), ((mouth.0 + 6.4) / 2.0, 5.0), mouth]), 5.0, INDIGO);
    }
    s.fill(shape::polygon(&ribbon(&charted(&river), |t| 8.0 + 9.0 * t)), INDIGO);
    for town in [(-8.0, 12.6), (-3.0, 16.75), (0.05, 16.25), (2.1, 13.5), (6.75, 7.8)] {
        s.disc(chart(town), 13.0, PAPER);
        s.disc(chart(town), 8.5, LATERITE);
    }
    s.cut(&[(1090.0, 84.0), (1106.0, 140.0), (1090.0, 128.0), (1074.0, 140.0)], BARK);
    s.draw(shape::oval((1090.0, 114.0), 44.0, 44.0), 3.0, BARK);
}

/// The bend of the Niger between dunes and savanna, from the air.
pub(super) fn bend(s: &mut Sheet) {
    // Dunes, crest behind crest, their lee sides in the shade.
    for row in 0..9 {
        let base = 62.0 * row as f32 - 12.0;
        let shift = s.rng.within(0.0, 200.0);
        let crest: Vec<Pt> = (0..9)
            .map(|i| (190.0 * i as f32 - shift, base + if i % 2 == 0 { 17.0 } else { -17.0 } + s.rng.about(8.0)))
            .collect();
        s.ground(&crest, if row % 2 == 0 { SAND.mix(OCHRE, 0.34) } else { SAND });
        for top in crest.iter().skip(1).step_by(2) {
            let foot = (top.0 + 74.0, top.1 + 50.0);
            s.gouge(
                &[(top.0 - 66.0, top.1 + 17.0), (top.0, top.1 + 7.0), (top.0 + 46.0, top.1 + 22.0), foot],
                12.0,
                OCHRE,
            );
            s.gouge(&[(top.0 + 2.0, top.1 + 10.0), (top.0 + 40.0, top.1 + 28.0), foot], 7.0, EMBER);
        }
    }
    let course = [
        (-60.0, 640.0),
        (110.0, 566.0),
        (270.0, 440.0),
        (430.0, 300.0),
        (600.0, 232.0),
        (770.0, 238.0),
        (896.0, 330.0),
        (970.0, 450.0),
        (1080.0, 566.0),
        (1260.0, 668.0),
    ];
    // South of the river: savanna.
    let mut south = along(&course, 10);
    south.extend([(1260.0, 720.0), (-60.0, 720.0)]);
    s.fill(shape::polygon(&south), EMBER.mix(OCHRE, 0.45));
    for _ in 0..90 {
        let at = (s.rng.within(120.0, 1080.0), s.rng.within(380.0, 690.0));
        let inside = at.1 > 400.0 + (at.0 - 640.0).abs() * 0.56;
        let size = s.rng.within(9.0, 21.0);
        if inside {
            s.disc((at.0 + size * 0.5, at.1 + size * 0.55), size, BARK.over(0.45));
            s.disc(at, size, if size > 15.0 { GREEN } else { GREEN.mix(OLIVE, 0.6) });
        }
    }
    s.fill(shape::polygon(&ribbon(&course, |t| 176.0 - 40.0 * t + 16.0 * (t * 31.0).sin())), OLIVE);
    s.fill(shape::polygon(&ribbon(&course, |t| 134.0 - 34.0 * t + 14.0 * (t * 47.0).sin())), GREEN);
    s.fill(shape::polygon(&ribbon(&course, |t| 82.0 - 12.0 * t + 12.0 * (t * 23.0).sin())), INDIGO);
    for (shift, wide) in [(-46.0, 13.0), (52.0, 16.0), (86.0, 9.0)] {
        let arm: Vec<Pt> = course[..6]
            .iter()
            .enumerate()
            .map(|(i, p)| (p.0 + shift * 0.5, p.1 + shift * (0.4 + 0.2 * (i % 3) as f32)))
            .collect();
        s.fill(shape::polygon(&ribbon(&arm, |t| wide * (t * std::f32::consts::PI).sin().max(0.0) + 1.0)), INDIGO);
    }
    for i in 0..34 {
        let line = along(&course, 10);
        let p = line[6 + (i * 5) % (line.len() - 14)];
        let q = line[9 + (i * 5) % (line.len() - 14)];
        let side = s.rng.about(22.0);
        s.gouge(
            &[(p.0, p.1 + side), ((p.0 + q.0) / 2.0, (p.1 + q.1) / 2.0 + side - 2.0), (q.0, q.1 + side)],
            3.6,
            MIST,
        );
    }
    for (at, wide) in [((505.0, 264.0), 46.0), ((820.0, 274.0), 36.0)] {
        s.gouge(&[(at.0 - wide, at.1 + 14.0), at, (at.0 + wide, at.1 - 6.0)], 17.0, SAND);
    }
    // A town of earth a little north of the water.
    s.fill(shape::oval((596.0, 106.0), 124.0, 62.0), SAND);
    for row in 0..5 {
        for i in 0..8 {
            let (x, y) = (506.0 + 23.0 * i as f32 + 8.0 * (row % 2) as f32, 62.0 + 19.0 * row as f32);
            let (dx, dy) = ((x - 590.0) / 104.0, (y - 98.0) / 50.0);
            if dx * dx + dy * dy < 1.0 {
                s.cut(&rect(x + 5.0, y + 5.0, 17.0, 12.0), BARK.over(0.5));
                let ink = s.rng.pick(&[LATERITE, EMBER, OCHRE, LATERITE]);
                s.cut(&rect(x, y, 17.0, 12.0), ink);
            }
        }
    }
    s.cut(&[(588.0, 96.0), (596.0, 54.0), (604.0, 54.0), (612.0, 96.0)], LATERITE);
    s.line(&[(610.0, 166.0), (624.0, 182.0), (628.0, 200.0)], 5.0, SAND);
    for (at, way) in [((338.0, 384.0), -1.0), ((936.0, 392.0), 1.6)] {
        s.gouge(&[(at.0 - 22.0, at.1 - 22.0 * way), at, (at.0 + 22.0, at.1 + 22.0 * way)], 11.0, PAPER);
    }
}
