//! Every column that names a person: whether a copy of one's data holds it, and what becomes of it when the person is erased.
//! Invariant: a test reads the schema, so that a new column without a line here does not pass.

/// What becomes of rows when their person is erased.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// They go.
    Goes,
    /// They stay and name nobody any more: the person's row says “former member”.
    Stays,
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The section of the copy that holds the rows, or why none does.
    pub given: Result<&'static str, &'static str>,
    /// What becomes of the rows.
    pub end: End,
}

const fn goes(table: &'static str, column: &'static str, given: Result<&'static str, &'static str>) -> Entry {
    Entry { table, column, given, end: End::Goes }
}

const fn stays(table: &'static str, column: &'static str, given: Result<&'static str, &'static str>) -> Entry {
    Entry { table, column, given, end: End::Stays }
}

/// Who did it is told in the person's own record of what they did.
const TOLD: Result<&str, &str> = Ok("changes");
const OTHERS: Result<&str, &str> = Err("what others did, which their own copies tell");
const SECRET: Result<&str, &str> = Err("a secret of the door, kept sealed or as a digest");

/// All of them.
pub const CENSUS: &[Entry] = &[
    stays("people", "inviter_id", OTHERS),
    stays("people", "deactivated_by", OTHERS),
    goes("photos", "person_id", Ok("profile")),
    goes("sessions", "person_id", Ok("sessions")),
    goes("tokens", "person_id", Ok("tokens")),
    goes("resets", "person_id", SECRET),
    goes("passkeys", "person_id", Ok("passkeys")),
    goes("code_apps", "person_id", SECRET),
    goes("recovery_codes", "person_id", SECRET),
    goes("identities", "person_id", Ok("identities")),
    goes("drafts", "person_id", Ok("drafts")),
    goes("scheduled", "person_id", Ok("scheduled")),
    stays("charters", "author_id", Err("a text of the house")),
    stays("charter_acceptances", "person_id", Ok("charter")),
    stays("spaces", "owner_id", Ok("spaces")),
    stays("spaces", "archived_by", TOLD),
    goes("memberships", "person_id", Ok("spaces")),
    goes("join_requests", "person_id", Ok("join_requests")),
    stays("invitations", "inviter_id", Ok("invitations")),
    stays("invitations", "used_by", Ok("invited")),
    stays("items", "author_id", Ok("items")),
    stays("items", "pinned_by", TOLD),
    stays("items", "trashed_by", TOLD),
    stays("bodies", "author_id", Ok("revisions")),
    stays("reactions", "person_id", Ok("reactions")),
    goes("follows", "person_id", Ok("follows")),
    goes("bookmarks", "person_id", Ok("bookmarks")),
    goes("mentions", "person_id", Ok("mentions")),
    stays("links", "author_id", Ok("links")),
    stays("changes", "actor_id", Ok("changes")),
    stays("changes", "person_id", OTHERS),
    goes("notices", "person_id", Ok("notices")),
    stays("notices", "actor_id", OTHERS),
    goes("answers", "person_id", Err("answers of the program kept for a repeated request, copies of what the other sections give")),
    stays("poll_votes", "person_id", Ok("votes")),
    stays("accepted_answers", "accepted_by", Ok("accepted")),
    stays("audit", "actor_id", Ok("trail")),
    stays("files", "owner_id", Ok("files")),
    goes("uploads", "owner_id", Ok("uploads")),
    stays("data_requests", "person_id", Ok("requests")),
    stays("data_requests", "closed_by", OTHERS),
    goes("data_archives", "person_id", Err("the copies themselves")),
];
