//! Gets the data of pages into memory: each at most once at a time, with a limit on how long it may take.

use crate::{
    app::{Head, Memory, browser, notice::Failure},
    model::page::PageFile,
    route::Route,
};
use gloo_net::http::Request;
use leptos::{leptos_dom::helpers::set_timeout_with_handle, task::spawn_local};
use std::{
    cell::RefCell,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use web_sys::AbortController;

/// How long an answer may take: slow networks are slow, dead ones are dead.
const LIMIT: Duration = Duration::from_secs(20);

/// The version of the document, and of the data that may be shown in it.
pub(super) static VERSION: AtomicU32 = AtomicU32::new(0);

/// Why a page's data is not in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Miss {
    /// Nothing can be had now.
    Failed(Failure),
    /// The data is missing or not to be understood: the document itself may say more.
    AskDocument,
}

type Answer = Result<(), Miss>;
type Waiting = Vec<Box<dyn FnOnce(Answer)>>;

/// Loads pages into memory.
#[derive(Clone)]
pub(super) struct Loader {
    memory: Memory,
    base: Rc<str>,
    under_way: Rc<RefCell<Vec<(String, Waiting)>>>,
}

impl Loader {
    pub(super) fn new(memory: Memory, base: String) -> Self {
        Self { memory, base: base.into(), under_way: Rc::default() }
    }

    /// Loads a page unless it is known, then answers. Who asks while it is under way waits for the same answer.
    pub(super) fn load(&self, route: Route, answer: impl FnOnce(Answer) + 'static) {
        let path = route.href(&self.base);
        if self.memory.has(&path) {
            return answer(Ok(()));
        }
        let mut under_way = self.under_way.borrow_mut();
        if let Some((_, waiting)) = under_way.iter_mut().find(|(known, _)| *known == path) {
            return waiting.push(Box::new(answer));
        }
        under_way.push((path.clone(), vec![Box::new(answer)]));
        let loader = self.clone();
        spawn_local(async move {
            let answer = get(&route.data_href(&loader.base)).await;
            let answer = answer.map(|PageFile { description, style, page, .. }| {
                loader.memory.put(&path, Arc::new(page), Head { description, style });
            });
            let mut under_way = loader.under_way.borrow_mut();
            let Some(place) = under_way.iter().position(|(known, _)| *known == path) else { return };
            let (_, waiting) = under_way.swap_remove(place);
            // Who is told may ask for the next page at once.
            drop(under_way);
            waiting.into_iter().for_each(|tell| tell(answer));
        });
    }
}

async fn get(href: &str) -> Result<PageFile, Miss> {
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let abort = move || controller.iter().for_each(AbortController::abort);
    let limit = set_timeout_with_handle(abort, LIMIT).ok();
    let answer = ask(href, signal.as_ref()).await;
    limit.iter().for_each(|limit| limit.clear());
    answer
}

async fn ask(href: &str, signal: Option<&web_sys::AbortSignal>) -> Result<PageFile, Miss> {
    let unreachable = |_| {
        let offline = !browser::window().navigator().on_line();
        Miss::Failed(if offline { Failure::Offline } else { Failure::Unreachable })
    };
    let answer = Request::get(href).abort_signal(signal).send().await.map_err(unreachable)?;
    match answer.status() {
        200..=299 => {}
        500..=599 | 429 => return Err(Miss::Failed(Failure::Server)),
        _ => return Err(Miss::AskDocument),
    }
    let text = answer.text().await.map_err(unreachable)?;
    let file = serde_json::from_str::<PageFile>(&text).map_err(|_| Miss::AskDocument)?;
    if file.version == VERSION.load(Ordering::Relaxed) { Ok(file) } else { Err(Miss::AskDocument) }
}
