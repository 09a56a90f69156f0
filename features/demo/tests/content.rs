//! What the demo's content promises, checked at several presents: enough of it, nobody out of place, nothing in the future, no text twice.

use std::collections::{HashMap, HashSet};

use base::checked::{BODY, PERSON_NAME, QUICK_NOTE, TITLE};
use base::{Moment, Zone};
use demo::{Act, Line, Publish, Script, Space, script};
use kernel::Kind;
use kernel::people::PersonRole;
use kernel::spaces::{NewSpace, SpaceRole};

/// A Monday before work, a Sunday night, the first of January, a working afternoon, a Saturday, the day the clocks change.
const PRESENTS: [&str; 6] =
    ["2026-03-02T07:30", "2026-03-01T23:40", "2027-01-01T00:05", "2026-06-10T15:20", "2026-11-21T12:00", "2026-03-29T10:00"];

const EMOJI: [&str; 9] = ["👍", "❤️", "🎉", "😂", "👀", "🙏", "💪", "👏", "🔥"];

fn moment(civil: &str) -> Moment {
    Zone::default().moment_of(civil).expect("a civil time")
}

fn at(civil: &str) -> Script {
    script(moment(civil)).unwrap_or_else(|why| panic!("{civil}: {why}"))
}

fn everyday() -> Script {
    at("2026-06-10T15:20")
}

fn published(script: &Script) -> Vec<(&Line, &Publish)> {
    script.lines.iter().filter_map(|line| if let Act::Publish(publish) = &line.act { Some((line, publish)) } else { None }).collect()
}

fn space<'a>(script: &'a Script, key: &str) -> &'a Space {
    script.spaces.iter().find(|space| space.key == key).expect("a known space")
}

#[test]
fn there_is_a_whole_firm_in_it() {
    let script = everyday();
    let role = |role| script.people.iter().filter(|person| person.role == role).count();
    assert_eq!((script.people.len(), role(PersonRole::Owner), role(PersonRole::Guest), role(PersonRole::Bot)), (24, 1, 2, 1));
    assert_eq!(script.spaces.len(), 8);
    let items = published(&script);
    assert!((380..=450).contains(&items.len()), "{} items", items.len());
    for kind in [Kind::Post, Kind::QuickNote, Kind::Question, Kind::Poll, Kind::Share] {
        assert!(items.iter().filter(|(_, item)| item.kind == kind).count() >= 2, "{kind:?}");
    }
    let acts = |wanted: fn(&Act) -> bool| script.lines.iter().filter(|line| wanted(&line.act)).count();
    assert!(acts(|act| matches!(act, Act::React { .. })) > 500);
    assert!(acts(|act| matches!(act, Act::Vote { .. })) > 50);
    assert!(acts(|act| matches!(act, Act::Edit { .. })) >= 3);
    assert!(acts(|act| matches!(act, Act::Pin { .. })) >= 5);
}

#[test]
fn people_and_spaces_fit_the_house() {
    let script = everyday();
    let find = |key: &str| script.people.iter().find(|person| person.key == key);
    let mut seen = HashSet::new();
    for person in &script.people {
        assert!(seen.insert(&person.key) && seen.insert(&person.name) && seen.insert(&person.email), "{} twice", person.name);
        assert!(person.name.chars().count() <= PERSON_NAME && person.email.ends_with(".example"), "{}", person.name);
        let guest = person.role == PersonRole::Guest;
        assert!(guest == person.inviter.is_some() && guest == person.ends_at.is_some(), "{}: inviter and end", person.name);
        assert!(person.inviter.as_deref().is_none_or(|inviter| find(inviter).is_some_and(|p| p.role == PersonRole::Member)));
    }
    for space in &script.spaces {
        let parsed = NewSpace::parse(&space.name, &space.purpose, &space.kind, &space.opening, space.ends_on.as_deref());
        assert!(parsed.is_ok(), "{}: {parsed:?}", space.name);
        assert_eq!(space.members.get(&space.owner), Some(&SpaceRole::Host), "{}", space.name);
        for invitation in &space.invited {
            assert!(
                find(&invitation.who).is_some()
                    && !space.members.contains_key(&invitation.who)
                    && space.members.contains_key(&invitation.by)
            );
        }
        let outsiders = space.members.keys().filter(|key| find(key).is_some_and(|p| p.role == PersonRole::Guest)).count();
        assert!(outsiders == 0 || space.opening == "private", "{} is open to guests", space.name);
    }
}

#[test]
fn time_runs_forward_and_stops_before_now() {
    for present in PRESENTS {
        let (script, now) = (at(present), moment(present));
        assert!(script.lines.is_sorted_by_key(|line| line.at), "{present}");
        let mut seen: HashMap<usize, Moment> = HashMap::new();
        let mut last_answer: HashMap<usize, (usize, Moment)> = HashMap::new();
        for line in &script.lines {
            assert!(line.at < now, "{present}: {line:?}");
            match &line.act {
                Act::Publish(item) => {
                    // Pushed back to the last minute means that an author counted too far.
                    assert!(line.at < now.plus_seconds(-60), "{present}: {line:?}");
                    for earlier in item.parent.iter().chain(&item.shares) {
                        assert!(seen.get(earlier).is_some_and(|at| *at < line.at), "{present}: {line:?}");
                    }
                    // Answers to one item are numbered in the order written: the dates must agree with it.
                    if let Some((number, _)) = item.parent.and_then(|parent| last_answer.insert(parent, (item.item, line.at))) {
                        assert!(number < item.item, "{present}: answers out of order, {line:?}");
                    }
                    seen.insert(item.item, line.at);
                }
                Act::Edit { item, .. } | Act::React { item, .. } | Act::Vote { item, .. } | Act::Pin { item } => {
                    assert!(seen.contains_key(item))
                }
                Act::Accept { item, answer } => assert!(seen.contains_key(item) && seen.contains_key(answer)),
            }
        }
    }
}

