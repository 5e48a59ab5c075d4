//! Tells search engines (IndexNow) and hubs (WebSub) what has changed since they were told last.
//!
//! What a site is, is read from the built folder alone; what was told stands in a record beside it. An address is told
//! when it is new, when what it says is another, or when it is gone; what was taken is noted, so that a ping that
//! failed half-way goes on where it was and nothing is told twice.

mod indexnow;
mod record;
mod site;
mod websub;

use crate::{
    carrier::{Carrier, Lost},
    publish::{Kind, check, problem::Problem, write},
};
use record::Record;
use site::Site;
use std::{
    collections::BTreeMap,
    fmt, io,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};
use thiserror::Error;

/// Who passes a change on to all search engines that take part (indexnow.org).
pub const INDEXNOW: &str = "https://api.indexnow.org/indexnow";

/// How long a receiver has for an answer.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// How often the record is saved: a hub takes thousands of feeds one by one.
const SAVED: Duration = Duration::from_secs(1);

/// What is told, and how.
pub struct Options<'a> {
    /// The newsroom's folder, whose `site.json` names the key and the hub.
    pub content: &'a Path,
    /// The folder of the built site.
    pub out: &'a Path,
    /// The address that takes changes for search engines.
    pub indexnow: &'a str,
    /// How long a receiver has for an answer.
    pub patience: Duration,
    /// Lets time pass.
    pub rest: &'a dyn Fn(Duration),
    /// Set when it is to stop.
    pub interrupted: &'a AtomicBool,
}

/// What a receiver does not know yet. Shown, it is a line: the receiver, what happened, the address, with tabs between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Who is to be told.
    pub receiver: String,
    /// What happened to it since that receiver was told last.
    pub kind: Kind,
    /// The whole address of a page or of a feed.
    pub address: String,
    /// By what a change is known; none for what is gone.
    mark: Option<String>,
}

impl fmt::Display for News {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}\t{}", self.receiver, self.kind, self.address)
    }
}

/// What one receiver was told.
#[derive(Debug)]
pub struct Told {
    /// The receiver's address.
    pub receiver: String,
    /// How many addresses it took.
    pub addresses: usize,
    /// Why it was not told the rest.
    pub failed: Option<String>,
}

