//! A pupil's board, a reed pen and an inkpot. The marks on the board are strokes, not letters.

use crate::palette::{BARK, EMBER, INDIGO, INK, LATERITE, NIGHT, OCHRE, PAPER, SAND};
use crate::shape::{self, Pt};
use crate::sheet::Sheet;

/// The board on a mat, seen from above.
pub(super) fn board(s: &mut Sheet) {
    // The mat: broad plaited bands.
    for i in 0..9 {
        let x = -320.0 + 190.0 * i as f32;
        let ink = if i % 2 == 0 { INDIGO.mix(NIGHT, 0.3) } else { INDIGO };
        s.cut(&[(x, -10.0), (x + 190.0, -10.0), (x + 420.0, 690.0), (x + 230.0, 690.0)], ink);
    }
    // Board coordinates, turned a little: u to the right, v downwards, from its middle.
    let (sin, cos) = (-0.2_f32).sin_cos();
    let on = |u: f32, v: f32| (500.0 + u * cos - v * sin, 352.0 + u * sin + v * cos);
    let outline: Vec<Pt> = [
        (-190.0, -212.0),
        (-120.0, -232.0),
        (-44.0, -238.0),
        (-40.0, -286.0),
        (0.0, -314.0),
        (40.0, -286.0),
        (44.0, -238.0),
        (120.0, -232.0),
        (190.0, -212.0),
        (206.0, 0.0),
        (194.0, 262.0),
        (0.0, 276.0),
        (-194.0, 262.0),
        (-206.0, 0.0),
    ]
    .into_iter()
    .map(|(u, v)| on(u, v))
    .collect();
    let shadow: Vec<Pt> = outline.iter().map(|p| (p.0 + 26.0, p.1 + 24.0)).collect();
    s.cut(&shadow, NIGHT.over(0.7));
    s.cut(&outline, OCHRE);
    s.through(shape::polygon(&outline), |s| {
        for i in 0..7 {
            let u = -170.0 + 57.0 * i as f32;
            let sway = s.rng.about(16.0);
            s.gouge(&[on(u, -260.0), on(u + sway, 0.0), on(u - sway * 0.4, 280.0)], 6.0, OCHRE.mix(EMBER, 0.5));
        }
    });
    s.disc(on(0.0, -276.0), 13.0, NIGHT);
    for row in 0..8 {
        let v = -164.0 + 50.0 * row as f32;
        let mut u = 166.0;
        let end = if row == 7 { 10.0 } else { -150.0 };
        while u > end {
            let long = s.rng.within(22.0, 58.0);
            let rise = s.rng.within(5.0, 15.0);
            s.gouge(
                &[on(u, v - rise * 0.4), on(u - long * 0.35, v + rise * 0.7), on(u - long, v - rise * 0.2)],
                10.0,
                INK,
            );
            if s.rng.unit() < 0.4 {
                s.gouge(&[on(u - 4.0, v + 4.0), on(u - 2.0, v - 12.0), on(u, v - 26.0)], 8.0, INK);
            }
            if s.rng.unit() < 0.35 {
                s.disc(on(u - long * 0.5, v - 17.0), 4.4, LATERITE);
            }
            u -= long + 14.0;
        }
    }

    // Inkpot: a small gourd, seen from above.
    s.disc((908.0, 248.0), 92.0, NIGHT.over(0.7));
    s.disc((890.0, 232.0), 90.0, LATERITE);
    s.disc((880.0, 222.0), 74.0, EMBER);
    s.disc((886.0, 228.0), 52.0, BARK);
    s.disc((888.0, 231.0), 44.0, INK);
    s.gouge(&[(862.0, 222.0), (874.0, 208.0), (892.0, 202.0)], 6.0, PAPER);
    for i in 0..14 {
        let angle = i as f32 / 14.0 * std::f32::consts::TAU;
        s.disc(shape::polar((883.0, 225.0), 64.0, angle), 4.2, SAND);
    }
    // The reed pen.
    let pen: [Pt; 3] = [(1120.0, 372.0), (950.0, 470.0), (786.0, 560.0)];
    let cast: Vec<Pt> = pen.iter().map(|p| (p.0 + 18.0, p.1 + 20.0)).collect();
    s.stroke(&cast, 22.0, 16.0, NIGHT.over(0.7));
    s.stroke(&pen, 24.0, 18.0, SAND);
    s.stroke(&[(1118.0, 380.0), (950.0, 477.0), (788.0, 566.0)], 7.0, 5.0, OCHRE);
    s.cut(&[(794.0, 548.0), (804.0, 566.0), (744.0, 592.0)], SAND);
    s.cut(&[(766.0, 570.0), (772.0, 581.0), (742.0, 593.0)], INK);
    s.stroke(&[(1006.0, 425.0), (1014.0, 444.0)], 6.0, 6.0, LATERITE);
    s.stroke(&[(1020.0, 417.0), (1028.0, 436.0)], 6.0, 6.0, LATERITE);
}
