//! What an import read, kept, changed and left out, and where: as JSON and as sentences.
//! Invariant: every message read is a post, a comment, or counted under one reason. File names are shown escaped, since strangers chose them.

use std::collections::BTreeMap;

use base::Language;
use serde::Serialize;

use crate::archive::Unreadable;
use crate::lenient::Flaw;
use crate::message::PlannedMessage;
use crate::words;

/// Most places named one by one; more are only counted.
const NOTES: usize = 1_000;

/// Why something was left out, or kept in another form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A join, a departure, a new topic or name: the space's history, not a message.
    SpaceHistory,
    /// A message of a conversation between some people, for a later version.
    PrivateMessage,
    /// Such a conversation.
    PrivateConversation,
    /// Deleted in Slack; its thread remains.
    Deleted,
    /// Neither text nor file.
    Empty,
    /// The same message a second time.
    Twice,
    /// The same person or channel a second time.
    ListedTwice,
    /// A message of a folder that no list of channels names.
    UnlistedFolder,
    /// A day holds something else than an object.
    NotAnObject,
    /// No readable time.
    NoDate,
    /// Dated in the future.
    FutureDate,
    /// Nobody wrote it.
    NoAuthor,
    /// Something without an id in a list of people or channels.
    NoId,
    /// A membership of somebody who isn't in the export.
    UnlistedMember,
    /// An answer to a missing post: kept as a post.
    OrphanReply,
    /// A text cut to the longest allowed.
    Shortened,
    /// The rest of a file that isn't JSON.
    BrokenJson,
    /// The rest of a file that can't be unpacked.
    Damaged,
    /// The rest of a day with more than can be held.
    TooMuch,
    /// A file in the archive whose name climbs out of its folder, or a link.
    UnsafeName,
    /// A file that every export has.
    Missing,
}

/// One place to look at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Note {
    /// The file, relative to the export.
    pub file: String,
    /// Which element of its list, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
    /// Which line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What is wrong there.
    pub reason: Reason,
    /// The same in the program's terms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// What the files held.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Read {
    /// Entries of the lists of users.
    pub people: u64,
    /// Entries of the lists of channels.
    pub spaces: u64,
    /// Entries of all day files.
    pub messages: u64,
}

/// What becomes of them here.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Mapped {
    /// People of the export's lists.
    pub people: u64,
    /// Applications known by their messages alone.
    pub applications: u64,
    /// People who are in no list any more.
    pub former: u64,
    /// Spaces.
    pub spaces: u64,
    /// Posts.
    pub posts: u64,
    /// Comments.
    pub comments: u64,
    /// Reactions, one per person and emoji.
    pub reactions: u64,
    /// Files of which only the name could be kept.
    pub file_names: u64,
}

/// What was written, none of it there before.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Made {
    /// People let in.
    pub people: u64,
    /// People who were here already under the same address.
    pub recognised: u64,
    /// Spaces opened.
    pub spaces: u64,
    /// Posts written.
    pub posts: u64,
    /// Comments written.
    pub comments: u64,
    /// Reactions given.
    pub reactions: u64,
    /// Reactions with an emoji that only Slack had, left out.
    pub unknown_emoji: u64,
    /// Messages that an earlier run had written.
    pub present: u64,
    /// Messages left out because their space is archived here.
    pub closed: u64,
}

/// The whole account.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Report {
    /// What the files held.
    pub read: Read,
    /// What becomes of it.
    pub mapped: Mapped,
    /// What was kept in another form, counted by reason.
    pub adapted: BTreeMap<Reason, u64>,
    /// What was left out, counted by reason.
    pub skipped: BTreeMap<Reason, u64>,
    /// Places to look at.
    pub notes: Vec<Note>,
    /// Places beyond those.
    pub more_notes: u64,
    /// What was written; nothing after a dry run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<Made>,
}

impl Report {
    /// Counts something left out.
    pub fn skip(&mut self, reason: Reason) {
        *self.skipped.entry(reason).or_default() += 1;
    }

    /// Counts something kept in another form.
    pub fn adapt(&mut self, reason: Reason) {
        *self.adapted.entry(reason).or_default() += 1;
    }

    /// Tells a place.
    pub fn note(&mut self, reason: Reason, file: &str, index: Option<usize>) {
        self.add(Note { file: file.into(), index, line: None, reason, detail: None });
    }

    /// Counts an element left out; its place is told when it says something about the file rather than about the message.
    pub(crate) fn skip_at(&mut self, reason: Reason, file: &str, index: usize) {
        self.skip(reason);
        if matches!(reason, Reason::NotAnObject | Reason::NoDate | Reason::FutureDate | Reason::NoAuthor | Reason::NoId) {
            self.note(reason, file, Some(index));
        }
    }

    pub(crate) fn flaw(&mut self, file: &str, flaw: Flaw) {
        let (reason, line) = if flaw.line == 0 { (Reason::Damaged, None) } else { (Reason::BrokenJson, Some(flaw.line)) };
        self.add(Note { file: file.into(), index: Some(flaw.index), line, reason, detail: Some(flaw.why) });
    }

    fn add(&mut self, note: Note) {
        if self.notes.len() < NOTES {
            self.notes.push(note);
        } else {
            self.more_notes += 1;
        }
    }

