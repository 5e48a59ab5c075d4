//! Tells that files were saved, once for all that were saved together.

use anyhow::Context;
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::{path::Path, time::Duration};
use tokio::sync::mpsc;

/// How long it must be quiet before a save counts: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// Each message is a save in one of the folders.
pub(crate) fn saves(folders: &[&Path]) -> anyhow::Result<mpsc::Receiver<()>> {
    let (heard, mut events) = mpsc::unbounded_channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Reading a file is an event too; building reads them all.
        if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
            let _ = heard.send(());
        }
    })?;
    for folder in folders {
        watcher
            .watch(folder, RecursiveMode::Recursive)
            .with_context(|| format!("{} cannot be watched for changes", folder.display()))?;
    }
    let (told, saves) = mpsc::channel(1);
    tokio::spawn(async move {
        // The watcher lives as long as somebody waits for it.
        let _watcher = watcher;
        while events.recv().await.is_some() {
            while tokio::time::timeout(QUIET, events.recv()).await.is_ok_and(|event| event.is_some()) {}
            if told.send(()).await.is_err() {
                break;
            }
        }
    });
    Ok(saves)
}
