//! The article as it was last saved, and as it was when it last could be read.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use tokio::sync::watch;

use crate::{
    article::Article,
    author::{
        check::{Freshness, check},
        finding::Finding,
        read::{Said, read},
    },
};

/// See the module. Many look at it while one reads again.
pub(super) struct Desk {
    folder: PathBuf,
    paper: watch::Sender<Arc<Paper>>,
}

/// What lies on a [`Desk`].
#[derive(Default)]
pub(super) struct Paper {
    /// How often it was read, from 1.
    pub version: u64,
    /// By language, as it was when it last could be read.
    pub articles: Vec<Article>,
    /// And what people say in it.
    pub says: Vec<Vec<Said>>,
    /// What is found in it now.
    pub findings: Vec<Finding>,
}

impl Desk {
    pub fn new(folder: &Path) -> Self {
        let desk = Self { folder: folder.into(), paper: watch::Sender::default() };
        desk.read_again();
        desk
    }

    /// Reads the article and tells everyone who waits for it.
    pub fn read_again(&self) {
        let before = self.paper();
        let (articles, says, findings) = match read(&self.folder) {
            Ok(manuscript) => {
                let findings = check(&manuscript, Freshness::default());
                let languages = manuscript.languages.into_iter().map(|language| (language.article, language.says));
                let (articles, says) = languages.unzip();
                (articles, says, findings)
            }
            Err(findings) => (before.articles.clone(), before.says.clone(), findings),
        };
        self.paper.send_replace(Arc::new(Paper { version: before.version + 1, articles, says, findings }));
    }

    /// What lies there now.
    pub fn paper(&self) -> Arc<Paper> {
        self.paper.borrow().clone()
    }

    /// What lies there now, and whatever comes after it.
    pub fn papers(&self) -> watch::Receiver<Arc<Paper>> {
        self.paper.subscribe()
    }
}
