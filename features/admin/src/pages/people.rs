//! `/administration/people`: every account, open or closed, and the links of those who have not entered.

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use base::{Id, Moment};
use house::{House, ProvedForm, Signed};
use serde::Deserialize;
use web::{Paging, Query};

use super::{Answer, download};
use crate::queries::{self, Which};
use crate::verbs::{sheet, welcome};
use crate::views::people::{self as views, List};
use crate::words;
use house::desk::{Section, framed};

const HERE: &str = "/administration/people";

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    which: String,
}

pub fn routes() -> Router<House> {
    Router::new()
        .route(HERE, get(list))
        .route("/administration/people/welcome", post(send))
        .route("/administration/people/links", post(links))
}

async fn list(State(house): State<House>, Signed(actor): Signed, Query(asked): Query<Asked>, paging: Paging) -> Answer {
    let mail = house.mail;
    Ok(house.read(move |db| page(db, &actor, &asked, &paging, mail, None)).await?.into_response())
}

fn page(
    db: &store::Db,
    actor: &kernel::Actor,
    asked: &Asked,
    paging: &Paging,
    mail: bool,
    sent: Option<(i64, Moment)>,
) -> base::Result<web::Html> {
    framed(db, actor, Section::People, HERE, |r| {
        let which = Which::named(&asked.which);
        let after = paging.key::<1>()?.map(|[id]| Id(id));
        let name = after.map(|id| queries::folded(db, id)).transpose()?.flatten();
        let found = queries::accounts(db, which, &asked.q, name.as_deref().zip(after), paging.rows())?;
        let (counts, fresh) = (queries::counts(db)?, queries::waiting(db, actor.role, true)?.len());
        let page = paging.page(found, |account| [account.id.0]);
        Ok(views::page(r, &List { q: &asked.q, which, page: &page, counts, fresh, mail, sent }))
    })
}

async fn send(State(house): State<House>, ProvedForm(actor, _): ProvedForm<Asked>) -> Answer {
    let (by, mail) = (actor.clone(), house.mail);
    let sent = if mail { Some(house.write(move |tx| welcome::send(tx, &by, Moment::now())).await?) } else { None };
    Ok(house.read(move |db| page(db, &actor, &Asked::default(), &Paging::default(), mail, sent)).await?.into_response())
}

async fn links(State(house): State<House>, ProvedForm(actor, _): ProvedForm<Asked>) -> Answer {
    let l = actor.language;
    let made = house.write(move |tx| welcome::hand_out(tx, &actor)).await?;
    let heads = vec![words::field_person(l).to_owned(), words::field_email(l).to_owned(), words::field_link(l).to_owned()];
    let row = |(name, email, secret): (String, String, base::Secret)| {
        vec![name, email, format!("{}/reset/{}", house.public_url, secret.reveal())]
    };
    let rows: Vec<_> = std::iter::once(heads).chain(made.into_iter().map(row)).collect();
    Ok(download("palabre-liens.csv", sheet::write(&rows)?))
}
