//! Towns of earth: the minaret of Agadez and the mosque of Djenné.

use crate::palette::{BARK, EMBER, GREEN, INDIGO, INK, Ink, LATERITE, NIGHT, OCHRE, OLIVE, PAPER, SAND};
use crate::shape::{self, Pt, lerp, rect};
use crate::sheet::Sheet;

/// The end of a beam that stands out of a wall, and the shadow it throws.
fn beam(s: &mut Sheet, at: Pt, size: f32) {
    s.cut(
        &[at, (at.0 + size, at.1), (at.0 + size * 1.9, at.1 + size * 2.4), (at.0 + size * 1.2, at.1 + size * 2.4)],
        BARK.over(0.35),
    );
    s.cut(&rect(at.0, at.1, size, size * 0.75), BARK);
}

/// A flat-roofed house of earth with pinnacles at its corners; `foot` is the middle of its base.
fn house(s: &mut Sheet, foot: Pt, width: f32, height: f32, wall: Ink) {
    let (left, right, top) = (foot.0 - width / 2.0, foot.0 + width / 2.0, foot.1 - height);
    s.cut(&[(left, foot.1), (left + 4.0, top), (right - 4.0, top), (right, foot.1)], wall);
    for x in [left + 10.0, right - 10.0] {
        s.blob(
            &[
                (x - 10.0, top + 4.0),
                (x - 6.0, top - 10.0),
                (x, top - 21.0),
                (x + 6.0, top - 10.0),
                (x + 10.0, top + 4.0),
            ],
            wall,
        );
    }
    s.cut(
        &[(right - width * 0.26, foot.1), (right - width * 0.26, top), (right - 4.0, top), (right, foot.1)],
        BARK.over(0.3),
    );
    let spouts = (width / 64.0) as usize;
    for i in 0..spouts {
        let x = left + width * 0.72 * (i as f32 + 0.6) / spouts as f32;
        s.cut(&rect(x, top + 14.0, 7.0, 9.0), BARK);
        s.cut(&rect(x + 1.5, top + 24.0, 4.0, 22.0), BARK.over(0.25));
    }
    s.cut(&rect(left + width * 0.16, foot.1 - height * 0.5, 22.0, 30.0), BARK);
    s.cut(&rect(left + width * 0.46, foot.1 - 64.0, 32.0, 64.0), BARK);
}

/// A palm seen against the sky.
fn palm(s: &mut Sheet, foot: Pt, tall: f32, lean: f32) {
    let head = (foot.0 + lean, foot.1 - tall);
    s.stroke(&[foot, (foot.0 + lean * 0.2, foot.1 - tall * 0.5), head], 17.0, 9.0, BARK);
    for i in 0..11 {
        let angle = -std::f32::consts::PI * (0.02 + 0.096 * i as f32);
        let reach = tall * 0.38;
        let tip = (head.0 + reach * 1.15 * angle.cos(), head.1 + reach * angle.sin() * 0.9 + reach * 0.36);
        let knee = (head.0 + reach * 0.62 * angle.cos(), head.1 + reach * 0.8 * angle.sin());
        s.gouge(&[head, knee, tip], 11.0, if i % 2 == 0 { GREEN } else { OLIVE.mix(GREEN, 0.5) });
    }
}

