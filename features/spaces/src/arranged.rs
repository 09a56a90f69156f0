//! What somebody wants changed in a space, as the API and the page of settings both give it. Invariant: every wrong field is told at once.

use base::checked::Errors;
use base::{Id, Refusal};
use kernel::Kind;
use kernel::spaces::{SpaceEdit, SpaceRole};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

/// What to change; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Arranged {
    /// At most 80 characters.
    pub name: Option<String>,
    /// At most 500 characters.
    pub purpose: Option<String>,
    /// One of the twelve.
    pub kind: Option<String>,
    /// `open`, `request` or `private`.
    pub opening: Option<String>,
    /// The last day; `null` takes it away.
    #[serde(default, deserialize_with = "given")]
    #[schema(format = Date)]
    pub ends_on: Option<String>,
    /// Who shall answer for it: a member.
    #[schema(value_type = Option<String>)]
    pub owner: Option<Id>,
    /// What may be posted: at least one of `post`, `quick_note`, `question`, `poll`.
    pub kinds: Option<Vec<String>>,
    /// Least role that posts: `contributor` or `host`.
    pub who_posts: Option<String>,
    /// Least role that comments: `reader`, `contributor` or `host`.
    pub who_comments: Option<String>,
    /// Least role that invites: `contributor` or `host`.
    pub who_invites: Option<String>,
    /// The revision that was read; refused with 409 when somebody wrote since. `If-Match: "<revision>"` says the same.
    pub revision: Option<i64>,
}

/// `null` was given, and means that the day goes; only what is absent stays.
fn given<'de, D: Deserializer<'de>>(d: D) -> Result<Option<String>, D::Error> {
    Ok(Some(Option::<String>::deserialize(d)?.unwrap_or_default()))
}

impl Arranged {
    /// The edit that this asks for.
    ///
    /// # Errors
    /// 422 with every wrong field.
    pub fn read(&self) -> Result<SpaceEdit, Refusal> {
        let mut errors = Errors::default();
        let mut edit = SpaceEdit::parse(
            self.name.as_deref(),
            self.purpose.as_deref(),
            self.kind.as_deref(),
            self.opening.as_deref(),
            self.ends_on.as_deref(),
            &mut errors,
        );
        (edit.owner, edit.revision) = (self.owner, self.revision);
        edit.kinds = self.kinds.as_ref().map(|kinds| read_kinds(kinds, &mut errors));
        let mut role = |field: &str, wanted: &Option<String>, least: SpaceRole| {
            let wanted = wanted.as_deref()?;
            let role = SpaceRole::parse(wanted).filter(|role| *role >= least);
            if role.is_none() {
                errors.add(field, "not_allowed");
            }
            role
        };
        edit.who_posts = role("who_posts", &self.who_posts, SpaceRole::Contributor);
        edit.who_comments = role("who_comments", &self.who_comments, SpaceRole::Reader);
        edit.who_invites = role("who_invites", &self.who_invites, SpaceRole::Contributor);
        errors.done()?;
        Ok(edit)
    }
}

/// All of them is kept as "all", so that a kind that comes later is allowed too.
fn read_kinds(names: &[String], errors: &mut Errors) -> Vec<Kind> {
    let offered = |name: &String| Kind::parse(name).filter(|kind| Kind::OFFERED.contains(kind));
    let kinds: Vec<Kind> = names.iter().filter_map(offered).collect();
    if kinds.len() < names.len() {
        errors.add("kinds", "not_a_kind");
    } else if kinds.is_empty() {
        errors.add_limit("kinds", "too_few", 1);
    }
    if Kind::OFFERED.iter().all(|kind| kinds.contains(kind)) { Vec::new() } else { kinds }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(json: &str) -> Vec<(String, &'static str)> {
        let arranged: Arranged = serde_json::from_str(json).unwrap();
        match arranged.read() {
            Err(Refusal::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_wrong_field_is_told() {
        let told =
            codes(r#"{"name":" ","kind":"club","ends_on":"2026-02-30","kinds":["comment"],"who_posts":"reader","who_invites":"all"}"#);
        let fields: Vec<&str> = told.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["kind", "ends_on", "name", "kinds", "who_posts", "who_invites"]);
        assert_eq!(codes(r#"{"kinds":[]}"#), [("kinds".to_owned(), "too_few")]);
    }

    #[test]
    fn a_null_day_goes_and_an_absent_one_stays() {
        let read = |json: &str| serde_json::from_str::<Arranged>(json).unwrap().ends_on;
        assert_eq!((read(r#"{"ends_on":null}"#), read("{}")), (Some(String::new()), None));
        let all = r#"{"kinds":["poll","post","question","quick_note"]}"#;
        assert_eq!(serde_json::from_str::<Arranged>(all).unwrap().read().unwrap().kinds, Some(Vec::new()));
    }
}
