//! What takes a server's answer: sending a comment, changing one's own.

use super::{
    clean,
    desk::{Desk, Outcome, Task},
    fields::Fields,
    kept::{Kept, Why},
    letters,
    net::{Failure, ask},
    published::{item, lead_to, say, take_away},
    server::{Sent, Server},
    turn::alone,
};
use crate::{
    app::browser,
    backend::{Answer, Comment, Draft, Foreign, Refusal, Taken, isso},
};
use leptos::{prelude::*, task::spawn_local};

/// What is to be done.
pub(super) enum Job {
    /// Sends a comment. `form` says that its text still stands in the form; without, it is sent once more, unless the thread
    /// shows that it has arrived. `kept` says that it is among the unsent ones of the device: who finds it there no more has
    /// nothing to send.
    Send { comment: Kept, form: Option<Fields>, kept: bool },
    /// Loads the text of one's own comment into the form.
    Open { id: u64, fields: Fields },
    /// Saves the changed text of one's own comment.
    Save { id: u64, text: String, fields: Fields },
    /// Deletes one's own comment.
    Delete { id: u64 },
}

impl Desk {
    /// Does it while the reader goes on; nothing where there is no server.
    pub(super) fn begin(&self, job: Job) {
        // The button of an unsent one, pressed again.
        if matches!(job, Job::Send { form: None, .. }) && self.outcome.get_untracked() == Outcome::Sending {
            return;
        }
        // The reader may have gone on to another page while the comment waited.
        let _ = self.outcome.try_set(Outcome::Sending);
        let sends = matches!(job, Job::Send { .. });
        let work = self.clone().work(job);
        // One after the other, in all windows.
        if sends { alone(work) } else { spawn_local(work) }
    }

    async fn work(self, job: Job) {
        let Some(server) = self.server() else { return };
        let thread = match (server, &job) {
            (_, Job::Send { comment, form, kept }) => {
                // Another window may have sent it while this one waited for its turn; and what stands in the form may have
                // arrived before it was changed.
                let gone = *kept && self.is_gone(comment);
                let first = form.is_some() && !gone && !self.lost() && self.thread().doubts().is_empty();
                let may = if first { Ok(true) } else { self.may_send_again(server, comment, *form, *kept).await };
                let sent = match may {
                    Ok(true) => {
                        let Kept { text, author, email, url, parent, .. } = comment;
                        let draft = Draft { text, author, email, url, parent: *parent };
                        server.send(&draft).await
                    }
                    Ok(false) => return,
                    Err(failure) => Err(failure),
                };
                return self.ended(comment, sent, *form);
            }
            (Server::Isso { thread, .. }, _) => thread,
            _ => return,
        };
        let request = match &job {
            Job::Save { id, text, .. } => thread.edit(*id, text),
            Job::Delete { id } => thread.delete(*id),
            Job::Open { id, .. } => thread.source(*id),
            Job::Send { .. } => return,
        };
        let answer = ask(&request).await;
        if self.is_left() {
            return;
        }
        let done = answer.and_then(|answer| self.changed(&job, &answer).map_err(Failure::from));
        if let Err(failure) = done {
            if let Failure::Refused(refusal) = failure {
                self.fault.set(Some(refusal));
            }
            self.outcome.set(told(failure));
        }
    }

    /// Whether a comment is no longer among the unsent ones of the device.
    fn is_gone(&self, comment: &Kept) -> bool {
        let unsent = |kept: &Kept| kept.id == comment.id && kept.why == Why::Unsent;
        !self.thread().comments().iter().any(unsent)
    }