/// Why nobody was told anything.
#[derive(Debug, Error)]
pub enum PingError {
    /// What an editor has to mend.
    #[error("{}", .0.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n"))]
    Problems(Vec<Problem>),
    /// `site.json` names no receiver.
    #[error(
        "site.json says nobody to tell: add \"indexnow\" (a key that you make up) for search engines, or \"websub\" (the \
         address of a hub) for readers of feeds, then build and upload the site"
    )]
    Nobody,
    /// There is no site.
    #[error("{0} is no site: build it with `depeche build`, upload it, then ping; or name its folder with --out")]
    NoSite(PathBuf),
    /// A file of the site is not as this program writes it.
    #[error("{0} is not what this depeche writes: build and upload the site again, then ping")]
    OtherSite(PathBuf),
    /// The site was built before it had its key.
    #[error("{0} is missing, by which search engines know the key: build and upload the site again, then ping")]
    NoKey(PathBuf),
    /// The record cannot be read.
    #[error("{0} is no record of `depeche ping`: rename it, or remove it to tell everything again")]
    OtherRecord(PathBuf),
    /// A build is at work.
    #[error(transparent)]
    Busy(#[from] write::WriteError),
    /// The system refused.
    #[error("{path}: {cause}; nobody was told anything")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

/// Everything that somebody is to be told, in the order in which it is told.
///
/// # Errors
/// Why that cannot be known.
pub fn news(options: &Options<'_>) -> Result<Vec<News>, PingError> {
    let plan = Plan::new(options)?;
    Ok(plan.receivers.iter().flat_map(|receiver| plan.news(receiver)).collect())
}

/// Tells everybody what they do not know yet.
///
/// # Errors
/// Why nobody was told anything. What a single receiver did not take is in the report.
pub fn ping(options: &Options<'_>) -> Result<Vec<Told>, PingError> {
    let _lock = write::Lock::of(options.out)?;
    let mut plan = Plan::new(options)?;
    // Before anything is told: what cannot be noted would be told again and again.
    plan.record.save()?;
    let carrier = Carrier::with_patience(options.rest, options.interrupted, options.patience);
    let receivers = std::mem::take(&mut plan.receivers);
    receivers.iter().map(|receiver| plan.tell(receiver, &carrier)).collect()
}

/// Who is told.
enum Receiver {
    /// Search engines, with the site's key.
    IndexNow { address: String, key: String },
    /// A hub.
    Hub(String),
}

impl Receiver {
    fn address(&self) -> &str {
        let (Self::IndexNow { address, .. } | Self::Hub(address)) = self;
        address
    }

    /// How many addresses it takes at once.
    fn most(&self) -> usize {
        match self {
            Self::IndexNow { .. } => indexnow::MOST,
            Self::Hub(_) => 1,
        }
    }
}

struct Plan {
    site: Site,
    receivers: Vec<Receiver>,
    record: Record,
}

impl Plan {
    fn new(options: &Options<'_>) -> Result<Self, PingError> {
        let discovery = check::discovery(options.content).map_err(PingError::Problems)?;
        let mut receivers = Vec::new();
        if let Some(key) = discovery.indexnow {
            receivers.push(Receiver::IndexNow { address: options.indexnow.into(), key });
        }
        receivers.extend(discovery.websub.map(Receiver::Hub));
        if receivers.is_empty() {
            return Err(PingError::Nobody);
        }
        let site = Site::read(options.out)?;
        for receiver in &receivers {
            if let Receiver::IndexNow { key, .. } = receiver {
                site.has_key(key)?;
            }
        }
        Ok(Self { site, receivers, record: Record::read(options.out)? })
    }

    /// What a receiver does not know yet.
    fn news(&self, receiver: &Receiver) -> Vec<News> {
        let now = match receiver {
            Receiver::IndexNow { .. } => &self.site.pages,
            Receiver::Hub(_) => &self.site.feeds,
        };
        let nothing = BTreeMap::new();
        let known = self.record.of(receiver.address()).unwrap_or(&nothing);
        let news = |kind, address: &String, mark: Option<&String>| News {
            receiver: receiver.address().into(),
            kind,
            address: address.clone(),
            mark: mark.cloned(),
        };
        let there = now.iter().filter_map(|(address, mark)| match known.get(address) {
            Some(known) if known == mark => None,
            Some(_) => Some(news(Kind::Changed, address, Some(mark))),
            None => Some(news(Kind::Added, address, Some(mark))),
        });
        // Nobody follows a feed that is gone, and of another domain nothing can be said.
        let tells_what_went = matches!(receiver, Receiver::IndexNow { .. });
        let ours = |address: &&String| address.starts_with(&self.site.base_url) && !now.contains_key(*address);
        let gone = known.keys().filter(ours).filter(|_| tells_what_went);
        there.chain(gone.map(|address| news(Kind::Removed, address, None))).collect()
    }

    fn tell(&mut self, receiver: &Receiver, carrier: &Carrier<'_>) -> Result<Told, PingError> {
        let news = self.news(receiver);
        let mut told = Told { receiver: receiver.address().into(), addresses: 0, failed: None };
        let mut saved = Instant::now();
        for part in news.chunks(receiver.most()) {
            let taken = match receiver {
                Receiver::IndexNow { address, key } => indexnow::tell(carrier, address, key, &self.site, part),
                Receiver::Hub(hub) => websub::tell(carrier, hub, part),
            };
            if let Err(why) = taken {
                told.failed = Some(why);
                break;
            }
            self.record.note(receiver.address(), part);
            told.addresses += part.len();
            if saved.elapsed() >= SAVED {
                self.record.save()?;
                saved = Instant::now();
            }
        }
        self.record.save()?;
        Ok(told)
    }
}

/// Why a receiver gave no answer.
fn lost(receiver: &str, lost: &Lost) -> String {
    match lost {
        Lost::Unreachable(why) => format!("{receiver} cannot be reached: {why}"),
        Lost::Interrupted => format!("{receiver} was not told everything: interrupted"),
    }
}
