//! The API of spaces and members (interface.md): thin functions over the same verbs and queries as the pages.

mod marks;
mod members;
mod spaces;

use base::{Fault, Id, Result};
use house::House;
use kernel::{Actor, access};
use utoipa_axum::router::OpenApiRouter;
use web::Failure;

use crate::shape::{self, SpaceShape};

/// Every route of spaces and members.
pub fn api() -> OpenApiRouter<House> {
    OpenApiRouter::new().merge(spaces::routes()).merge(members::routes()).merge(marks::routes())
}

/// The space as its reader sees it now.
async fn shown(house: &House, actor: &Actor, id: Id) -> Result<SpaceShape, Failure> {
    let actor = actor.clone();
    house
        .read(move |db| {
            let space = access::glimpse(db, &actor, id)?;
            shape::spaces(db, &actor, vec![space])?.pop().ok_or_else(|| Fault::broken("a space without a shape"))
        })
        .await
}