    /// Looks whether a comment has arrived that this device takes for unsent, or what its writer had in the form before it.
    async fn may_send_again(
        &self,
        server: &Server,
        comment: &Kept,
        form: Option<Fields>,
        kept: bool,
    ) -> Result<bool, Failure> {
        let mut sent = self.thread().doubts();
        if form.is_none() || kept && self.is_gone(comment) || self.lost() {
            sent.push(comment.clone());
        }
        let written = server.all(true).await?;
        let news = server.all(false).await?;
        if self.is_left() {
            return Ok(false);
        }
        let lists = [&written.comments, &news.comments];
        let there = |sent: &&Kept| lists.iter().any(|list| has_arrived(sent, list));
        let arrived = sent.iter().find(there);
        let gone = kept && self.is_gone(comment);
        for doubt in self.thread().doubts() {
            let _ = self.thread().remove(&doubt.id);
        }
        self.loses(false);
        self.take_news(news);
        match arrived {
            // Its writer has changed it since, and decides.
            Some(sent) if letters(&sent.text) != letters(&comment.text) => {
                if form.is_some_and(|fields| fields.show(&comment.text)) {
                    let _ = self.thread().remove(&comment.id);
                    self.kept.set(self.thread().comments());
                }
                self.outcome.set(Outcome::HadArrived);
            }
            Some(_) => self.had_arrived(comment, form),
            None if gone => self.outcome.set(Outcome::None),
            None => return Ok(true),
        }
        Ok(false)
    }

    /// Forgets a comment that turned out to have arrived.
    fn had_arrived(&self, comment: &Kept, form: Option<Fields>) {
        let _ = self.thread().remove(&comment.id);
        self.kept.set(self.thread().comments());
        self.drafts().forget_sent(&comment.text);
        self.empty_of(&comment.text, form);
        if form.is_none() {
            to_the_title();
        }
        self.outcome.set(Outcome::HadArrived);
    }

    /// Shows that one's own comment is opened, changed or deleted.
    fn changed(&self, job: &Job, answer: &Answer) -> Result<(), Refusal> {
        match job {
            Job::Open { id, fields } => {
                let opened = self.open(&isso::source(answer)?, *fields);
                self.outcome.set(opened.err().map_or(Outcome::None, Outcome::NotKept));
                if opened.is_ok() {
                    self.task.set(Task::Edit { id: *id });
                }
            }
            Job::Save { id, text, fields } => {
                let (Taken::Published(comment) | Taken::Waiting(comment)) = isso::changed(answer)?;
                say(*id, &clean::clean(&comment.html));
                self.drafts().forget_sent(text);
                self.empty_of(text, Some(*fields));
                self.leave_task();
                self.outcome.set(Outcome::Changed);
            }
            Job::Delete { id } => {
                isso::deleted(answer)?;
                if self.task.with_untracked(Task::comment) == Some(*id) {
                    self.leave_task();
                }
                take_away(*id);
                self.outcome.set(Outcome::None);
                // The button that had the focus is gone.
                to_the_title();
            }
            Job::Send { .. } => {}
        }
        Ok(())
    }

    /// Empties the form's text.
    pub(super) fn empty(&self, fields: Fields) {
        if let Some(area) = fields.comment.try_get_untracked().flatten() {
            area.set_value("");
        }
        self.text.set(String::new());
    }

    /// Empties the form of a text that was sent; what was written since stays.
    fn empty_of(&self, text: &str, form: Option<Fields>) {
        if let Some(fields) = form.filter(|fields| fields.show(text)) {
            self.empty(fields);
        }
    }

    /// Leaves the reply that was sent; what its writer has begun since goes on.
    fn leave_reply(&self, comment: &Kept, form: Option<Fields>) {
        let is_it = |task: &Task| matches!(task, Task::Reply { to, .. } if Some(*to) == comment.parent);
        if form.is_some_and(|fields| fields.show(&comment.text)) && self.task.with_untracked(is_it) {
            self.leave_task();
        }
    }

