//! Conversations of one space, read from `content/threads/<space>.toml` and laid out as dated acts.
//! Invariant: whoever acts is a member who is not only a reader, and whose account is open by then; an answer never precedes what it answers.

use std::collections::BTreeMap;

use base::Moment;
use kernel::Kind;
use kernel::spaces::SpaceRole;
use serde::Deserialize;

use crate::roster::{Person, Space};
use crate::script::{Act, Line, Poll, Publish};
use crate::typography::french;
use crate::when::Clock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    items: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: Option<String>,
    at: String,
    by: String,
    kind: String,
    title: Option<String>,
    body: String,
    of: Option<String>,
    #[serde(default)]
    options: Vec<String>,
    #[serde(default)]
    multiple: bool,
    closes: Option<String>,
    /// The voters of each option.
    #[serde(default)]
    votes: Vec<Vec<String>>,
    #[serde(default)]
    pinned: bool,
    #[serde(default)]
    edits: Vec<Rewrite>,
    #[serde(default)]
    reactions: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    comments: Vec<Comment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Comment {
    at: String,
    by: String,
    body: String,
    #[serde(default)]
    accepted: bool,
    #[serde(default)]
    reactions: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    comments: Vec<Comment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rewrite {
    at: String,
    body: String,
}

/// Acts gathered space after space.
pub(crate) struct Threads<'a> {
    people: &'a [Person],
    clock: &'a Clock,
    lines: Vec<Line>,
    /// Items so far.
    count: usize,
    /// Items that can be shared, by the key given to them.
    known: BTreeMap<String, usize>,
    /// Shares whose origin may still be to come: the line and the key.
    pending: Vec<(usize, String)>,
}

/// An item just laid out, with what its answers need.
struct Laid {
    item: usize,
    at: Moment,
}

