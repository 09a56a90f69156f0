//! Every kind of item, one arm each: its room (what it owns) and its look (its word, what its card draws).

use feed::{CommentRoom, PlainRoom};
use house::Look;
use kernel::{Kind, KindRoom, Kinds};

/// The rooms of every kind.
pub fn rooms() -> Kinds {
    Kinds::new(Kind::ALL.iter().map(|kind| room(*kind)).collect())
}

/// The looks of every kind.
pub fn looks() -> Vec<Look> {
    Kind::ALL.iter().map(|kind| look(*kind)).collect()
}

fn room(kind: Kind) -> Box<dyn KindRoom> {
    match kind {
        Kind::Post | Kind::QuickNote | Kind::Share => Box::new(PlainRoom(kind)),
        Kind::Comment => Box::new(CommentRoom),
        Kind::Question => Box::new(questions::QuestionRoom),
        Kind::Poll => Box::new(polls::PollRoom),
    }
}

fn look(kind: Kind) -> Look {
    match kind {
        Kind::Post | Kind::Comment => Look { kind, chip: feed::no_chip, face: feed::no_face },
        Kind::QuickNote => Look { kind, chip: feed::note_chip, face: feed::no_face },
        Kind::Share => Look { kind, chip: feed::share_chip, face: feed::share_face },
        Kind::Question => Look { kind, chip: questions::chip, face: questions::face },
        Kind::Poll => Look { kind, chip: polls::chip, face: polls::face },
    }
}
