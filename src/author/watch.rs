//! Waiting until an article's source is saved.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver},
    time::{Duration, SystemTime},
};

use notify_debouncer_mini::{Debouncer, new_debouncer, notify};

/// An editor may write a file in several steps; this is long after the last.
const SETTLED: Duration = Duration::from_millis(150);

/// Changes of the sources in a folder and in those in it.
pub struct Changes {
    folder: PathBuf,
    seen: Vec<(PathBuf, SystemTime, u64)>,
    events: Receiver<()>,
    /// Ends the watching when it goes.
    _watcher: Debouncer<notify::RecommendedWatcher>,
}

impl Changes {
    /// Begins to watch.
    ///
    /// # Errors
    /// Says why the system can't.
    pub fn of(folder: &Path) -> Result<Self, notify::Error> {
        let (sender, events) = mpsc::channel();
        // A receiver that is gone needs to hear of nothing.
        let mut watcher = new_debouncer(SETTLED, move |_| {
            let _ = sender.send(());
        })?;
        watcher.watcher().watch(folder, notify::RecursiveMode::Recursive)?;
        Ok(Self { folder: folder.into(), seen: sources(folder), events, _watcher: watcher })
    }

    /// Waits until a source was written, renamed or removed. Reading one, or an editor's own files, is no change.
    pub fn wait(&mut self) {
        while self.events.recv().is_ok() {
            let now = sources(&self.folder);
            if now != self.seen {
                self.seen = now;
                return;
            }
        }
    }
}

/// Every source with when it was written and its length. What vanishes while it is looked at is gone.
fn sources(folder: &Path) -> Vec<(PathBuf, SystemTime, u64)> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_source = path.extension().is_some_and(|extension| extension == "toml" || extension == "md");
        match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => sources.extend(self::sources(&path)),
            Ok(metadata) if is_source => {
                sources.push((path, metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), metadata.len()));
            }
            _ => {}
        }
    }
    sources.sort();
    sources
}
