//! The Sahel's fields and bush: millet before the harvest, the giraffes of Kouré.

use crate::palette::{BARK, EMBER, GREEN, INK, Ink, LATERITE, OCHRE, OLIVE, PAPER, SAND};
use crate::shape::{self, Pt, along, lerp, place};
use crate::sheet::Sheet;

/// A stalk of millet with its ear, from `foot` up to `tall`.
fn stalk(s: &mut Sheet, foot: Pt, tall: f32, lean: f32, size: f32, inks: (Ink, Ink, Ink)) {
    let (leaf, ear, grain) = inks;
    let neck = (foot.0 + lean * 0.55, foot.1 - tall);
    let tip = (foot.0 + lean, neck.1 - 178.0 * size);
    s.stroke(&[foot, (foot.0 + lean * 0.1, foot.1 - tall * 0.5), neck], 11.0 * size, 6.0 * size, leaf);
    for i in 0..3 {
        let from = lerp(foot, neck, 0.25 + 0.22 * i as f32);
        let way = if i % 2 == 0 { 1.0 } else { -1.0 };
        let reach = (90.0 - 12.0 * i as f32) * size;
        let blade =
            [from, (from.0 + reach * 0.5 * way, from.1 - 54.0 * size), (from.0 + reach * way, from.1 + 6.0 * size)];
        s.gouge(&blade, 14.0 * size, leaf);
    }
    let body = [neck, lerp(neck, tip, 0.5), tip];
    let profile = |t: f32| 32.0 * size * (1.0 - (1.8 * t - 0.8).abs().powi(3)).max(0.03).sqrt();
    s.fill(shape::polygon(&shape::ribbon(&body, profile)), ear);
    // Grains, in staggered rows; from afar only a hint of them.
    let axis = along(&body, if size > 0.8 { 8 } else { 4 });
    for (row, p) in axis.iter().enumerate().skip(1) {
        let half = profile(row as f32 / (axis.len() - 1) as f32) / 2.0;
        let columns: &[f32] = if row % 2 == 0 { &[-0.55, 0.0, 0.55] } else { &[-0.28, 0.28] };
        for column in columns.iter().filter(|_| half > 8.0 * size) {
            s.disc((p.0 + half * column, p.1), 3.5 * size, grain);
        }
    }
}

/// A field of pearl millet before the harvest.
pub(super) fn millet(s: &mut Sheet) {
    s.ground(&[(-10.0, -10.0), (1210.0, -10.0)], SAND.mix(PAPER, 0.45));
    s.disc((852.0, 250.0), 158.0, EMBER);
    s.ground(&[(-10.0, 356.0), (300.0, 338.0), (800.0, 350.0), (1210.0, 330.0)], OLIVE.mix(SAND, 0.45));
    for (x, size) in [(190.0, 1.0), (480.0, 0.66), (1090.0, 0.8)] {
        s.stroke(&[(x, 350.0), (x + 2.0, 306.0)], 9.0 * size, 6.0 * size, BARK);
        s.fill(shape::oval((x, 292.0), 58.0 * size, 25.0 * size), GREEN);
    }
    s.ground(&[(-10.0, 392.0), (500.0, 380.0), (1210.0, 396.0)], OCHRE);
    for i in 0..42 {
        let x = 30.0 * i as f32 + s.rng.about(7.0);
        let y = 398.0 + s.rng.about(9.0);
        s.stroke(&[(x, y + 40.0), (x, y)], 3.0, 2.0, OLIVE);
        s.stroke(&[(x, y), (x + 1.0, y - 24.0)], 9.0, 6.0, BARK.mix(OCHRE, 0.35));
    }
    s.ground(&[(-10.0, 446.0), (600.0, 430.0), (1210.0, 448.0)], OLIVE);
    for i in 0..15 {
        let foot = (86.0 * i as f32 + s.rng.about(10.0), 640.0);
        let (tall, lean) = (s.rng.within(182.0, 232.0), s.rng.about(12.0));
        stalk(s, foot, tall, lean, 0.52, (GREEN.mix(OLIVE, 0.4), EMBER, OCHRE));
    }
    s.ground(&[(-10.0, 628.0), (600.0, 610.0), (1210.0, 630.0)], GREEN);
    for i in 0..11 {
        let foot = (34.0 + 113.0 * i as f32 + s.rng.about(22.0), 720.0);
        let (tall, lean) = (s.rng.within(270.0, 400.0), s.rng.about(40.0));
        stalk(s, foot, tall, lean, 1.12, (GREEN, OCHRE, BARK.mix(EMBER, 0.5)));
    }
    for (x, y) in [(560.0, 120.0), (600.0, 96.0), (648.0, 116.0), (520.0, 150.0)] {
        s.gouge(&[(x - 22.0, y - 9.0), (x - 9.0, y - 8.0), (x, y)], 5.0, BARK);
        s.gouge(&[(x, y), (x + 9.0, y - 8.0), (x + 22.0, y - 9.0)], 5.0, BARK);
    }
}

