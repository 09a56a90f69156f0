//! The whole demo as one list of dated acts, ready to be played through the ordinary verbs.
//! Invariant: acts are in the order of time, none lies in the future, and each is done by somebody allowed to do it.
//! Pure: the content is compiled in, the present is an argument.

use base::Moment;
use kernel::Kind;

use crate::roster::{self, Person, Space};
use crate::threads::Threads;
use crate::when::Clock;

const PEOPLE: &str = include_str!("../content/people.toml");
const SPACES: &str = include_str!("../content/spaces.toml");
const THREADS: [(&str, &str); 8] = [
    ("nouvel-atelier", include_str!("../content/threads/nouvel-atelier.toml")),
    ("salon", include_str!("../content/threads/salon.toml")),
    ("qualite", include_str!("../content/threads/qualite.toml")),
    ("informatique", include_str!("../content/threads/informatique.toml")),
    ("cafe", include_str!("../content/threads/cafe.toml")),
    ("metier-bois", include_str!("../content/threads/metier-bois.toml")),
    ("client-roux", include_str!("../content/threads/client-roux.toml")),
    ("direction", include_str!("../content/threads/direction.toml")),
];

/// Everything that the demo makes.
#[derive(Clone, Debug)]
pub struct Script {
    /// Everybody, the owner of the network first.
    pub people: Vec<Person>,
    /// Every space.
    pub spaces: Vec<Space>,
    /// What everybody does, earliest first.
    pub lines: Vec<Line>,
}

/// One act of one person.
#[derive(Clone, Debug)]
pub struct Line {
    /// When.
    pub at: Moment,
    /// The person's key.
    pub by: String,
    /// What they do.
    pub act: Act,
}

/// What a person does. Items are numbered by the script; the player keeps the id made for each number.
#[derive(Clone, Debug)]
pub enum Act {
    /// Publishes an item, or comments on one.
    Publish(Publish),
    /// Rewrites an item's body.
    Edit {
        /// The item.
        item: usize,
        /// The new body.
        body: String,
    },
    /// Reacts to an item.
    React {
        /// The item.
        item: usize,
        /// The emoji.
        emoji: String,
    },
    /// Answers a poll.
    Vote {
        /// The poll.
        item: usize,
        /// Indices of the options chosen.
        options: Vec<usize>,
    },
    /// Accepts an answer to one's question.
    Accept {
        /// The question.
        item: usize,
        /// The comment.
        answer: usize,
    },
    /// Pins an item at the top of its space.
    Pin {
        /// The item.
        item: usize,
    },
}

/// An item to publish.
#[derive(Clone, Debug)]
pub struct Publish {
    /// Its number in the script.
    pub item: usize,
    /// The space's key.
    pub space: String,
    /// Its kind.
    pub kind: Kind,
    /// Title, for the kinds that have one.
    pub title: Option<String>,
    /// Markdown source.
    pub body: String,
    /// The item answered, for a comment.
    pub parent: Option<usize>,
    /// The item shared, for a share.
    pub shares: Option<usize>,
    /// The options, for a poll.
    pub poll: Option<Poll>,
}

/// What is asked in a poll.
#[derive(Clone, Debug)]
pub struct Poll {
    /// The options in their order.
    pub options: Vec<String>,
    /// Whether several may be chosen.
    pub multiple: bool,
    /// When it closes, past or to come.
    pub closes_at: Moment,
}

/// The demo as it looks at `now`. An error names the file and the passage that can't be played.
pub fn script(now: Moment) -> Result<Script, String> {
    let clock = Clock::new(now);
    let people = roster::people(PEOPLE, &clock)?;
    let spaces = roster::spaces(SPACES, &people, &clock)?;
    let mut threads = Threads::new(&people, &clock);
    for (key, source) in THREADS {
        let space = spaces.iter().find(|space| space.key == key).ok_or_else(|| format!("no space is called “{key}”"))?;
        threads.add(space, source).map_err(|why| format!("threads/{key}.toml: {why}"))?;
    }
    let lines = threads.finish()?;
    Ok(Script { people, spaces, lines })
}