    /// Counts a message of which nothing is left once its text is ours.
    pub(crate) fn leave_out(&mut self, message: &PlannedMessage) {
        *(if message.under.is_none() { &mut self.mapped.posts } else { &mut self.mapped.comments }) -= 1;
        self.skip(Reason::Empty);
    }

    /// Adds another account to this one.
    pub(crate) fn join(&mut self, other: Report) {
        self.read.messages += other.read.messages;
        for (mine, theirs) in [(&mut self.skipped, other.skipped), (&mut self.adapted, other.adapted)] {
            for (reason, count) in theirs {
                *mine.entry(reason).or_default() += count;
            }
        }
        self.more_notes += other.more_notes;
        other.notes.into_iter().for_each(|note| self.add(note));
    }

    /// The account in sentences, one a line.
    pub fn lines(&self, l: Language) -> Vec<String> {
        let (read, mapped) = (&self.read, &self.mapped);
        let mut lines = vec![
            words::report_read(l, int(read.people), int(read.spaces), int(read.messages)),
            words::report_people(l, int(mapped.people), int(mapped.applications), int(mapped.former)),
            words::report_content(l, int(mapped.spaces), int(mapped.posts), int(mapped.comments), int(mapped.reactions)),
        ];
        if mapped.file_names > 0 {
            lines.push(words::report_files(l, int(mapped.file_names)));
        }
        for (title, counts) in [(words::report_adapted(l), &self.adapted), (words::report_skipped(l), &self.skipped)] {
            if !counts.is_empty() {
                lines.push(title.to_owned());
                lines.extend(counts.iter().map(|(reason, count)| words::report_count(l, reason.sentence(l), int(*count))));
            }
        }
        if !self.notes.is_empty() {
            lines.push(words::report_places(l).to_owned());
            lines.extend(self.notes.iter().map(|note| note.sentence(l)));
        }
        if self.more_notes > 0 {
            lines.push(words::report_more(l, int(self.more_notes)));
        }
        lines.extend(self.made.iter().flat_map(|made| made.lines(l)));
        lines
    }
}

impl Made {
    fn lines(&self, l: Language) -> Vec<String> {
        let Made { people, spaces, posts, comments, reactions, .. } = self;
        let mut lines = vec![words::made(l, int(*people), int(*spaces), int(*posts), int(*comments), int(*reactions))];
        let others = [
            (self.present, words::made_present as fn(_, _) -> _),
            (self.recognised, words::made_recognised),
            (self.closed, words::made_closed),
            (self.unknown_emoji, words::made_unknown_emoji),
        ];
        lines.extend(others.into_iter().filter(|(count, _)| *count > 0).map(|(count, sentence)| sentence(l, int(count))));
        lines
    }
}

impl Note {
    fn sentence(&self, l: Language) -> String {
        let file = self.file.escape_debug();
        let reason = self.reason.sentence(l);
        match (self.index, self.line) {
            (_, Some(line)) => words::report_at_line(l, file, line, reason),
            (Some(index), None) => words::report_at_element(l, file, index + 1, reason),
            (None, None) => words::report_at_file(l, file, reason),
        }
    }
}

impl Reason {
    /// In the reader's language, to stand before a count or after a place.
    pub fn sentence(self, l: Language) -> &'static str {
        match self {
            Reason::SpaceHistory => words::reason_space_history(l),
            Reason::PrivateMessage => words::reason_private_message(l),
            Reason::PrivateConversation => words::reason_private_conversation(l),
            Reason::Deleted => words::reason_deleted(l),
            Reason::Empty => words::reason_empty(l),
            Reason::Twice => words::reason_twice(l),
            Reason::ListedTwice => words::reason_listed_twice(l),
            Reason::UnlistedFolder => words::reason_unlisted_folder(l),
            Reason::NotAnObject => words::reason_not_an_object(l),
            Reason::NoDate => words::reason_no_date(l),
            Reason::FutureDate => words::reason_future_date(l),
            Reason::NoAuthor => words::reason_no_author(l),
            Reason::NoId => words::reason_no_id(l),
            Reason::UnlistedMember => words::reason_unlisted_member(l),
            Reason::OrphanReply => words::reason_orphan_reply(l),
            Reason::Shortened => words::reason_shortened(l),
            Reason::BrokenJson => words::reason_broken_json(l),
            Reason::Damaged => words::reason_damaged(l),
            Reason::TooMuch => words::reason_too_much(l),
            Reason::UnsafeName => words::reason_unsafe_name(l),
            Reason::Missing => words::reason_missing(l),
        }
    }
}

impl Unreadable {
    /// Why nothing can be imported, in the reader's language.
    pub fn sentence(&self, l: Language) -> String {
        match self {
            Unreadable::NotAZip => words::unreadable_not_a_zip(l).into(),
            Unreadable::Truncated => words::unreadable_truncated(l).into(),
            Unreadable::Encrypted => words::unreadable_encrypted(l).into(),
            Unreadable::TooManyEntries => words::unreadable_too_many_entries(l).into(),
            Unreadable::TooLarge => words::unreadable_too_large(l).into(),
            Unreadable::Overlapping => words::unreadable_overlapping(l).into(),
            Unreadable::NotAnExport => words::unreadable_not_an_export(l).into(),
            Unreadable::Unavailable(why) => words::unreadable_unavailable(l, why),
        }
    }
}

fn int(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
