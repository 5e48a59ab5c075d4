//! What hands make: mud cloth, woven cotton, a kora.

use std::f32::consts::TAU;

use crate::palette::{BARK, EMBER, GREEN, INDIGO, INK, Ink, LATERITE, OCHRE, PAPER, SAND};
use crate::shape::{self, Pt, lerp, polar, rect};
use crate::sheet::Sheet;

/// A line of the mud painter: straight, but by hand.
fn trace(s: &mut Sheet, points: &[Pt], width: f32, ink: Ink) {
    for pair in points.windows(2) {
        let middle = lerp(pair[0], pair[1], 0.5);
        let middle = (middle.0 + s.rng.about(1.6), middle.1 + s.rng.about(1.6));
        s.draw(shape::thread(&[pair[0], middle, pair[1]]), width, ink);
    }
}

/// One field of mud cloth, set in its four corners; `motif` picks what is drawn.
fn field(s: &mut Sheet, corner: Pt, size: Pt, motif: usize, line: Ink) {
    let at = |u: f32, v: f32| (corner.0 + size.0 * u, corner.1 + size.1 * v);
    let pen = 16.0;
    match motif {
        0 => {
            for v in [0.22, 0.5, 0.78] {
                let zigzag: Vec<Pt> =
                    (0..=6).map(|k| at(0.08 + 0.14 * k as f32, v + if k % 2 == 0 { 0.09 } else { -0.09 })).collect();
                trace(s, &zigzag, pen, line);
            }
        }
        1 => {
            for r in [0.41, 0.23] {
                trace(
                    s,
                    &[at(0.5, 0.5 - r), at(0.5 + r, 0.5), at(0.5, 0.5 + r), at(0.5 - r, 0.5), at(0.5, 0.5 - r)],
                    pen,
                    line,
                );
            }
            s.disc(at(0.5, 0.5), 14.0, line);
            for (u, v) in [(0.12, 0.14), (0.88, 0.14), (0.12, 0.86), (0.88, 0.86)] {
                s.disc(at(u, v), 12.0, line);
            }
        }
        2 => {
            for i in 0..6 {
                let (u, v) = (0.2 + 0.3 * (i % 3) as f32, 0.28 + 0.44 * (i / 3) as f32);
                trace(s, &[at(u - 0.09, v - 0.13), at(u + 0.09, v + 0.13)], pen, line);
                trace(s, &[at(u + 0.09, v - 0.13), at(u - 0.09, v + 0.13)], pen, line);
            }
        }
        3 => {
            for i in 0..4 {
                let u = 0.14 + 0.24 * i as f32;
                trace(s, &[at(u, 0.1), at(u, 0.9)], pen, line);
                if i < 3 {
                    s.disc(at(u + 0.12, 0.32), 9.0, line);
                    s.disc(at(u + 0.12, 0.68), 9.0, line);
                }
            }
        }
        4 => {
            for r in [0.16, 0.34] {
                s.draw(shape::oval(at(0.5, 0.5), size.1 * r, size.1 * r), pen, line);
            }
            for i in 0..10 {
                let angle = i as f32 / 10.0 * TAU;
                trace(
                    s,
                    &[polar(at(0.5, 0.5), size.1 * 0.4, angle), polar(at(0.5, 0.5), size.1 * 0.47, angle)],
                    pen,
                    line,
                );
            }
        }
        _ => {
            for v in [0.16, 0.44, 0.72] {
                let key = [
                    (0.08, v),
                    (0.3, v),
                    (0.3, v + 0.14),
                    (0.52, v + 0.14),
                    (0.52, v),
                    (0.74, v),
                    (0.74, v + 0.14),
                    (0.92, v + 0.14),
                ];
                trace(s, &key.map(|p| at(p.0, p.1)), pen, line);
            }
        }
    }
}

/// Bogolan: cotton strips sewn side by side, painted with mud.
pub(super) fn bogolan(s: &mut Sheet) {
    let grounds = [(INK, SAND), (BARK, OCHRE), (LATERITE, PAPER), (OCHRE.mix(EMBER, 0.4), INK)];
    let plan = [[(0, 0), (4, 2), (3, 3)], [(1, 3), (5, 0), (2, 1)]];
    let size = (400.0, 337.5);
    for (row, fields) in plan.into_iter().enumerate() {
        for (column, (motif, ink)) in fields.into_iter().enumerate() {
            let corner = (size.0 * column as f32, size.1 * row as f32);
            let (ground, line) = grounds[ink];
            s.cut(&rect(corner.0 + 3.0, corner.1 + 3.0, size.0 - 6.0, size.1 - 6.0), ground);
            field(s, corner, size, motif, line);
        }
    }
}

