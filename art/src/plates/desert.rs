//! The desert: a salt caravan by day, a stone arch under turning stars.

use std::f32::consts::TAU;

use crate::palette::{BARK, EMBER, INDIGO, INK, Ink, LATERITE, MIST, NIGHT, OCHRE, PAPER, SAND};
use crate::shape::{self, Pt, along, place, polar, ribbon};
use crate::sheet::Sheet;

/// A dromedary, its hump one unit above its feet, head towards +x.
const BODY: [Pt; 12] = [
    (-0.40, -0.62),
    (-0.30, -0.74),
    (-0.14, -0.88),
    (0.0, -0.99),
    (0.12, -0.86),
    (0.26, -0.74),
    (0.38, -0.68),
    (0.38, -0.56),
    (0.24, -0.49),
    (0.0, -0.46),
    (-0.22, -0.5),
    (-0.38, -0.52),
];
const NECK: [Pt; 5] = [(0.24, -0.64), (0.44, -0.56), (0.56, -0.64), (0.61, -0.84), (0.63, -1.04)];
const HEAD: [Pt; 6] = [(0.57, -1.06), (0.64, -1.13), (0.76, -1.07), (0.86, -1.0), (0.83, -0.95), (0.66, -0.97)];
const LEGS: [[Pt; 3]; 4] = [
    [(-0.32, -0.6), (-0.38, -0.3), (-0.34, 0.0)],
    [(-0.24, -0.58), (-0.22, -0.3), (-0.2, 0.0)],
    [(0.24, -0.58), (0.22, -0.28), (0.2, 0.0)],
    [(0.3, -0.6), (0.34, -0.3), (0.36, 0.0)],
];

/// Prints a dromedary, with slabs of salt on its back when `laden`.
pub(super) fn dromedary(s: &mut Sheet, feet: Pt, tall: f32, ink: Ink, laden: bool) {
    let scale = (tall, tall);
    s.blob(&place(&BODY, feet, scale), ink);
    let neck = ribbon(&place(&NECK, feet, scale), |t| tall * (0.2 - 0.11 * t));
    s.fill(shape::polygon(&neck), ink);
    s.blob(&place(&HEAD, feet, scale), ink);
    for leg in LEGS {
        s.stroke(&place(&leg, feet, scale), tall * 0.11, tall * 0.055, ink);
    }
    s.stroke(&place(&[(-0.38, -0.6), (-0.46, -0.45), (-0.45, -0.32)], feet, scale), tall * 0.04, tall * 0.02, ink);
    if laden {
        for (x, shade) in [(-0.16, PAPER), (0.08, SAND)] {
            let slab = [(x - 0.11, -0.86), (x + 0.1, -0.9), (x + 0.13, -0.5), (x - 0.08, -0.46)];
            s.cut(&place(&slab, feet, scale), shade);
        }
        s.stroke(&place(&[(-0.26, -0.7), (0.22, -0.75)], feet, scale), tall * 0.03, tall * 0.03, LATERITE);
    }
}