impl<'a> Threads<'a> {
    pub(crate) fn new(people: &'a [Person], clock: &'a Clock) -> Threads<'a> {
        Threads { people, clock, lines: Vec::new(), count: 0, known: BTreeMap::new(), pending: Vec::new() }
    }

    /// Lays out the conversations of one space.
    pub(crate) fn add(&mut self, space: &Space, source: &str) -> Result<(), String> {
        let file: File = toml::from_str(source).map_err(|e| e.to_string())?;
        for entry in &file.items {
            self.lay_item(space, entry).map_err(|why| format!("{} by {}: {why}", entry.at, entry.by))?;
        }
        Ok(())
    }

    /// All acts, earliest first.
    pub(crate) fn finish(mut self) -> Result<Vec<Line>, String> {
        for (line, key) in std::mem::take(&mut self.pending) {
            let origin = *self.known.get(&key).ok_or_else(|| format!("no item has the key “{key}”"))?;
            if let Act::Publish(publish) = &mut self.lines[line].act {
                publish.shares = Some(origin);
            }
        }
        self.lines.sort_by_key(|line| line.at);
        Ok(self.lines)
    }

    fn lay_item(&mut self, space: &Space, entry: &Entry) -> Result<(), String> {
        let at = self.clock.past(&entry.at)?;
        let poll = self.poll(entry, at)?;
        let kind = Kind::parse(&entry.kind).ok_or_else(|| format!("“{}” is not a kind", entry.kind))?;
        let laid = self.publish(space, at, &entry.by, |item| Publish {
            item,
            space: space.key.clone(),
            kind,
            title: entry.title.as_deref().map(french),
            body: french(entry.body.trim()),
            parent: None,
            shares: None,
            poll,
        })?;
        if let Some(key) = &entry.key {
            self.known.insert(key.clone(), laid.item);
        }
        if let Some(key) = &entry.of {
            self.pending.push((self.lines.len() - 1, key.clone()));
        }
        if entry.pinned {
            self.line(space, at.plus_seconds(30), &entry.by, Act::Pin { item: laid.item })?;
        }
        for edit in &entry.edits {
            let edited = self.clock.past_after(at, &edit.at)?;
            self.line(space, edited, &entry.by, Act::Edit { item: laid.item, body: french(edit.body.trim()) })?;
        }
        self.lay_votes(space, &entry.votes, &laid)?;
        self.lay_reactions(space, &entry.reactions, &laid)?;
        for comment in &entry.comments {
            let answer = self.lay_comment(space, comment, &laid)?;
            if comment.accepted {
                let accepted = self.clock.past_after(answer.at, "+12m")?;
                self.line(space, accepted, &entry.by, Act::Accept { item: laid.item, answer: answer.item })?;
            }
        }
        Ok(())
    }

    fn poll(&self, entry: &Entry, at: Moment) -> Result<Option<Poll>, String> {
        let Some(closes) = &entry.closes else { return Ok(None) };
        let options = entry.options.iter().map(|option| french(option)).collect();
        Ok(Some(Poll { options, multiple: entry.multiple, closes_at: self.clock.after(at, closes)? }))
    }

    fn lay_comment(&mut self, space: &Space, comment: &Comment, parent: &Laid) -> Result<Laid, String> {
        let at = self.clock.past_after(parent.at, &comment.at)?;
        let laid = self.publish(space, at, &comment.by, |item| Publish {
            item,
            space: space.key.clone(),
            kind: Kind::Comment,
            title: None,
            body: french(comment.body.trim()),
            parent: Some(parent.item),
            shares: None,
            poll: None,
        })?;
        self.lay_reactions(space, &comment.reactions, &laid)?;
        for answer in &comment.comments {
            self.lay_comment(space, answer, &laid)?;
        }
        Ok(laid)
    }

    fn lay_votes(&mut self, space: &Space, votes: &[Vec<String>], poll: &Laid) -> Result<(), String> {
        let mut chosen: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (option, voters) in votes.iter().enumerate() {
            voters.iter().for_each(|voter| chosen.entry(voter).or_default().push(option));
        }
        for (rank, (voter, options)) in chosen.into_iter().enumerate() {
            self.line(space, self.soon(poll.at, rank), voter, Act::Vote { item: poll.item, options })?;
        }
        Ok(())
    }

    fn lay_reactions(&mut self, space: &Space, reactions: &BTreeMap<String, Vec<String>>, laid: &Laid) -> Result<(), String> {
        let each = reactions.iter().flat_map(|(emoji, people)| people.iter().map(move |person| (emoji, person)));
        for (rank, (emoji, person)) in each.enumerate() {
            self.line(space, self.soon(laid.at, rank), person, Act::React { item: laid.item, emoji: emoji.clone() })?;
        }
        Ok(())
    }

    /// A likely moment for the `rank`-th reaction or vote.
    fn soon(&self, after: Moment, rank: usize) -> Moment {
        let minutes = i64::try_from(rank).map_or(2, |rank| 2 + 3 * rank);
        after.plus_seconds(minutes * 60).min(self.clock.brink().max(after.plus_seconds(1)))
    }

    fn publish(&mut self, space: &Space, at: Moment, by: &str, item: impl FnOnce(usize) -> Publish) -> Result<Laid, String> {
        let number = self.count;
        self.count += 1;
        self.line(space, at, by, Act::Publish(item(number)))?;
        Ok(Laid { item: number, at })
    }

    fn line(&mut self, space: &Space, at: Moment, by: &str, act: Act) -> Result<(), String> {
        let person = self.people.iter().find(|person| person.key == by).ok_or_else(|| format!("nobody is called “{by}”"))?;
        match space.members.get(by) {
            None => return Err(format!("{by} is not a member")),
            Some(SpaceRole::Reader) => return Err(format!("{by} only reads here")),
            Some(_) if at < person.since.max(space.since) => return Err(format!("{by} acts before coming")),
            Some(_) => {}
        }
        self.lines.push(Line { at, by: by.to_owned(), act });
        Ok(())
    }
}
