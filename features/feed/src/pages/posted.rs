//! What the composer's form sends: an item to post, now or later, or a draft of one. Also the way back, into the form.

use base::{Id, Moment, Refusal, Result, Zone};
use kernel::drafts::{self, Draft};
use kernel::later;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use shell::composer;

#[derive(Deserialize, Serialize, Clone, Default)]
pub struct Posted {
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub body: String,
    #[serde(default)]
    pub option: Vec<String>,
    #[serde(default)]
    pub multiple: bool,
    pub closes_at: Option<String>,
    /// When to post it, as a form writes it.
    pub send_at: Option<String>,
    /// Files to attach. Without scripts a second sending brings the same ones under new ids: the key and the words tell that it is the same.
    #[serde(default, skip_serializing)]
    pub file: Vec<Id>,
    /// The page to come back to, when it is not the Fil.
    #[serde(skip_serializing)]
    pub from: Option<String>,
    #[serde(skip_serializing)]
    pub key: Option<String>,
    /// The version of the draft that the form held; 0 for none.
    #[serde(skip_serializing)]
    pub draft: Option<Id>,
}

impl Posted {
    /// The kind's own fields; empty lines of a poll are no choices.
    pub fn data(&self, zone: &Zone) -> Result<Json, Refusal> {
        if self.kind != "poll" {
            return Ok(Json::Null);
        }
        let closes_at: Option<Moment> = match self.closes_at.as_deref() {
            Some(civil) => Some(zone.moment_of(civil).ok_or_else(|| Refusal::field("closes_at", "not_a_date"))?),
            None => None,
        };
        Ok(json!({ "options": self.options(), "multiple": self.multiple, "closes_at": closes_at }))
    }

    /// What is to be posted later.
    pub fn later(&self, zone: &Zone) -> Result<later::Wanted, Refusal> {
        let send_at = self.send_at.as_deref().ok_or_else(|| Refusal::field("send_at", "required"))?;
        let due = zone.moment_of(send_at).ok_or_else(|| Refusal::field("send_at", "not_a_date"))?;
        let (kind, title, data) = (self.kind.clone(), self.title.clone(), self.data(zone)?);
        Ok(later::Wanted { kind, title, body: self.text(), data, files: self.file.clone(), due })
    }

    /// The same as a draft: whatever was typed, as it was typed.
    pub fn typed(&self) -> drafts::Typed {
        let poll = || json!({ "options": self.options(), "multiple": self.multiple, "closes_at": self.closes_at });
        let data = if self.option.is_empty() { Json::Null } else { poll() };
        drafts::Typed { kind: self.kind.clone(), title: self.title.clone(), body: self.text(), data }
    }

    /// The text with the line ends that browsers show; forms send others.
    pub fn text(&self) -> String {
        self.body.replace("\r\n", "\n")
    }

    fn options(&self) -> Vec<&str> {
        self.option.iter().map(|option| option.trim()).filter(|option| !option.is_empty()).collect()
    }
}

/// What stands in the composer again. A closing time that a program gave is told by the reader's clock.
pub fn filled(kind: &str, title: &str, body: &str, data: &Json, zone: &Zone) -> composer::Typed {
    let closes_at = data["closes_at"].as_str().unwrap_or_default();
    composer::Typed {
        kind: kind.to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        options: data["options"].as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())).collect(),
        multiple: data["multiple"] == true,
        closes_at: Moment::parse(closes_at).map_or_else(|| closes_at.to_owned(), |at| zone.civil(at)),
    }
}

/// A draft in the composer.
pub fn of_draft(draft: &Draft, zone: &Zone) -> composer::Typed {
    let typed = &draft.typed;
    filled(&typed.kind, &typed.title, &typed.body, &typed.data, zone)
}

/// A draft as a form beside its text knows it.
pub fn held(draft: &Draft) -> composer::Draft {
    composer::Draft { version: draft.version, body: draft.typed.body.clone(), at: draft.at }
}
