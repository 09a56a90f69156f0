//! The files of a Slack export as Slack writes them (slack.com/help/articles/220556107, docs.slack.dev/reference/events/message).
//! Invariant: every field is optional. Deliberately absent: rights (`is_admin`, `is_owner`), which an import never grants, and file links, which hold tokens.

use serde::Deserialize;

use crate::lenient::{BlockText, Flag, Many, One, Text};

/// One of `users.json` or `org_users.json`.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct User {
    pub id: Text,
    pub name: Text,
    pub real_name: Text,
    pub deleted: Flag,
    pub is_bot: Flag,
    pub is_restricted: Flag,
    pub is_ultra_restricted: Flag,
    pub tz: Text,
    pub profile: One<Profile>,
}

/// A user's profile; also stands in the messages of people from other workspaces.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct Profile {
    pub real_name: Text,
    pub display_name: Text,
    pub email: Text,
    pub title: Text,
    pub bot_id: Text,
}

/// One of `channels.json`, `groups.json`, `mpims.json` or `dms.json`.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct Channel {
    pub id: Text,
    pub name: Text,
    pub created: Text,
    pub creator: Text,
    pub is_archived: Flag,
    pub members: Many<Text, 200_000>,
    pub topic: One<Purpose>,
    pub purpose: One<Purpose>,
}

/// A channel's topic or purpose.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct Purpose {
    pub value: Text,
}

/// One of a day file.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct Message {
    pub subtype: Text,
    pub ts: Text,
    pub thread_ts: Text,
    pub user: Text,
    pub user_profile: One<Profile>,
    pub bot_id: Text,
    pub bot_profile: One<Named>,
    pub username: Text,
    pub text: Text,
    pub blocks: BlockText,
    pub attachments: Many<One<Attachment>, 100>,
    pub files: Many<One<File>, 100>,
    /// Before 2018 a message carried one file at most.
    pub file: One<File>,
    /// Of `file_comment`, also from before 2018: who wrote it.
    pub comment: One<Comment>,
    pub edited: One<Edited>,
    pub reactions: Many<One<Reaction>, 100>,
}

/// An application's name.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct Named {
    pub name: Text,
}

/// What an application or a link preview adds under a message.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct Attachment {
    pub pretext: Text,
    pub author_name: Text,
    pub title: Text,
    pub title_link: Text,
    pub text: Text,
    pub fields: Many<One<Field>, 100>,
    pub fallback: Text,
}

/// A line of an attachment's table.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct Field {
    pub title: Text,
    pub value: Text,
}

/// A file of which the export holds the name alone.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct File {
    pub id: Text,
    pub name: Text,
    pub title: Text,
    pub user: Text,
    /// `hosted`, `external`, `snippet`, or `tombstone` once deleted.
    pub mode: Text,
}

/// The author of a comment on a file.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct Comment {
    pub user: Text,
}

/// The last edit; Slack keeps no earlier text.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct Edited {
    pub ts: Text,
}

/// One emoji with those who chose it.
#[derive(Deserialize, Default, Debug)]
#[serde(default)]
pub struct Reaction {
    pub name: Text,
    pub users: Many<Text, 10_000>,
}