/// The minaret of Agadez above the roofs.
pub(super) fn agadez(s: &mut Sheet) {
    s.disc((770.0, 330.0), 232.0, OCHRE);
    for (x, y, reach) in [(330.0, 84.0, 190.0), (150.0, 128.0, 120.0), (1010.0, 96.0, 150.0)] {
        s.gouge(&[(x - reach, y), (x, y - 6.0), (x + reach, y)], 11.0, PAPER);
    }
    let far = [
        (60.0, 120.0, 92.0),
        (190.0, 150.0, 128.0),
        (330.0, 140.0, 100.0),
        (1010.0, 170.0, 120.0),
        (1150.0, 160.0, 96.0),
        (860.0, 150.0, 104.0),
    ];
    for (x, width, height) in far {
        house(s, (x, 520.0), width, height + 40.0, EMBER.mix(SAND, 0.25));
    }
    palm(s, (152.0, 520.0), 270.0, -26.0);
    palm(s, (1080.0, 540.0), 230.0, 34.0);

    // The minaret, battered walls and beams.
    let (foot, top) = (598.0, 58.0);
    let side = |t: f32, edge: f32| lerp((600.0 + 102.0 * edge, foot), (600.0 + 37.0 * edge, top), t);
    s.cut(&[side(0.0, -1.0), side(1.0, -1.0), side(1.0, 1.0), side(0.0, 1.0)], LATERITE);
    s.cut(&[side(0.0, -1.0), side(1.0, -1.0), side(1.0, -0.62), side(0.0, -0.62)], EMBER);
    s.cut(&[side(0.0, 0.3), side(1.0, 0.3), side(1.0, 1.0), side(0.0, 1.0)], BARK.over(0.45));
    for row in 0..12 {
        let t = 0.05 + 0.077 * row as f32;
        let (left, right) = (side(t, -1.0), side(t, 1.0));
        s.stroke(&[(left.0 - 26.0, left.1 + 2.0), (left.0 + 4.0, left.1)], 5.0, 7.0, INK);
        s.stroke(&[(right.0 + 26.0, right.1 + 2.0), (right.0 - 4.0, right.1)], 5.0, 7.0, INK);
        for edge in [-0.55, 0.0, 0.55] {
            let at = side(t + 0.012, edge);
            beam(s, (at.0 - 4.0, at.1), 8.0);
        }
    }
    s.cut(&rect(590.0, 78.0, 20.0, 34.0), BARK);
    for x in [570.0, 600.0, 630.0] {
        s.blob(&[(x - 9.0, 62.0), (x - 5.0, 48.0), (x, 36.0), (x + 5.0, 48.0), (x + 9.0, 62.0)], LATERITE);
    }

    let near = [
        (400.0, 210.0, 122.0),
        (800.0, 230.0, 112.0),
        (120.0, 280.0, 112.0),
        (1080.0, 300.0, 130.0),
        (600.0, 250.0, 84.0),
    ];
    for (i, (x, width, height)) in near.into_iter().enumerate() {
        house(s, (x, 602.0), width, height, if i % 2 == 0 { LATERITE.mix(EMBER, 0.35) } else { EMBER });
    }
    s.ground(&[(-10.0, 598.0), (300.0, 604.0), (700.0, 596.0), (1210.0, 606.0)], SAND.mix(OCHRE, 0.35));
    s.cut(&[(0.0, 675.0), (0.0, 650.0), (420.0, 640.0), (520.0, 675.0)], BARK.over(0.25));
    let people = [
        (250.0, 632.0, 50.0, INDIGO),
        (284.0, 636.0, 54.0, PAPER),
        (540.0, 626.0, 46.0, GREEN),
        (720.0, 640.0, 56.0, INDIGO),
        (905.0, 630.0, 50.0, PAPER),
        (938.0, 634.0, 52.0, BARK),
    ];
    for (x, y, tall, garment) in people {
        s.cut(&[(x - 7.0, y), (x + 7.0, y), (x + 62.0, y + 12.0), (x + 50.0, y + 13.0)], BARK.over(0.35));
        s.figure((x, y), tall, garment, INK);
    }
}

/// A tower of the mosque of Djenné: grooves, beams, a spire, an egg.
fn spire(s: &mut Sheet, x: f32, half: f32, top: f32, foot: f32) {
    let body = [(x - half - 8.0, foot), (x - half, top), (x + half, top), (x + half + 8.0, foot)];
    s.cut(&body, OCHRE);
    let lift = half * 1.25;
    s.blob(
        &[
            (x - half, top + 10.0),
            (x - half * 0.72, top - lift * 0.45),
            (x - half * 0.2, top - lift * 0.92),
            (x + half * 0.2, top - lift * 0.92),
            (x + half * 0.72, top - lift * 0.45),
            (x + half, top + 10.0),
            (x, top + 22.0),
        ],
        OCHRE,
    );
    for edge in [-1.0, 1.0] {
        let at = x + edge * (half - 7.0);
        s.blob(
            &[
                (at - 12.0, top + 12.0),
                (at - 7.0, top - 16.0),
                (at, top - 32.0),
                (at + 7.0, top - 16.0),
                (at + 12.0, top + 12.0),
            ],
            OCHRE,
        );
    }
    s.stroke(&[(x, top - lift * 0.9), (x, top - lift - 14.0)], 9.0, 5.0, OCHRE);
    s.fill(shape::oval((x, top - lift - 18.0), 7.0, 10.0), PAPER);
    s.cut(
        &[
            (x + half * 0.45, foot),
            (x + half * 0.4, top - lift * 0.76),
            (x + half * 0.72, top - lift * 0.45),
            (x + half, top),
            (x + half + 8.0, foot),
        ],
        LATERITE.over(0.55),
    );
    for groove in [-0.5, 0.0] {
        s.cut(&rect(x + half * groove - 6.0, top + 26.0, 13.0, foot - top - 60.0), LATERITE.over(0.6));
    }
    for row in 0..5 {
        let y = top + 34.0 + (foot - top - 90.0) / 4.6 * row as f32;
        for column in [-0.78, -0.25, 0.28, 0.75] {
            beam(s, (x + half * column - 5.0, y), 11.0);
        }
    }
}