    /// Notes how sending has ended. The reader may be on another page by then: what is kept is right all the same.
    fn ended(&self, comment: &Kept, sent: Result<Sent, Failure>, form: Option<Fields>) {
        let own = |id, changeable| match changeable {
            0 => {}
            _ => self.thread().note_own(id, browser::now() / 1000 + changeable),
        };
        let here = !self.is_left();
        let outcome = match sent {
            Ok(Sent { taken: Taken::Published(published), changeable }) => {
                let _ = self.thread().remove(&comment.id);
                own(published.id, changeable);
                if here {
                    let id = published.id;
                    // Who has gone on to something else is left there.
                    let stays = form.is_some_and(|fields| fields.show(&comment.text));
                    self.leave_reply(comment, form);
                    self.place(published);
                    request_animation_frame(move || match item(id) {
                        Some(item) if stays => item.scroll_into_view(),
                        // Of an unsent one the button is gone that had the focus.
                        Some(item) if form.is_none() && browser::focused().is_none() => lead_to(&item),
                        _ => {}
                    });
                }
                Outcome::Published
            }
            Ok(Sent { taken: Taken::Waiting(waiting), changeable }) => {
                let preview = Kept { id: waiting.id.to_string(), why: Why::Waiting, ..comment.clone() };
                let _ = self.thread().replace(&comment.id, &preview);
                own(waiting.id, changeable);
                if here {
                    self.leave_reply(comment, form);
                    if form.is_none() {
                        browser::focus_when_drawn(["comment-", &preview.id].concat(), false);
                    }
                }
                Outcome::Waiting
            }
            Err(failure) if failure.passes() => {
                if self.thread().comments().iter().any(|kept| kept.id == comment.id) {
                    Outcome::Unsent(failure)
                } else {
                    // The storage had no room for it: it stays where it was typed.
                    if here {
                        self.loses(true);
                        self.outcome.set(Outcome::Lost);
                    }
                    return;
                }
            }
            // The server knows it from an attempt whose end nobody saw; it waits there, or the thread would have shown it.
            Err(Failure::Refused(Refusal::Duplicate)) if form.is_none() => {
                if here {
                    self.had_arrived(comment, form);
                }
                return;
            }
            Err(failure) => {
                // What still stands in the form is mended there; everything else stays where it was.
                if here && form.is_some_and(|fields| fields.show(&comment.text)) {
                    let _ = self.thread().remove(&comment.id);
                }
                if here {
                    self.kept.set(self.thread().comments());
                    let refusal = match failure {
                        Failure::Refused(refusal) => refusal,
                        _ => Refusal::Misunderstood,
                    };
                    self.fault.set(Some(refusal));
                    // What is wrong with a field is said there.
                    let said = refusal.field().map_or(Outcome::Refused(refusal), |_| Outcome::None);
                    self.outcome.set(said);
                }
                return;
            }
        };
        self.drafts().forget_sent(&comment.text);
        if here {
            self.empty_of(&comment.text, form);
            self.kept.set(self.thread().comments());
            self.others.set(self.drafts().others());
            self.outcome.set(outcome);
        }
    }
}

/// Puts the focus over the comments, where what had it is gone.
fn to_the_title() {
    browser::focus_when_drawn("comments-title".into(), false);
}

/// What a reader is told of a change that failed.
fn told(failure: Failure) -> Outcome {
    match failure {
        Failure::Refused(refusal) if refusal.field().is_some() => Outcome::None,
        Failure::Refused(refusal) if !refusal.passes() => Outcome::Refused(refusal),
        _ => Outcome::Unchanged,
    }
}

/// Whether a comment that this device takes for unsent is among the published ones: the same words of the same name in the
/// same place.
fn has_arrived(comment: &Kept, published: &[Comment]) -> bool {
    // As HTML, which is what the server takes it for.
    let wanted = clean::letters(&Foreign::new(&comment.text));
    // A server may hang a reply to a reply where that one hangs.
    let over = comment.parent.and_then(|parent| published.iter().find(|other| other.id == parent)?.parent);
    let in_its_place =
        |other: &Comment| other.parent == comment.parent || other.parent.is_some() && other.parent == over;
    // The clocks of a phone and a server differ; what is older than that somebody has written before.
    let recent = |other: &Comment| other.at + 10 * 60 >= comment.at / 1000;
    let same = |other: &Comment| other.author == comment.author && clean::letters(&other.html) == wanted;
    published.iter().filter(|other| recent(other) && in_its_place(other)).any(same)
}
