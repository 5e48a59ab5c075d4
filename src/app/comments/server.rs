//! The comment server of an article: which one it is, and what can be asked of it.

use super::net::{Failure, ask};
use crate::{
    backend::{Answer, Comment, Draft, Refusal, Request, Taken, isso, wordpress},
    model::page::{Article, Comments as Backend, Thread},
};

/// The thread of one article on a server.
#[derive(Clone)]
pub(super) enum Server {
    Isso { thread: isso::Thread, title: String },
    Wordpress { roots: Vec<wordpress::Root>, post: u64 },
}

/// What a server has of a thread.
pub(super) struct News {
    /// Comments, each before its replies.
    pub(super) comments: Vec<Comment>,
    /// Whether these are all that there are, and not only the newer ones.
    pub(super) whole: bool,
}

impl Server {
    /// The server of an article, if its site has one.
    pub(super) fn of(backend: &Backend, path: &str, article: &Article) -> Option<Self> {
        match backend {
            Backend::Isso(url) => {
                Some(Server::Isso { thread: isso::Thread::of(url, path), title: article.title.clone() })
            }
            Backend::Wordpress(url) => {
                Some(Server::Wordpress { roots: wordpress::Root::candidates(url), post: article.source_id? })
            }
            _ => None,
        }
    }

    /// What was published since the page was written.
    pub(super) async fn news(&self, known: Option<&Thread>) -> Result<News, Failure> {
        match (self, known) {
            (Server::Isso { thread, .. }, Some(known)) => {
                // The number alone tells whether there is anything to load at all.
                let counted = isso::counted(&ask(&thread.count()).await?)?;
                if counted.first() == Some(&known.count) {
                    return Ok(News { comments: Vec::new(), whole: false });
                }
                let newer = isso::listed(&ask(&thread.list_after(known.newest)).await?)?;
                let found = known.count as usize + newer.len();
                if counted.first().is_some_and(|count| *count as usize == found) {
                    return Ok(News { comments: newer, whole: false });
                }
                self.all().await
            }
            (Server::Wordpress { post, .. }, Some(known)) => {
                let comments = self.pages(|root, page| root.list(*post, page, Some(known.newest))).await?;
                Ok(News { comments, whole: false })
            }
            (_, None) => self.all().await,
        }
    }

    /// Everything that is published.
    pub(super) async fn all(&self) -> Result<News, Failure> {
        let comments = match self {
            Server::Isso { thread, .. } => isso::listed(&ask(&thread.list()).await?)?,
            Server::Wordpress { post, .. } => self.pages(|root, page| root.list(*post, page, None)).await?,
        };
        Ok(News { comments, whole: true })
    }

    /// Sends a comment.
    pub(super) async fn send(&self, draft: &Draft<'_>) -> Result<Taken, Failure> {
        match self {
            Server::Isso { thread, title } => Ok(isso::posted(&ask(&thread.post(draft, title)).await?)?),
            Server::Wordpress { post, .. } => {
                Ok(wordpress::posted(&self.wordpress(|root| root.post(*post, draft)).await?)?)
            }
        }
    }

    /// Whether writers can change their comments for a while.
    pub(super) fn lets_edit(&self) -> bool {
        matches!(self, Server::Isso { .. })
    }

    /// All pages of a list of WordPress.
    async fn pages(&self, request: impl Fn(&wordpress::Root, u32) -> Request) -> Result<Vec<Comment>, Failure> {
        let mut comments = Vec::new();
        for page in 1.. {
            let answer = self.wordpress(|root| request(root, page)).await?;
            let mut more = wordpress::listed(&answer)?;
            let last = more.is_empty() || answer.pages.is_none_or(|pages| page >= pages);
            comments.append(&mut more);
            if last {
                break;
            }
        }
        Ok(comments)
    }

    /// Asks WordPress where it answers.
    async fn wordpress(&self, request: impl Fn(&wordpress::Root) -> Request) -> Result<Answer, Failure> {
        let Server::Wordpress { roots, .. } = self else { return Err(Refusal::Misunderstood.into()) };
        let mut last = Err(Failure::Unreachable);
        for root in roots {
            last = ask(&request(root)).await;
            if last.as_ref().is_ok_and(|answer| !wordpress::is_no_api(answer)) {
                break;
            }
        }
        last
    }
}
