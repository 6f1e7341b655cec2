//! The article as it was last saved, and as it was when it last could be read.

use std::{
    path::{Path, PathBuf},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use crate::{
    article::Article,
    author::{
        check::{Freshness, check},
        finding::Finding,
        read::read,
    },
};

/// See the module. Many look at it while one reads again.
pub(super) struct Desk {
    folder: PathBuf,
    paper: Mutex<Paper>,
    changed: Condvar,
}

/// What lies on a [`Desk`].
pub(super) struct Paper {
    /// How often it was read, from 1.
    pub version: u64,
    /// By language, as it was when it last could be read.
    pub articles: Vec<Article>,
    /// What is found in it now.
    pub findings: Vec<Finding>,
}

impl Desk {
    pub fn new(folder: &Path) -> Self {
        let desk = Self {
            folder: folder.into(),
            paper: Mutex::new(Paper { version: 0, articles: Vec::new(), findings: Vec::new() }),
            changed: Condvar::new(),
        };
        desk.read_again();
        desk
    }

    /// Reads the article and tells everyone who waits for it.
    pub fn read_again(&self) {
        let read = read(&self.folder);
        let mut paper = self.paper();
        paper.version += 1;
        match read {
            Ok(manuscript) => {
                paper.findings = check(&manuscript, Freshness::default());
                paper.articles = manuscript.languages.into_iter().map(|language| language.article).collect();
            }
            Err(findings) => paper.findings = findings,
        }
        self.changed.notify_all();
    }

    /// What lies there now.
    pub fn paper(&self) -> MutexGuard<'_, Paper> {
        // Whatever a thread left there when it failed is whole: nothing is written in parts.
        self.paper.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What lies there once it is newer than a version, or after a while all the same.
    pub fn newer_than(&self, version: u64, patience: Duration) -> MutexGuard<'_, Paper> {
        let waited = self.changed.wait_timeout_while(self.paper(), patience, |paper| paper.version <= version);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }
}
