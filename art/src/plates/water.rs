//! Open water: the islands of Lake Chad from the air, pirogues at dusk.

use crate::palette::{BARK, EMBER, GREEN, INDIGO, INK, Ink, LATERITE, MIST, NIGHT, OCHRE, OLIVE, PAPER, SAND};
use crate::shape::{self, Pt, place};
use crate::sheet::Sheet;

/// A pirogue from above, its bow towards `angle`.
fn pirogue_above(s: &mut Sheet, at: Pt, length: f32, angle: f32) {
    let (sin, cos) = angle.sin_cos();
    let turn = |u: f32, v: f32| (at.0 + length * (u * cos - v * sin), at.1 + length * (u * sin + v * cos));
    for side in [-1.0, 1.0] {
        s.gouge(&[turn(0.3, 0.05 * side), turn(-0.6, 0.2 * side), turn(-1.7, 0.34 * side)], 4.5, PAPER);
    }
    s.gouge(&[turn(-0.5, 0.0), turn(0.0, 0.0), turn(0.55, 0.0)], length * 0.2, INK);
    s.gouge(&[turn(-0.38, 0.0), turn(0.0, 0.0), turn(0.4, 0.0)], length * 0.1, EMBER);
    s.disc(turn(-0.25, 0.0), length * 0.075, PAPER);
    s.disc(turn(0.12, 0.0), length * 0.07, OCHRE);
}

/// Lake Chad from the air: drowned dunes.
pub(super) fn lake_chad(s: &mut Sheet) {
    let slope = -0.62_f32;
    let (sin, cos) = slope.sin_cos();
    // Lake coordinates: u along the dunes, v across them.
    let from_lake = |u: f32, v: f32| (600.0 + u * cos - v * sin, 337.0 + u * sin + v * cos);
    for i in 0..12 {
        let v = -540.0 + 92.0 * i as f32;
        let u = s.rng.about(500.0);
        let wave: Vec<Pt> = (0..5).map(|k| from_lake(u + 60.0 * k as f32, v + 5.0 * (k % 2) as f32)).collect();
        s.gouge(&wave, 5.0, INDIGO.mix(MIST, 0.35));
    }
    let mut islands: Vec<(Pt, f32, f32)> = Vec::new();
    for _ in 0..9000 {
        let (u, v) = (s.rng.about(720.0), s.rng.about(540.0));
        let (long, wide) = (s.rng.within(88.0, 190.0), s.rng.within(22.0, 38.0));
        let channel = (v - 60.0 * (u / 190.0).sin() - 30.0).abs() < 62.0;
        let clear =
            islands.iter().all(|(p, l, w)| (p.0 - u).abs() > l + long + 18.0 || (p.1 - v).abs() > w + wide + 30.0);
        if clear && !channel {
            islands.push(((u, v), long, wide));
        }
    }
    for &((u, v), long, wide) in &islands {
        let wobble: Vec<f32> = (0..12).map(|_| s.rng.within(0.84, 1.1)).collect();
        let sway = s.rng.about(16.0);
        let ring = |grow: f32, squeeze: f32| -> Vec<Pt> {
            (0..12)
                .map(|i| {
                    let angle = i as f32 / 12.0 * std::f32::consts::TAU;
                    let x = angle.cos() * (long * squeeze + grow) * (0.6 + 0.4 * wobble[i]);
                    let y = angle.sin() * (wide * squeeze + grow) * wobble[i] + sway * (x / long).powi(2);
                    from_lake(u + x, v + y)
                })
                .collect()
        };
        s.blob(&ring(13.0, 1.0), INDIGO.mix(MIST, 0.55));
        s.blob(&ring(2.0, 1.0), GREEN);
        let dry = s.rng.pick(&[OCHRE, SAND, OCHRE, OLIVE]);
        s.blob(&ring(-3.0, 0.72), dry);
        let ridge = |a: f32| from_lake(u + long * a, v + sway * a * a - wide * 0.12);
        s.gouge(&[ridge(-0.55), ridge(0.0), ridge(0.5)], wide * 0.26, if dry == OLIVE { GREEN } else { EMBER });
        if long > 160.0 {
            for k in 0..4 {
                let hut = from_lake(u + 20.0 * k as f32 - 30.0, v + wide * 0.28 + sway * 0.02);
                s.disc(hut, 6.5, BARK);
            }
        }
    }
    pirogue_above(s, from_lake(-170.0, -2.0), 96.0, slope + 0.25);
    pirogue_above(s, from_lake(260.0, 92.0), 84.0, slope - 0.2);
}

/// A house on stilts with a thatched roof; `water` is where its stilts go in.
fn stilts(s: &mut Sheet, x: f32, water: f32, wide: f32, ink: Ink) {
    let floor = water - wide * 0.34;
    for i in 0..4 {
        let leg = x - wide * 0.42 + wide * 0.28 * i as f32;
        s.stroke(&[(leg, floor), (leg + 2.0, water + 4.0)], 5.0, 4.0, ink);
    }
    s.cut(
        &[
            (x - wide * 0.54, floor),
            (x + wide * 0.54, floor),
            (x + wide * 0.54, floor + 7.0),
            (x - wide * 0.54, floor + 7.0),
        ],
        ink,
    );
    s.cut(
        &[
            (x - wide * 0.44, floor),
            (x - wide * 0.44, floor - wide * 0.4),
            (x + wide * 0.44, floor - wide * 0.4),
            (x + wide * 0.44, floor),
        ],
        ink,
    );
    s.cut(
        &[
            (x - wide * 0.6, floor - wide * 0.34),
            (x - wide * 0.26, floor - wide * 0.82),
            (x + wide * 0.26, floor - wide * 0.82),
            (x + wide * 0.6, floor - wide * 0.34),
        ],
        ink,
    );
    s.cut(
        &[
            (x - wide * 0.1, floor - 2.0),
            (x - wide * 0.1, floor - wide * 0.26),
            (x + wide * 0.08, floor - wide * 0.26),
            (x + wide * 0.08, floor - 2.0),
        ],
        OCHRE,
    );
}