/// A giraffe's head in profile, about one unit long, where its neck ends at the origin.
const HEAD: [Pt; 13] = [
    (-0.12, 0.02),
    (-0.1, -0.2),
    (0.0, -0.33),
    (0.16, -0.33),
    (0.32, -0.22),
    (0.56, -0.06),
    (0.76, 0.06),
    (0.84, 0.18),
    (0.8, 0.29),
    (0.66, 0.31),
    (0.44, 0.2),
    (0.24, 0.22),
    (0.08, 0.3),
];

/// A giraffe down to its shoulder. `scale.0` below zero looks left.
fn giraffe(s: &mut Sheet, shoulder: Pt, head: Pt, scale: Pt, coat: Ink, patch: Ink) {
    let way = scale.0.signum();
    let big = scale.1;
    // The neck, as two edges: the nape and the throat.
    let nape = [
        (shoulder.0 - 150.0 * way, shoulder.1),
        lerp((shoulder.0 - 62.0 * way, shoulder.1), head, 0.5),
        (head.0 - 0.1 * big * way, head.1 - 0.16 * big),
    ];
    let throat = [
        (shoulder.0 + 120.0 * way, shoulder.1),
        lerp((shoulder.0 + 66.0 * way, shoulder.1), head, 0.5),
        (head.0 + 0.2 * big * way, head.1 + 0.22 * big),
    ];
    let (nape, throat) = (along(&nape, 20), along(&throat, 20));
    let mane: Vec<Pt> = nape.iter().map(|p| (p.0 - 15.0 * way, p.1 + 3.0)).chain(nape.iter().rev().copied()).collect();
    s.fill(shape::polygon(&mane), BARK);
    let neck: Vec<Pt> = nape.iter().chain(throat.iter().rev()).copied().collect();
    s.fill(shape::polygon(&neck), coat);

    // The coat's net: brick-laid patches, shrunk so that pale lines run between them.
    let last = nape.len() - 1;
    let at = |u: f32, v: f32| {
        let along = (v.clamp(0.0, 1.0) * last as f32).min(last as f32 - 0.001);
        let (i, t) = (along as usize, along.fract());
        lerp(lerp(nape[i], nape[i + 1], t), lerp(throat[i], throat[i + 1], t), u.clamp(0.02, 0.9))
    };
    for row in 0..11 {
        let columns = if row < 5 { 4 } else { 3 };
        for column in 0..=columns {
            let shift = if row % 2 == 0 { 0.0 } else { -0.5 };
            let (u0, v0) = ((column as f32 + shift) / columns as f32, row as f32 / 11.3);
            let (du, dv) = (1.0 / columns as f32, 1.0 / 11.3);
            if u0 + du <= 0.06 || u0 >= 0.86 {
                continue;
            }
            let corners = [
                (0.1, 0.14),
                (0.52, 0.07),
                (0.9, 0.16),
                (0.94, 0.6),
                (0.82, 0.9),
                (0.46, 0.94),
                (0.1, 0.84),
                (0.06, 0.5),
            ];
            let net: Vec<Pt> = corners
                .iter()
                .map(|c| at(u0 + du * (c.0 + s.rng.about(0.045)), v0 + dv * (c.1 + s.rng.about(0.05))))
                .collect();
            s.fill(shape::polygon(&net), patch);
        }
    }

    let here = |points: &[Pt]| place(points, head, scale);
    for horn in [[(0.02, -0.28), (-0.05, -0.56)], [(0.13, -0.31), (0.1, -0.6)]] {
        let horn = here(&horn);
        s.stroke(&horn, 0.085 * big, 0.06 * big, SAND.mix(EMBER, 0.3));
        s.disc(horn[1], 0.05 * big, INK);
    }
    s.gouge(&here(&[(-0.06, -0.18), (-0.26, -0.3), (-0.44, -0.28)]), 0.17 * big, SAND.mix(EMBER, 0.2));
    s.gouge(&here(&[(-0.12, -0.2), (-0.26, -0.28), (-0.38, -0.27)]), 0.07 * big, BARK);
    s.blob(&here(&HEAD), coat);
    s.blob(
        &here(&[(0.6, -0.03), (0.77, 0.07), (0.84, 0.18), (0.8, 0.29), (0.66, 0.31), (0.56, 0.2)]),
        SAND.mix(EMBER, 0.42),
    );
    s.gouge(&here(&[(0.79, 0.25), (0.7, 0.24), (0.56, 0.19)]), 0.025 * big, BARK);
    s.gouge(&here(&[(0.72, 0.1), (0.76, 0.12), (0.78, 0.16)]), 0.035 * big, INK);
    for spot in [
        [(0.02, 0.06), (0.12, 0.0), (0.18, 0.1), (0.08, 0.18)],
        [(0.26, 0.02), (0.38, 0.02), (0.4, 0.1), (0.28, 0.12)],
        [(0.34, -0.14), (0.44, -0.08), (0.42, -0.03), (0.32, -0.07)],
    ] {
        s.blob(&here(&spot), patch);
    }
    s.fill(shape::oval(here(&[(0.19, -0.14)])[0], 0.062 * big, 0.046 * big), INK);
    s.disc(here(&[(0.205, -0.155)])[0], 0.014 * big, PAPER);
    s.gouge(&here(&[(0.11, -0.17), (0.19, -0.21), (0.29, -0.15)]), 0.03 * big, BARK);
}