/// Faso danfani: woven strips hung on a line.
pub(super) fn danfani(s: &mut Sheet) {
    s.ground(&[(-10.0, -10.0), (1210.0, -10.0)], SAND.mix(PAPER, 0.4));
    s.disc((600.0, 420.0), 330.0, OCHRE.mix(SAND, 0.35));
    s.stroke(&[(-10.0, 66.0), (600.0, 84.0), (1210.0, 62.0)], 7.0, 7.0, BARK);
    let cloths: [(&[(f32, Ink)], Ink); 4] = [
        (
            &[
                (0.0, INDIGO),
                (0.14, PAPER),
                (0.19, INDIGO),
                (0.42, OCHRE),
                (0.58, INDIGO),
                (0.81, PAPER),
                (0.86, INDIGO),
            ],
            INDIGO,
        ),
        (
            &[
                (0.0, PAPER),
                (0.12, LATERITE),
                (0.26, PAPER),
                (0.46, INK),
                (0.54, PAPER),
                (0.74, LATERITE),
                (0.88, PAPER),
            ],
            SAND,
        ),
        (
            &[
                (0.0, GREEN),
                (0.2, OCHRE),
                (0.28, GREEN),
                (0.4, PAPER),
                (0.45, GREEN),
                (0.55, PAPER),
                (0.6, GREEN),
                (0.72, OCHRE),
                (0.8, GREEN),
            ],
            GREEN,
        ),
        (
            &[
                (0.0, LATERITE),
                (0.24, OCHRE),
                (0.32, INK),
                (0.42, OCHRE),
                (0.5, LATERITE),
                (0.8, PAPER),
                (0.86, LATERITE),
            ],
            LATERITE,
        ),
    ];
    for (i, (stripes, fringe)) in cloths.into_iter().enumerate() {
        let left = 60.0 + 280.0 * i as f32;
        let (top, foot) = (70.0 + 6.0 * (i % 2) as f32, [592.0, 548.0, 612.0, 570.0][i]);
        cloth(s, left, 240.0, top, foot, stripes, fringe);
    }
}

/// One cloth over the line: stripes, cross bands, folds, a fringe.
fn cloth(s: &mut Sheet, left: f32, wide: f32, top: f32, foot: f32, stripes: &[(f32, Ink)], fringe: Ink) {
    // A hanging cloth narrows at the line and its folds swing a little.
    let at = |u: f32, v: f32| {
        let swing = 7.0 * (u * 9.0 + v * 2.4).sin() * v;
        let squeeze = 0.9 + 0.1 * v;
        (left + wide * (0.5 + (u - 0.5) * squeeze) + swing, top + (foot - top) * v + 9.0 * (u * 12.0).sin() * v)
    };
    let strip = |from: f32, to: f32, v0: f32, v1: f32| -> Vec<Pt> {
        let steps = (0..=12).map(|i| v0 + (v1 - v0) * i as f32 / 12.0);
        steps.clone().map(|v| at(from, v)).chain(steps.rev().map(|v| at(to, v))).collect()
    };
    for i in 0..20 {
        let u = (i as f32 + 0.5) / 20.0;
        let (a, sway) = (at(u, 1.0), s.rng.about(4.0));
        s.stroke(&[(a.0, a.1 - 6.0), (a.0 + sway, a.1 + 26.0)], 5.4, 3.2, fringe.mix(BARK, 0.2));
    }
    let shadow: Vec<Pt> = strip(0.0, 1.0, 0.0, 1.0).into_iter().map(|p| (p.0 + 16.0, p.1 + 12.0)).collect();
    s.fill(shape::polygon(&shadow), BARK.over(0.3));
    for (i, &(from, ink)) in stripes.iter().enumerate() {
        let to = stripes.get(i + 1).map_or(1.0, |next| next.0);
        s.fill(shape::polygon(&strip(from, to + 0.004, 0.0, 1.0)), ink);
    }
    for (v, ink) in [(0.8, SAND), (0.85, EMBER), (0.9, SAND)] {
        let edge = |v: f32| (0..=16).map(move |i| (i as f32 / 16.0, v));
        let band: Vec<Pt> =
            edge(v).chain(edge(v + 0.022).collect::<Vec<_>>().into_iter().rev()).map(|p| at(p.0, p.1)).collect();
        s.fill(shape::polygon(&band), ink);
    }
    for u in [0.2, 0.52, 0.82] {
        s.fill(shape::polygon(&strip(u, u + 0.09, 0.0, 1.0)), BARK.over(0.32));
        s.fill(shape::polygon(&strip(u + 0.09, u + 0.12, 0.04, 1.0)), PAPER.thin(0.22));
    }
    let lip = strip(0.0, 1.0, 0.0, 0.035);
    s.fill(shape::polygon(&lip), BARK.over(0.45));
}

