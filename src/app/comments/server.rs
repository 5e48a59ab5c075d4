//! The comment server of an article: which one it is, and what can be asked of it.

use super::{
    net::{Failure, ask},
    published::fresh,
};
use crate::{
    backend::{Answer, Comment, Draft, Method, Refusal, Request, Taken, isso, wordpress},
    model::page::{Comments as Backend, Discussion, Thread},
};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Which of the ways to WordPress has answered: a site has one WordPress.
static ROOT: AtomicUsize = AtomicUsize::new(0);

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
    /// How many comments everybody can read.
    pub(super) count: u32,
}

/// What became of a comment that a server took.
pub(super) struct Sent {
    pub(super) taken: Taken,
    /// How long its writer can change it, seconds.
    pub(super) changeable: u64,
}

impl Server {
    /// The server of an article, if its site has one.
    pub(super) fn of(backend: &Backend, path: &str, article: &Discussion) -> Option<Self> {
        match backend {
            Backend::Isso(url) => {
                Some(Server::Isso { thread: isso::Thread::of(url, path), title: article.title.clone() })
            }
            Backend::Wordpress(url) => {
                let roots = wordpress::Root::candidates(url);
                Some(Server::Wordpress { roots, post: article.source_id? })
            }
            _ => None,
        }
    }

    /// What was published since the page was written.
    pub(super) async fn news(&self, known: Option<&Thread>) -> Result<News, Failure> {
        let Some(known) = known else { return self.all(false).await };
        // A number and a name alone tell whether there is anything to load at all.
        let (count, last) = match self {
            Server::Isso { thread, .. } => {
                let counted = isso::counted(&ask(&thread.count()).await?)?;
                (counted.first().copied().unwrap_or_default(), 0)
            }
            Server::Wordpress { post, .. } => wordpress::counted(&self.wordpress(|root| root.count(*post)).await?)?,
        };
        let mut comments = Vec::new();
        if count != known.count || last > known.last {
            comments = match self {
                Server::Isso { thread, .. } => isso::listed(&ask(&thread.list_after(known.newest)).await?)?,
                Server::Wordpress { post, .. } => {
                    // Another one can be of the same second as the newest.
                    let since = Some(known.newest.saturating_sub(1));
                    self.pages(|root, page| root.list(*post, page, since)).await?
                }
            };
            comments = fresh(comments);
            // A reply to an older comment, one that had to wait, one that is gone: the number tells of them.
            if count as usize != known.count as usize + comments.len() {
                return self.all(false).await;
            }
        }
        Ok(News { comments, whole: false, count })
    }

    /// Everything that is published. `written`: as its writers have written it, where the server makes something else of it;
    /// of Markdown Isso's HTML has lost the marks.
    pub(super) async fn all(&self, written: bool) -> Result<News, Failure> {
        let comments = match self {
            Server::Wordpress { .. } if written => Vec::new(),
            Server::Isso { thread, .. } => {
                let mut comments: Vec<Comment> = Vec::new();
                loop {
                    let threads = isso::threads(&comments);
                    let more = isso::listed(&ask(&thread.list_from(threads, written)).await?)?;
                    // A server that knows no parts sends the same once more.
                    let known = more.first().is_some_and(|first| comments.iter().any(|comment| comment.id == first.id));
                    if !known {
                        comments.extend(more);
                    }
                    if isso::threads(&comments) != threads + isso::PER_PART {
                        break comments;
                    }
                }
            }
            Server::Wordpress { post, .. } => self.pages(|root, page| root.list(*post, page, None)).await?,
        };
        let count = number(&comments);
        Ok(News { comments, whole: true, count })
    }

    /// Sends a comment.
    pub(super) async fn send(&self, draft: &Draft<'_>) -> Result<Sent, Failure> {
        Ok(match self {
            Server::Isso { thread, title } => {
                let answer = ask(&thread.post(draft, title)).await?;
                Sent { taken: isso::posted(&answer)?, changeable: isso::changeable(&answer) }
            }
            Server::Wordpress { post, .. } => {
                let answer = self.wordpress(|root| root.post(*post, draft)).await?;
                Sent { taken: wordpress::posted(&answer)?, changeable: 0 }
            }
        })
    }

    /// All pages of a list of WordPress.
    async fn pages(&self, request: impl Fn(&wordpress::Root, u32) -> Request) -> Result<Vec<Comment>, Failure> {
        let mut comments = Vec::new();
        for page in 1.. {
            let answer = self.wordpress(|root| request(root, page)).await?;
            let mut more = wordpress::listed(&answer)?;
            // A server that does not say how many pages there are has another one behind a full one.
            let last = answer.pages.map_or(more.len() < wordpress::PER_PAGE, |pages| page >= pages || more.is_empty());
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
        for (at, root) in roots.iter().enumerate().skip(ROOT.load(Ordering::Relaxed)) {
            let request = request(root);
            last = ask(&request).await;
            match &last {
                Ok(answer) if wordpress::is_no_api(answer) => {}
                Ok(_) => {
                    ROOT.store(at, Ordering::Relaxed);
                    break;
                }
                // A question can be asked elsewhere; a comment whose answer is lost may have arrived.
                Err(_) if request.method != Method::Get => break,
                Err(_) => {}
            }
        }
        last
    }
}

/// How many of these can be read.
fn number(comments: &[Comment]) -> u32 {
    let readable = comments.iter().filter(|comment| !comment.deleted).count();
    readable.try_into().unwrap_or(u32::MAX)
}