/// The Great Mosque of Djenné from the market square.
pub(super) fn djenne(s: &mut Sheet) {
    s.disc((1010.0, 150.0), 74.0, SAND);
    s.ground(&[(-10.0, 470.0), (300.0, 452.0), (1210.0, 464.0)], INDIGO.mix(NIGHT, 0.5));
    let foot = 590.0;
    s.cut(&[(70.0, foot), (78.0, 352.0), (1122.0, 352.0), (1130.0, foot)], OCHRE);
    for i in 0..19 {
        let x = 92.0 + 56.5 * i as f32;
        s.blob(&[(x - 17.0, 372.0), (x - 11.0, 330.0), (x, 298.0), (x + 11.0, 330.0), (x + 17.0, 372.0)], OCHRE);
        s.cut(&[(x + 4.0, foot), (x + 3.0, 330.0), (x + 16.0, 352.0), (x + 17.0, foot)], LATERITE.over(0.5));
        if i < 18 {
            s.cut(&rect(x + 17.0, 372.0, 22.0, foot - 372.0), LATERITE.over(0.28));
        }
        for y in [384.0, 452.0] {
            beam(s, (x - 10.0, y), 9.0);
        }
    }
    for (x, half, top) in [(330.0, 60.0, 214.0), (870.0, 60.0, 214.0), (600.0, 70.0, 170.0)] {
        spire(s, x, half, top, foot);
    }
    s.cut(&rect(580.0, 520.0, 40.0, 70.0), BARK);
    s.cut(&[(0.0, 640.0), (0.0, 592.0), (1200.0, 584.0), (1200.0, 640.0)], LATERITE);
    s.cut(&[(0.0, 600.0), (0.0, 586.0), (1200.0, 578.0), (1200.0, 592.0)], EMBER);
    for i in 0..5 {
        let (y, half) = (590.0 + 9.0 * i as f32, 90.0 + 14.0 * i as f32);
        s.cut(&rect(600.0 - half, y, half * 2.0, 10.0), if i % 2 == 0 { OCHRE } else { EMBER });
    }
    s.ground(&[(-10.0, 634.0), (500.0, 626.0), (1210.0, 636.0)], SAND);
    let garments = [INDIGO, PAPER, GREEN, NIGHT, PAPER];
    for i in 0..17 {
        let x = 56.0 + 66.0 * i as f32 + s.rng.about(24.0);
        let y = 644.0 + s.rng.about(12.0);
        let tall = s.rng.within(50.0, 60.0);
        let garment = garments[i % garments.len()];
        s.cut(&[(x - 8.0, y), (x + 8.0, y), (x + 58.0, y + 10.0), (x + 46.0, y + 12.0)], BARK.over(0.35));
        s.figure((x, y), tall, garment, INK);
        if i % 3 == 0 {
            let bowl = (x, y - tall * 1.02);
            s.cut(
                &[
                    (bowl.0 - 15.0, bowl.1 - 8.0),
                    (bowl.0 + 15.0, bowl.1 - 8.0),
                    (bowl.0 + 8.0, bowl.1 + 4.0),
                    (bowl.0 - 8.0, bowl.1 + 4.0),
                ],
                BARK,
            );
        }
    }
}