/// A salt caravan along the crest of a dune.
pub(super) fn caravan(s: &mut Sheet) {
    s.disc((905.0, 168.0), 104.0, OCHRE);
    s.ground(&[(-10.0, 300.0), (180.0, 250.0), (420.0, 292.0), (700.0, 236.0), (980.0, 286.0), (1210.0, 240.0)], SAND);
    s.ground(&[(-10.0, 330.0), (220.0, 330.0), (520.0, 276.0), (780.0, 326.0), (1210.0, 296.0)], SAND.mix(OCHRE, 0.45));
    let crest = [(-10.0, 430.0), (160.0, 396.0), (420.0, 388.0), (700.0, 426.0), (960.0, 404.0), (1210.0, 352.0)];
    s.ground(&crest, OCHRE);

    // The shaded flank hangs from the crest.
    let line = along(&crest, 10);
    let mut flank: Vec<Pt> = line.iter().map(|p| (p.0, p.1 - 1.0)).collect();
    flank.extend([(1210.0, 470.0), (1000.0, 560.0), (760.0, 560.0), (520.0, 480.0), (300.0, 455.0), (-10.0, 520.0)]);
    s.blob(&flank, EMBER);
    for i in 0..15 {
        let (x, y) = (60.0 + 76.0 * i as f32, 452.0 + 14.0 * (i as f32 * 1.9).sin());
        s.gouge(&[(x, y - 10.0), (x + 34.0, y + 14.0), (x + 58.0, y + 52.0)], 5.0, LATERITE);
    }
    s.ground(&[(-10.0, 560.0), (240.0, 500.0), (560.0, 548.0), (860.0, 640.0), (1210.0, 560.0)], SAND);
    s.ground(&[(-10.0, 640.0), (300.0, 590.0), (620.0, 640.0), (900.0, 690.0), (1210.0, 640.0)], SAND.mix(PAPER, 0.5));
    for i in 0..13 {
        let y = 540.0 + 9.5 * i as f32;
        let x = 60.0 + 18.0 * i as f32 + s.rng.about(30.0);
        s.gouge(&[(x, y + 10.0), (x + 130.0, y - 8.0), (x + 280.0, y + 12.0)], 4.0, OCHRE);
    }
    for i in 0..7 {
        let y = 596.0 + 11.0 * i as f32;
        let x = 930.0 - 20.0 * i as f32 + s.rng.about(20.0);
        s.gouge(&[(x, y + 8.0), (x + 110.0, y - 4.0), (x + 230.0, y - 26.0)], 4.0, OCHRE);
    }

    // The animals, roped one to the other, behind their leader.
    let step = |i: usize| {
        let x = 112.0 + 118.0 * i as f32;
        let at = line.iter().min_by(|a, b| (a.0 - x).abs().total_cmp(&(b.0 - x).abs()));
        (x, at.map_or(400.0, |p| p.1) + 4.0)
    };
    for i in 0..8 {
        let (feet, tall) = (step(i), 92.0);
        s.cut(
            &[
                (feet.0 - 30.0, feet.1),
                (feet.0 + 30.0, feet.1),
                (feet.0 - 30.0, feet.1 + 62.0),
                (feet.0 - 92.0, feet.1 + 58.0),
            ],
            BARK.over(0.4),
        );
        dromedary(s, feet, tall, if i % 3 == 1 { BARK } else { INK }, true);
        let next = if i < 7 { (step(i + 1).0 - 36.0, step(i + 1).1 - 56.0) } else { (1050.0, step(8).1 - 44.0) };
        let nose = (feet.0 + 72.0, feet.1 - 92.0);
        s.line(&[nose, ((nose.0 + next.0) / 2.0, (nose.1 + next.1) / 2.0 + 7.0), next], 1.8, INK);
    }
    let lead = step(8);
    s.cut(
        &[
            (lead.0 - 9.0, lead.1),
            (lead.0 + 9.0, lead.1),
            (lead.0 - 50.0, lead.1 + 52.0),
            (lead.0 - 66.0, lead.1 + 50.0),
        ],
        BARK.over(0.4),
    );
    s.figure(lead, 74.0, INDIGO, NIGHT);
    s.stroke(&[(lead.0 + 16.0, lead.1 - 56.0), (lead.0 + 20.0, lead.1)], 3.5, 3.0, INK);
}