/// A kora upright: gourd, skin, neck, twenty-one strings.
pub(super) fn kora(s: &mut Sheet) {
    s.disc((450.0, 470.0), 372.0, OCHRE);
    for i in 0..40 {
        let angle = i as f32 / 40.0 * TAU;
        let at = (450.0, 470.0);
        s.gouge(&[polar(at, 388.0, angle), polar(at, 412.0, angle), polar(at, 436.0, angle)], 9.0, OCHRE);
    }
    s.ground(&[(-10.0, 996.0), (300.0, 984.0), (600.0, 996.0), (910.0, 980.0)], BARK);
    for i in 0..9 {
        let y = 1016.0 + 13.0 * i as f32;
        let x = 80.0 + 90.0 * (i % 4) as f32;
        s.gouge(&[(x, y), (x + 210.0, y - 5.0), (x + 420.0, y)], 4.5, LATERITE);
    }
    let center = (450.0, 760.0);
    s.fill(shape::oval((490.0, 1030.0), 270.0, 26.0), INK.over(0.5));
    s.stroke(&[(450.0, 1062.0), (450.0, 60.0)], 38.0, 30.0, BARK);
    s.stroke(&[(442.0, 1050.0), (443.0, 64.0)], 9.0, 6.0, EMBER);
    s.disc(center, 268.0, EMBER);
    s.through(shape::oval(center, 268.0, 268.0), |s| {
        s.disc((520.0, 800.0), 300.0, EMBER);
        s.fill(shape::oval((560.0, 800.0), 250.0, 290.0), BARK.over(0.35));
    });
    s.disc((442.0, 754.0), 226.0, SAND.mix(PAPER, 0.5));
    for i in 0..44 {
        s.disc(polar((446.0, 757.0), 243.0, i as f32 / 44.0 * TAU), 6.0, if i % 2 == 0 { INK } else { PAPER });
    }
    s.through(shape::oval((442.0, 754.0), 226.0, 226.0), |s| {
        for i in 0..16 {
            let y = 560.0 + 26.0 * i as f32;
            let x = 300.0 + s.rng.within(0.0, 120.0);
            s.gouge(&[(x, y), (x + 60.0, y + 4.0), (x + 130.0, y - 3.0)], 2.6, OCHRE.mix(SAND, 0.4));
        }
        s.stroke(&[(640.0, 560.0), (672.0, 760.0), (620.0, 960.0)], 60.0, 60.0, BARK.over(0.22));
    });
    s.disc((606.0, 700.0), 40.0, INK);
    s.draw(shape::oval((606.0, 700.0), 40.0, 40.0), 5.0, LATERITE);
    for x in [352.0, 536.0] {
        s.stroke(&[(x + 4.0, 470.0), (x, 980.0)], 17.0, 15.0, INK);
        s.disc((x + 4.0, 470.0), 12.0, INK);
    }
    s.stroke(&[(330.0, 640.0), (560.0, 640.0)], 13.0, 13.0, INK);
    s.stroke(&[(444.0, 560.0), (444.0, 1010.0)], 24.0, 20.0, BARK);

    // Strings: eleven for the left hand, ten for the right.
    let bridge = |side: f32, i: f32| (444.0 + side * (24.0 + 5.2 * i), 684.0 + 13.0 * i);
    for (side, count) in [(-1.0, 11), (1.0, 10)] {
        for i in 0..count {
            let ring = (450.0 + side * 13.0, 118.0 + 30.0 * i as f32 + 7.0 * side);
            let notch = bridge(side, i as f32);
            s.stroke(&[ring, notch], 1.9, 1.9, INK);
            s.stroke(&[notch, (446.0 + side * 2.0, 1000.0)], 1.9, 1.9, INK);
        }
    }
    s.cut(&[(424.0, 664.0), (464.0, 664.0), (516.0, 830.0), (372.0, 830.0)], LATERITE);
    s.cut(&[(446.0, 664.0), (464.0, 664.0), (516.0, 830.0), (446.0, 830.0)], BARK.over(0.5));
    for (side, count) in [(-1.0, 11), (1.0, 10)] {
        for i in 0..count {
            s.disc(bridge(side, i as f32), 3.8, INK);
        }
    }
    for i in 0..21 {
        let y = 112.0 + 15.2 * i as f32;
        let ink = [INK, LATERITE, INK, PAPER][i % 4];
        s.cut(&rect(431.0, y, 38.0, 8.0), ink);
    }
    s.disc((446.0, 1004.0), 16.0, INK);
    s.disc((446.0, 1004.0), 7.0, OCHRE);
}
