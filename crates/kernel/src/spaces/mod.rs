//! Spaces: the only audience boundary. A smaller audience is another space, always.

pub mod members;
pub mod queries;
pub(crate) mod rows;
pub mod succession;
mod verbs;

use base::{Id, Moment, Refusal};

use crate::Kind;

pub use verbs::{NewSpace, SpaceEdit, archive, edit, open, open_for, reopen, set_level, set_read};
pub(crate) use verbs::{close, make};

/// In SQL: `p`, of `people`, is still there and of the house. Only such a person owns or hosts a space (S2-03).
const OF_THE_HOUSE: &str = "p.deactivated_at IS NULL AND p.role IN ('owner', 'admin', 'member')";

crate::named! {
    /// What a space is for (glossary).
    SpaceKind {
        /// Projet.
        Project = "project",
        /// Communauté.
        Community = "community",
        /// Entraide.
        HelpDesk = "help_desk",
        /// Salle client.
        ClientRoom = "client_room",
        /// Laboratoire d'idées.
        IdeaLab = "idea_lab",
        /// Bibliothèque.
        Library = "library",
        /// Formation.
        Training = "training",
        /// Mentorat.
        Mentoring = "mentoring",
        /// Médiation.
        Mediation = "mediation",
        /// Café.
        Cafe = "cafe",
        /// Rédaction.
        Newsroom = "newsroom",
        /// Pilotage.
        Steering = "steering",
    }
}

crate::named! {
    /// How a space lets people in.
    Opening {
        /// Everybody of the house reads it and may join.
        Open = "open",
        /// Everybody of the house sees its name and purpose and may ask to join.
        Request = "request",
        /// Nobody else knows that it exists: the default (rule 1).
        Private = "private",
    }
}

crate::named! {
    /// A role in one space. Greater may do more.
    SpaceRole {
        /// Reads.
        Reader = "reader",
        /// Takes part.
        Contributor = "contributor",
        /// Keeps the place: settings, members, moderation.
        Host = "host",
    }
}

crate::named! {
    /// How much of a space one wants to hear of (S0-19).
    Level {
        /// Tout.
        All = "all",
        /// Important.
        Important = "important",
        /// Rien.
        Nothing = "none",
    }
}

/// A space, as one person stands in it.
#[derive(Clone, Debug)]
pub struct Space {
    /// Its id.
    pub id: Id,
    /// What it is for.
    pub kind: SpaceKind,
    /// Its name.
    pub name: String,
    /// "À quoi sert-il ?"
    pub purpose: String,
    /// Who answers for it.
    pub owner_id: Id,
    /// How it lets people in.
    pub opening: Opening,
    /// Its last day, `YYYY-MM-DD`, when it has one.
    pub ends_on: Option<String>,
    /// Which kinds may be posted; empty means all that are offered.
    pub kinds: Vec<Kind>,
    /// Least role that posts.
    pub who_posts: SpaceRole,
    /// Least role that comments.
    pub who_comments: SpaceRole,
    /// Least role that invites.
    pub who_invites: SpaceRole,
    /// When it became read-only.
    pub archived_at: Option<Moment>,
    /// Counts its edits, for conflict refusal.
    pub revision: i64,
    /// Role of the person who asked; `None` when not a member.
    pub my_role: Option<SpaceRole>,
}

impl Space {
    /// Refuses changes to an archived space.
    ///
    /// # Errors
    /// `Conflict("archived")`.
    pub fn stands(&self) -> Result<(), Refusal> {
        if self.archived_at.is_some() { Err(Refusal::Conflict("archived")) } else { Ok(()) }
    }

    /// Whether this kind may be posted here (S3-12). Comments and shares are governed by their own settings.
    pub fn allows(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || !Kind::OFFERED.contains(&kind) || self.kinds.contains(&kind)
    }
}