/// A natural arch, and the stars turning about the pole, low over the horizon as they are at that latitude.
pub(super) fn arch(s: &mut Sheet) {
    let pole = (648.0, 452.0);
    for i in 0..66 {
        let radius = 30.0 + 11.8 * i as f32 + s.rng.about(2.5);
        let start = s.rng.within(0.0, TAU);
        let sweep = s.rng.within(0.28, 0.62);
        let width = s.rng.pick(&[2.0, 2.6, 3.2]);
        let ink = s.rng.pick(&[PAPER, SAND, MIST, MIST, OCHRE.mix(PAPER, 0.4)]);
        for turn in 0..3 {
            let from = start + turn as f32 * TAU / 3.0;
            let trail: Vec<Pt> = (0..=7).map(|k| polar(pole, radius, from + sweep * k as f32 / 7.0)).collect();
            s.draw(shape::thread(&trail), width, ink);
        }
    }
    s.disc(pole, 4.0, PAPER);
    s.ground(
        &[
            (-10.0, 560.0),
            (120.0, 520.0),
            (170.0, 470.0),
            (250.0, 460.0),
            (300.0, 540.0),
            (640.0, 566.0),
            (1010.0, 556.0),
            (1060.0, 500.0),
            (1140.0, 490.0),
            (1210.0, 530.0),
        ],
        INDIGO.mix(NIGHT, 0.35),
    );

    let outer: [Pt; 15] = [
        (150.0, 640.0),
        (196.0, 560.0),
        (204.0, 470.0),
        (240.0, 380.0),
        (262.0, 300.0),
        (330.0, 222.0),
        (450.0, 164.0),
        (590.0, 140.0),
        (740.0, 150.0),
        (880.0, 190.0),
        (970.0, 262.0),
        (1004.0, 360.0),
        (1040.0, 460.0),
        (1050.0, 560.0),
        (1100.0, 640.0),
    ];
    let inner: [Pt; 11] = [
        (872.0, 640.0),
        (876.0, 560.0),
        (862.0, 480.0),
        (842.0, 400.0),
        (780.0, 330.0),
        (690.0, 292.0),
        (590.0, 294.0),
        (506.0, 336.0),
        (462.0, 410.0),
        (446.0, 520.0),
        (420.0, 640.0),
    ];
    let mut rock = along(&outer, 8);
    rock.extend(along(&inner, 8));
    let outline = shape::polygon(&rock);
    s.fill(outline.clone(), LATERITE);
    s.through(outline, |s| {
        for i in 0..11 {
            let y = 176.0 + 44.0 * i as f32;
            let strata = [(120.0, y + 40.0), (420.0, y - 6.0), (640.0, y - 20.0), (900.0, y), (1120.0, y + 44.0)];
            s.stroke(&strata, 8.0, 13.0, if i % 2 == 0 { BARK } else { EMBER });
        }
        // Moonlight comes from the left.
        let lit: Vec<Pt> = outer[..9].iter().map(|p| (p.0 + 22.0, p.1 + 18.0)).collect();
        let mut rim = along(&outer[..9], 8);
        rim.extend(along(&lit, 8).into_iter().rev());
        s.fill(shape::polygon(&rim), OCHRE);
        let shade: Vec<Pt> = inner.iter().rev().map(|p| (p.0 + 34.0, p.1)).collect();
        let mut under = along(&inner, 8);
        under.extend(along(&shade, 8));
        s.fill(shape::polygon(&under), BARK.over(0.7));
        let far: Vec<Pt> = outer[9..].iter().map(|p| (p.0 - 62.0, p.1 + 30.0)).collect();
        let mut dark = along(&far, 8);
        dark.extend([(1200.0, 680.0), (1200.0, 150.0)]);
        s.fill(shape::polygon(&dark), NIGHT.over(0.55));
    });
    s.ground(&[(-10.0, 612.0), (240.0, 590.0), (520.0, 604.0), (820.0, 592.0), (1210.0, 612.0)], EMBER.mix(BARK, 0.25));
    s.ground(&[(-10.0, 650.0), (300.0, 628.0), (700.0, 646.0), (1210.0, 630.0)], OCHRE.mix(BARK, 0.2));
    for i in 0..9 {
        let (x, y) = (70.0 + 128.0 * i as f32, 654.0 + 8.0 * (i % 3) as f32);
        s.gouge(&[(x, y), (x + 70.0, y - 6.0), (x + 140.0, y + 2.0)], 4.0, EMBER.mix(BARK, 0.3));
    }
    dromedary(s, (612.0, 618.0), 54.0, INK, false);
    s.figure((676.0, 620.0), 44.0, PAPER, INK);
}
