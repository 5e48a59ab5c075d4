//! What no two windows of a site may do at once.

use crate::app::{
    browser::{now, random_id},
    storage::{Store, number, text},
};
use js_sys::{Function, Promise};
use leptos::{prelude::*, task::spawn_local};
use std::{cell::Cell, rc::Rc, time::Duration};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// The name of the lock, and the place of the lease where there are no locks.
const TURN: &str = "depeche:envoi";

/// How long a lease holds that nobody renews, milliseconds: a window that is closed keeps the others from sending as long.
const LEASE: u64 = 5_000;

/// How often a lease is renewed, and how often who waits for one looks for it.
const LOOK: Duration = Duration::from_millis(500);

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "locks"], js_name = request)]
    fn locked(name: &str, work: &Function) -> Result<Promise, JsValue>;
}

/// Does its work as soon as no other window does such a work.
pub(super) fn alone(work: impl Future<Output = ()> + 'static) {
    let once = Closure::once_into_js(move || {
        future_to_promise(async move {
            work.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    spawn_local(async move {
        let once: &Function = once.unchecked_ref();
        // Web Locks, 3.3; a page that is closed gives its lock away.
        let held = match locked(TURN, once) {
            Ok(done) => JsFuture::from(done).await.is_ok(),
            Err(_) => false,
        };
        if !held {
            // Browsers of before 2022 have none, and none does without https.
            let lease = Lease::taken().await;
            if let Ok(done) = once.call0(&JsValue::NULL) {
                let _ = JsFuture::from(done.unchecked_into::<Promise>()).await;
            }
            lease.ends();
        }
    });
}

/// The turn of one window, as all windows of the site find it on the device.
#[derive(Clone)]
struct Lease {
    /// Where the device is written to; without, windows know nothing of each other's comments either.
    store: Option<Store>,
    id: String,
    ended: Rc<Cell<bool>>,
}

impl Lease {
    /// Waits until no other window holds one, and holds it.
    async fn taken() -> Self {
        let lease = Self { store: Store::device().ok(), id: random_id(), ended: Rc::default() };
        while let Some(store) = &lease.store {
            match holder(store) {
                Some(id) if id == lease.id => break,
                Some(_) => {}
                None if lease.renew() => {}
                None => break,
            }
            // Of two that have written at once, both see by then who was the last.
            wait().await;
        }
        let kept = lease.clone();
        spawn_local(async move {
            while !kept.ended.get() && kept.renew() {
                wait().await;
            }
        });
        lease
    }

    /// Writes it down for a while more, unless another window has it by now; whether the device took it.
    fn renew(&self) -> bool {
        if self.store.as_ref().and_then(holder).is_some_and(|holder| holder != self.id) {
            return false;
        }
        let row = vec![(now() + LEASE).to_string(), self.id.clone()];
        self.store.as_ref().is_some_and(|store| store.set_rows(TURN, &vec![row]).is_ok())
    }

    /// Gives the turn to the next.
    fn ends(self) {
        self.ended.set(true);
        if let Some(store) = self.store
            && holder(&store).is_some_and(|holder| holder == self.id)
        {
            store.remove(TURN);
        }
    }
}

/// Who holds the lease at this moment.
fn holder(store: &Store) -> Option<String> {
    let rows = store.rows(TURN)?;
    let row = rows.first()?;
    // A clock that was put back would make it hold for ever.
    let left = number(row, 0).saturating_sub(now());
    (1..=LEASE).contains(&left).then(|| text(row, 1))
}

/// Lets half a second pass.
async fn wait() {
    let passed = Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                let _ = resolve.call0(&JsValue::NULL);
            },
            LOOK,
        );
    });
    let _ = JsFuture::from(passed).await;
}
