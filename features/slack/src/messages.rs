//! The messages of one space in their order, read one day file at a time.
//! Invariant: a reply comes after the post it answers, no `ts` comes twice, and memory holds one day and the list of keys.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek};

use base::Moment;

use crate::archive::Archive;
use crate::lenient::{Flaw, each};
use crate::message::{Context, PlannedMessage, Ts};
use crate::report::{Reason, Report};

/// Most bytes of one day kept in memory: some 100,000 ordinary messages.
const DAY: usize = 64 << 20;

/// Iterates over one space; `report` grows meanwhile.
pub struct Messages<'a, R> {
    archive: &'a mut Archive<R>,
    context: Context<'a>,
    days: std::vec::IntoIter<String>,
    today: std::vec::IntoIter<PlannedMessage>,
    seen: HashSet<Ts>,
    /// The post under which answers to a `thread_ts` belong: itself, or the first answer found when the post is missing.
    roots: HashMap<Ts, Ts>,
    /// What was read and left out so far.
    pub report: Report,
}

impl<'a, R: Read + Seek> Messages<'a, R> {
    pub(crate) fn new(
        archive: &'a mut Archive<R>,
        folder: Option<&str>,
        bots: &'a HashMap<String, String>,
        now: Moment,
    ) -> Messages<'a, R> {
        Messages {
            days: folder.map_or_else(Vec::new, |folder| archive.days(folder)).into_iter(),
            archive,
            context: Context { bots, names: HashMap::new(), now },
            today: Vec::new().into_iter(),
            seen: HashSet::new(),
            roots: HashMap::new(),
            report: Report::default(),
        }
    }

    fn read_day(&mut self, day: &str) -> Vec<PlannedMessage> {
        let (context, report) = (&mut self.context, &mut self.report);
        let mut found = Vec::new();
        let mut weight = 0;
        let add = |index: usize, raw: Option<_>| {
            report.read.messages += 1;
            match raw.ok_or(Reason::NotAnObject).and_then(|raw| context.planned(raw)) {
                Ok(message) => {
                    weight += message.weight();
                    found.push(message);
                }
                Err(reason) => report.skip_at(reason, day, index),
            }
            weight < DAY
        };
        let read = match self.archive.file(day) {
            Ok(file) => each(file, add),
            Err(e) => Err(Flaw { index: 0, line: 0, why: e.to_string() }),
        };
        if let Err(flaw) = read {
            self.report.flaw(day, flaw);
        } else if weight >= DAY {
            self.report.note(Reason::TooMuch, day, Some(found.len()));
        }
        // Slack sorts its days already; other makers of exports don't all.
        found.sort_by_key(|message| message.ts);
        found
    }

    /// Settles the thread of a message; `false` when its `ts` was seen before.
    fn place(&mut self, message: &mut PlannedMessage) -> bool {
        if !self.seen.insert(message.ts) {
            self.report.skip(Reason::Twice);
            return false;
        }
        if let Some(claimed) = message.under {
            message.under = self.roots.get(&claimed).copied();
            if message.under.is_none() {
                self.roots.insert(claimed, message.ts);
                self.report.adapt(Reason::OrphanReply);
            }
        }
        if message.under.is_none() {
            self.roots.insert(message.ts, message.ts);
        }
        true
    }
}

impl<R: Read + Seek> Iterator for Messages<'_, R> {
    type Item = PlannedMessage;

    fn next(&mut self) -> Option<PlannedMessage> {
        loop {
            while let Some(mut message) = self.today.next() {
                if self.place(&mut message) {
                    return Some(message);
                }
            }
            let day = self.days.next()?;
            self.today = self.read_day(&day).into_iter();
        }
    }
}
