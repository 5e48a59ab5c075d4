//! The Kennedy bridge at Niamey.

use crate::palette::{BARK, EMBER, GREEN, INDIGO, INK, LATERITE, MIST, OCHRE, OLIVE, PAPER, SAND};
use crate::plates::desert::dromedary;
use crate::plates::water::pirogue;
use crate::shape::{self, Pt, rect};
use crate::sheet::Sheet;

/// The Kennedy bridge at Niamey, at the end of the afternoon.
pub(super) fn kennedy(s: &mut Sheet) {
    s.disc((286.0, 214.0), 112.0, OCHRE);
    for (x, y, reach) in [(640.0, 96.0, 220.0), (860.0, 130.0, 150.0), (1040.0, 76.0, 150.0), (120.0, 70.0, 110.0)] {
        s.gouge(&[(x - reach, y), (x, y - 6.0), (x + reach, y)], 11.0, PAPER);
    }
    s.ground(&[(-10.0, 346.0), (200.0, 322.0), (520.0, 340.0), (900.0, 318.0), (1210.0, 336.0)], GREEN);
    for i in 0..22 {
        let x = 58.0 * i as f32 + s.rng.about(24.0);
        let size = s.rng.within(20.0, 40.0);
        s.fill(shape::oval((x, 340.0), size, size * 0.7), if i % 3 == 0 { OLIVE } else { GREEN });
    }
    for (x, w, h) in [(90.0, 62.0, 74.0), (158.0, 46.0, 52.0), (1010.0, 54.0, 60.0), (1070.0, 70.0, 86.0)] {
        s.cut(&rect(x, 346.0 - h, w, h), EMBER.mix(SAND, 0.35));
        for i in 0..6 {
            s.cut(
                &rect(x + w * (0.16 + 0.27 * (i % 3) as f32), 346.0 - h + 14.0 + 24.0 * (i / 3) as f32, w * 0.15, 11.0),
                BARK,
            );
        }
    }
    s.ground(&[(-10.0, 358.0), (1210.0, 352.0)], MIST);
    s.ground(&[(-10.0, 418.0), (600.0, 428.0), (1210.0, 414.0)], INDIGO.mix(MIST, 0.5));
    s.ground(&[(-10.0, 500.0), (500.0, 486.0), (1210.0, 508.0)], INDIGO);
    for i in 0..26 {
        let y = 374.0 + 11.0 * i as f32;
        let (x, reach) = (s.rng.within(0.0, 1200.0), 46.0 + 3.4 * i as f32);
        s.gouge(&[(x - reach, y), (x, y - 3.0), (x + reach, y)], 5.4, if i < 12 { PAPER } else { MIST });
    }
    for i in 0..9 {
        let y = 372.0 + 16.0 * i as f32;
        let reach = 86.0 - 7.0 * i as f32;
        s.gouge(&[(286.0 - reach, y), (286.0, y + 1.0), (286.0 + reach, y)], 7.0, OCHRE);
    }

    // Deck and piers; they shorten a little towards the right.
    let deck = |x: f32| 300.0 - 0.022 * x;
    for i in 0..11 {
        let x = 26.0 + 116.0 * i as f32;
        let (top, foot) = (deck(x) + 14.0, 402.0 - 0.014 * x);
        for k in 0..4 {
            let y = foot + 12.0 + 15.0 * k as f32;
            s.gouge(&[(x - 15.0 + 3.0 * k as f32, y), (x, y + 2.0), (x + 17.0 - 2.0 * k as f32, y)], 6.5, BARK);
        }
        s.cut(
            &[
                (x - 34.0, top),
                (x + 34.0, top),
                (x + 13.0, top + 26.0),
                (x + 11.0, foot),
                (x - 11.0, foot),
                (x - 13.0, top + 26.0),
            ],
            LATERITE,
        );
        s.cut(
            &[(x + 2.0, top + 20.0), (x + 34.0, top), (x + 13.0, top + 26.0), (x + 11.0, foot), (x + 2.0, foot)],
            BARK.over(0.5),
        );
    }
    s.cut(&[(-4.0, deck(0.0)), (1204.0, deck(1204.0)), (1204.0, deck(1204.0) + 24.0), (-4.0, deck(0.0) + 24.0)], BARK);
    s.cut(
        &[(-4.0, deck(0.0) - 3.0), (1204.0, deck(1204.0) - 3.0), (1204.0, deck(1204.0) + 6.0), (-4.0, deck(0.0) + 6.0)],
        EMBER,
    );
    for (i, x) in [470.0, 556.0, 642.0].into_iter().enumerate() {
        dromedary(s, (x, deck(x)), 56.0, INK, i < 2);
    }
    for (x, ink) in [
        (64.0, INDIGO),
        (112.0, LATERITE),
        (420.0, PAPER),
        (712.0, INDIGO),
        (742.0, GREEN),
        (1120.0, INDIGO),
        (1152.0, LATERITE),
    ] {
        s.figure((x, deck(x)), 42.0, ink, INK);
    }
    truck(s, (900.0, deck(900.0)));
    for i in 0..61 {
        let x = 20.0 * i as f32;
        s.stroke(&[(x, deck(x) + 2.0), (x, deck(x) - 14.0)], 2.4, 2.4, INK);
    }
    s.stroke(&[(-4.0, deck(0.0) - 14.0), (1204.0, deck(1204.0) - 14.0)], 3.0, 3.0, INK);

    pirogue(s, (782.0, 556.0), 268.0, OCHRE, INK);
    // The near bank: market gardens.
    s.blob(&[(-60.0, 720.0), (-60.0, 590.0), (90.0, 566.0), (260.0, 600.0), (400.0, 640.0), (470.0, 720.0)], GREEN);
    for i in 0..6 {
        let y = 606.0 + 15.0 * i as f32;
        s.stroke(
            &[(-20.0, y), (120.0 + 22.0 * i as f32, y - 4.0), (200.0 + 38.0 * i as f32, y + 14.0)],
            6.0,
            4.0,
            OLIVE,
        );
    }
}

/// A loaded lorry seen from the side, standing on `at`.
fn truck(s: &mut Sheet, at: Pt) {
    s.cut(&rect(at.0 - 70.0, at.1 - 54.0, 92.0, 44.0), OCHRE);
    s.blob(
        &[
            (at.0 - 70.0, at.1 - 50.0),
            (at.0 - 50.0, at.1 - 68.0),
            (at.0 - 18.0, at.1 - 72.0),
            (at.0 + 12.0, at.1 - 66.0),
            (at.0 + 22.0, at.1 - 50.0),
        ],
        PAPER,
    );
    s.cut(
        &[
            (at.0 + 26.0, at.1 - 10.0),
            (at.0 + 26.0, at.1 - 46.0),
            (at.0 + 48.0, at.1 - 46.0),
            (at.0 + 60.0, at.1 - 28.0),
            (at.0 + 60.0, at.1 - 10.0),
        ],
        LATERITE,
    );
    s.cut(
        &[
            (at.0 + 34.0, at.1 - 28.0),
            (at.0 + 34.0, at.1 - 40.0),
            (at.0 + 46.0, at.1 - 40.0),
            (at.0 + 53.0, at.1 - 28.0),
        ],
        PAPER,
    );
    for x in [-50.0, -28.0, 42.0] {
        s.disc((at.0 + x, at.1 - 9.0), 10.0, INK);
        s.disc((at.0 + x, at.1 - 9.0), 3.6, SAND);
    }
}
