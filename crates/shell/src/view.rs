//! The small shapes that features fill for components. Invariant: plain data, already allowed for the reader; nothing here asks or decides.

use base::{Id, Language, Moment, Zone};

pub use crate::answer::Accepted;
pub use crate::card::{Card, Chip, Link, Tone};
pub use crate::comments::Comment;
pub use crate::composer::{Composer, Draft};
pub use crate::files::{Attached, Document};
pub use crate::hits::Hit;
pub use crate::nav::NavSpace;
pub use crate::notices::Notice;
pub use crate::people::{Member, PersonCard};
pub use crate::poll::{Choice, Poll};
pub use crate::share::Shared;
pub use crate::space::{SpaceHead, SpaceLine, Tab};
pub use crate::toast::Toast;

/// For whom words and times are written: language, zone and clock. Never who.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The language of every word.
    pub lang: Language,
    /// The zone in which times are told.
    pub zone: Zone,
    /// The present, taken once per page so that all its times agree.
    pub now: Moment,
}

impl Reader {
    /// A reader at the present moment.
    pub fn new(lang: Language, zone: Zone) -> Reader {
        Reader { lang, zone, now: Moment::now() }
    }
}

/// A person as others see one: a name, a face, and whether they are of the house. Never a title or a rank.
#[derive(Clone, Debug)]
pub struct Face {
    /// Who.
    pub id: Id,
    /// The name as the person writes it.
    pub name: String,
    /// Address of the photo, where one was given.
    pub photo: Option<String>,
    /// Of the house or not.
    pub standing: Standing,
}

/// What a reader must know of a person beside the name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Standing {
    /// One of us.
    #[default]
    Member,
    /// An outsider with an end date.
    Guest,
    /// A program.
    Bot,
    /// No longer here.
    Gone,
}

/// A space as it is named beside other things.
#[derive(Clone, Debug)]
pub struct SpaceRef {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The hue of its dot, in degrees.
    pub hue: u16,
}

/// One emoji under an item.
#[derive(Clone, Debug)]
pub struct Reaction {
    /// The emoji itself; J’aime is 👍.
    pub emoji: String,
    /// How many gave it.
    pub count: u32,
    /// Whether the reader did.
    pub mine: bool,
}

/// Everything given to an item, and a few of the givers.
#[derive(Clone, Debug, Default)]
pub struct Reactions {
    /// By emoji, most given first.
    pub given: Vec<Reaction>,
    /// The last few people who gave one.
    pub who: Vec<Face>,
}

/// What is the reader's own about an item: own marks, and what the reader may do with it. The server checks again.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mine {
    /// Followed by the reader.
    pub followed: bool,
    /// Put aside by the reader.
    pub bookmarked: bool,
    /// May put it aside.
    pub may_bookmark: bool,
    /// May comment, react, vote.
    pub may_contribute: bool,
    /// May change the text.
    pub may_edit: bool,
    /// May put it in the trash.
    pub may_trash: bool,
    /// May pin it.
    pub may_pin: bool,
    /// May say which answer is the accepted one.
    pub may_accept: bool,
}

/// What the network shows of itself on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// Its name.
    pub name: String,
    /// The address of the stylesheet of its accent, when it is another than the house's own.
    pub accent: Option<String>,
    /// The address of its logo.
    pub logo: Option<String>,
}

impl From<&str> for Brand {
    fn from(name: &str) -> Brand {
        Brand { name: name.to_owned(), accent: None, logo: None }
    }
}

impl From<String> for Brand {
    fn from(name: String) -> Brand {
        Brand { name, accent: None, logo: None }
    }
}
