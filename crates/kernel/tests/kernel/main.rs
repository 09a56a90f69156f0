//! The kernel in a village, on SQLite and on PostgreSQL: who may do what, who learns of what, and what holds when many act at once.

mod archived;
mod at_once;
mod audit;
mod drafts;
mod guests;
mod later;
mod members_only;
mod once;
mod order;
mod policy;
mod quiet;
mod reachable;
mod rights_end;
mod schema;
mod sessions;
mod settings;
mod shares;
mod trash;
mod unread;
mod verbs;
mod words;