#[test]
fn most_is_written_at_work() {
    let script = everyday();
    let zone = |key: &str| script.people.iter().find(|person| person.key == key).map(|person| person.zone.clone()).unwrap_or_default();
    let items = published(&script);
    let early_or_late = |line: &Line| {
        let local = zone(&line.by).at(line.at);
        local.weekday().to_monday_zero_offset() > 4 || !(7..19).contains(&local.hour())
    };
    let outside = items.iter().filter(|(line, _)| early_or_late(line)).count();
    assert!((5..items.len() / 10).contains(&outside), "{outside} of {}", items.len());
}

#[test]
fn texts_fit_their_kinds_and_none_is_said_twice() {
    let script = everyday();
    let mut bodies = HashSet::new();
    for (line, item) in published(&script) {
        let limit = if item.kind == Kind::QuickNote { QUICK_NOTE } else { BODY };
        assert!(!item.body.is_empty() && item.body.chars().count() <= limit, "{line:?}");
        assert!(item.title.as_ref().is_none_or(|title| title.chars().count() <= TITLE), "{line:?}");
        assert_eq!(item.title.is_some(), matches!(item.kind, Kind::Post | Kind::Question | Kind::Poll), "{line:?}");
        assert_eq!(item.poll.is_some(), item.kind == Kind::Poll, "{line:?}");
        assert_eq!(item.shares.is_some(), item.kind == Kind::Share, "{line:?}");
        assert!(item.poll.as_ref().is_none_or(|poll| poll.options.len() >= 2 && poll.closes_at > line.at), "{line:?}");
        assert!(bodies.insert(&item.body), "said twice: {}", item.body);
        assert!(!item.body.contains(['\'', '"']), "{}", item.body);
    }
    for line in &script.lines {
        if let Act::Edit { body, .. } = &line.act {
            assert!(bodies.insert(body), "said twice: {body}");
        }
    }
}

#[test]
fn mentions_reach_a_member() {
    let script = everyday();
    let name = |key: &str| script.people.iter().find(|person| person.key == key).map_or("?", |person| person.name.as_str());
    let mut waiting = 0;
    let mehdi = script.people.iter().find(|person| person.key == "mehdi").expect("the main account");
    for (line, item) in published(&script) {
        for after in item.body.split('@').skip(1) {
            assert!(space(&script, &item.space).members.keys().any(|key| after.starts_with(name(key))), "{}: @{after}", item.space);
            waiting += usize::from(after.starts_with(&mehdi.name) && line.at > mehdi.read_until);
        }
    }
    let own = |line: &&Line| line.by == mehdi.key && line.at > mehdi.read_until;
    assert!(!script.lines.iter().any(|line| own(&line)), "{} acts on what is not read yet", mehdi.name);
    assert!(waiting >= 3, "only {waiting} mentions wait for {}", mehdi.name);
}

#[test]
fn sharers_see_what_they_share() {
    let script = everyday();
    let homes: HashMap<usize, &str> = published(&script).iter().map(|(_, item)| (item.item, item.space.as_str())).collect();
    for (line, item) in published(&script) {
        if let Some(origin) = item.shares {
            assert!(homes[&origin] != item.space && space(&script, homes[&origin]).members.contains_key(&line.by), "{line:?}");
        }
    }
}

#[test]
fn votes_answers_reactions_and_pins_are_regular() {
    let script = everyday();
    let items: HashMap<usize, (&Line, &Publish)> = published(&script).into_iter().map(|(line, item)| (item.item, (line, item))).collect();
    let mut once = HashSet::new();
    for line in &script.lines {
        match &line.act {
            Act::Publish(_) | Act::Edit { .. } => {}
            Act::React { item, emoji } => {
                assert!(EMOJI.contains(&emoji.as_str()) && items[item].0.by != line.by, "{line:?} on {:?}", items[item].1.body);
                assert!(once.insert(format!("{} {item} {emoji}", line.by)), "{line:?}");
            }
            Act::Vote { item, options } => {
                let poll = items[item].1.poll.as_ref().expect("a vote is on a poll");
                assert!(line.at < poll.closes_at && options.iter().all(|option| *option < poll.options.len()), "{line:?}");
                assert!(poll.multiple && options.len() <= 2 || options.len() == 1, "{line:?} on {}", items[item].1.body);
            }
            Act::Accept { item, answer } => {
                let (asked, question) = items[item];
                assert!(question.kind == Kind::Question && asked.by == line.by && items[answer].1.parent == Some(*item), "{line:?}");
                assert!(items[answer].0.by != asked.by || items[answer].0.at > asked.at.plus_seconds(600), "{line:?}");
                assert!(once.insert(format!("accept {item}")), "{line:?}");
            }
            Act::Pin { item } => assert_eq!(space(&script, &items[item].1.space).members.get(&line.by), Some(&SpaceRole::Host), "{line:?}"),
        }
    }
}