/// Two giraffes, their necks crossing above the tiger bush.
pub(super) fn giraffes(s: &mut Sheet) {
    s.disc((600.0, 330.0), 264.0, SAND);
    s.ground(&[(-10.0, 560.0), (300.0, 540.0), (700.0, 556.0), (1210.0, 536.0)], EMBER);
    for i in 0..44 {
        let (x, y) = (28.0 * i as f32 + s.rng.about(16.0), 556.0 + s.rng.about(7.0));
        let wide = s.rng.within(18.0, 40.0);
        s.fill(shape::oval((x, y), wide, wide * 0.46), if i % 3 == 0 { OLIVE } else { GREEN });
    }
    s.ground(&[(-10.0, 606.0), (420.0, 590.0), (1210.0, 612.0)], EMBER.mix(LATERITE, 0.35));
    for i in 0..30 {
        let (x, y) = (42.0 * i as f32 + s.rng.about(22.0), 622.0 + s.rng.about(10.0));
        let wide = s.rng.within(30.0, 66.0);
        s.fill(shape::oval((x, y), wide, wide * 0.44), if i % 2 == 0 { GREEN } else { GREEN.mix(OLIVE, 0.5) });
    }
    giraffe(s, (366.0, 700.0), (752.0, 226.0), (214.0, 214.0), PAPER, EMBER);
    giraffe(s, (850.0, 700.0), (440.0, 182.0), (-226.0, 226.0), PAPER, LATERITE);
    for i in 0..22 {
        let (x, y) = (58.0 * i as f32 + s.rng.about(26.0), 690.0 + s.rng.about(10.0));
        let wide = s.rng.within(50.0, 92.0);
        s.fill(shape::oval((x, y), wide, wide * 0.5), if i % 2 == 0 { GREEN } else { GREEN.mix(INK, 0.3) });
    }
}