/// A pirogue from the side with someone standing at its pole, and what the water gives back of them.
pub(super) fn pirogue(s: &mut Sheet, at: Pt, length: f32, garment: Ink, hull: Ink) {
    let hull_shape: [Pt; 7] =
        [(-0.54, -0.1), (-0.34, -0.02), (0.0, 0.0), (0.34, -0.02), (0.54, -0.11), (0.36, 0.075), (-0.36, 0.075)];
    for i in 0..5 {
        let y = at.1 + length * (0.1 + 0.055 * i as f32);
        let reach = length * (0.4 - 0.05 * i as f32);
        let x = at.0 + s.rng.about(length * 0.06);
        s.gouge(&[(x - reach, y), (x, y + 2.0), (x + reach, y)], length * 0.026, hull);
    }
    s.stroke(
        &[(at.0 - length * 0.42, at.1 - length * 0.62), (at.0 - length * 0.2, at.1 + length * 0.13)],
        4.0,
        4.0,
        hull,
    );
    s.figure((at.0 - length * 0.27, at.1 + 4.0), length * 0.42, garment, hull);
    s.stroke(
        &[(at.0 - length * 0.27, at.1 - length * 0.28), (at.0 - length * 0.33, at.1 - length * 0.31)],
        7.0,
        5.0,
        garment,
    );
    s.figure((at.0 + length * 0.16, at.1 + 8.0), length * 0.3, hull, hull);
    s.blob(
        &[
            (at.0 + length * 0.24, at.1 + 2.0),
            (at.0 + length * 0.3, at.1 - length * 0.09),
            (at.0 + length * 0.4, at.1 - length * 0.05),
            (at.0 + length * 0.42, at.1),
        ],
        LATERITE,
    );
    s.fill(
        shape::polygon(&shape::along(
            &{
                let mut p = place(&hull_shape, at, (length, length));
                p.push(p[0]);
                p
            },
            8,
        )),
        hull,
    );
}

/// A village on the water at dusk.
pub(super) fn dusk(s: &mut Sheet) {
    let horizon = 372.0;
    for (i, ink) in [LATERITE, LATERITE.mix(EMBER, 0.5), EMBER, EMBER.mix(OCHRE, 0.5), OCHRE].into_iter().enumerate() {
        let y = 74.0 * i as f32 - if i == 0 { 40.0 } else { 0.0 };
        let sky = [(-10.0, y - 6.0), (300.0, y + 9.0 - i as f32), (700.0, y - 8.0), (1210.0, y + 6.0)];
        s.ground(&sky, ink);
    }
    s.disc((806.0, horizon - 18.0), 128.0, PAPER.mix(OCHRE, 0.22));
    s.ground(&[(-10.0, horizon), (1210.0, horizon)], NIGHT.mix(INDIGO, 0.4));
    for i in 0..17 {
        let y = horizon + 10.0 + 17.5 * i as f32;
        let reach = 128.0 * (1.0 - 0.028 * i as f32) * (0.78 + 0.22 * ((i % 3) as f32 - 1.0));
        let x = 806.0 + s.rng.about(14.0);
        let ink = if i < 6 { PAPER.mix(OCHRE, 0.3) } else { OCHRE.mix(EMBER, (i - 6) as f32 / 12.0) };
        s.gouge(&[(x - reach, y), (x, y + 1.0), (x + reach, y)], 8.5, ink);
    }
    for i in 0..30 {
        let y = horizon + 14.0 + 9.8 * i as f32;
        let x = s.rng.within(0.0, 1200.0);
        let reach = 40.0 + 3.2 * i as f32;
        if (x - 806.0).abs() > 150.0 + reach * 0.4 {
            s.gouge(&[(x - reach, y), (x, y - 2.0), (x + reach, y)], 5.0, INDIGO.mix(MIST, 0.25));
        }
    }
    s.cut(
        &[
            (0.0, horizon + 4.0),
            (0.0, horizon - 16.0),
            (210.0, horizon - 22.0),
            (520.0, horizon - 10.0),
            (640.0, horizon + 2.0),
        ],
        INK,
    );
    let houses = [
        (70.0, 396.0, 128.0),
        (206.0, 388.0, 104.0),
        (318.0, 398.0, 130.0),
        (452.0, 386.0, 92.0),
        (1050.0, 392.0, 104.0),
        (1160.0, 400.0, 136.0),
    ];
    for (x, water, wide) in houses {
        for i in 0..5 {
            let y = water + 12.0 + 13.0 * i as f32;
            let reach = wide * (0.5 - 0.05 * i as f32);
            s.gouge(&[(x - reach, y), (x + 5.0, y + 1.0), (x + reach, y)], 6.0, INK);
        }
        stilts(s, x, water, wide, INK);
    }
    pirogue(s, (610.0, 458.0), 150.0, LATERITE, INK);
    pirogue(s, (340.0, 560.0), 290.0, EMBER, INK);
    pirogue(s, (958.0, 520.0), 196.0, GREEN, INK);
    for (x, y) in [(520.0, 150.0), (566.0, 122.0), (620.0, 140.0), (600.0, 176.0), (668.0, 112.0)] {
        s.gouge(&[(x - 20.0, y - 8.0), (x - 8.0, y - 7.0), (x, y)], 4.6, BARK);
        s.gouge(&[(x, y), (x + 8.0, y - 7.0), (x + 20.0, y - 8.0)], 4.6, BARK);
    }
}
