//! Every route of the program: the features' pages and API, the files of the shell, and the few addresses that belong to nobody else.

use std::sync::{Arc, LazyLock};

use admin::Machine;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Json, Router};
use house::House;
use live::Hub;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder, SecurityRequirement};
use utoipa_axum::router::OpenApiRouter;
use web::{Assets, Kit};

static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets::new(shell::assets::files()));

/// The API of every feature, with its description.
fn api(machine: &Arc<Machine>) -> (Router<House>, OpenApi) {
    let features = [
        people::api(),
        door::api(),
        spaces::api(),
        feed::api(),
        documents::api(),
        polls::api(),
        questions::api(),
        inbox::api(),
        search::api(),
        admin::api(machine),
    ];
    let all = features.into_iter().fold(OpenApiRouter::new(), OpenApiRouter::merge);
    OpenApiRouter::with_openapi(described()).nest("/api/v1", all).split_for_parts()
}

fn described() -> OpenApi {
    let info = InfoBuilder::new().title("Palabre").version(env!("CARGO_PKG_VERSION")).description(Some(
        "Ids are strings, times RFC 3339 in UTC, lists `{items, next}`, errors RFC 9457 in the language of `Accept-Language`.",
    ));
    let needs = SecurityRequirement::new::<_, _, String>("token", []);
    let mut openapi = OpenApiBuilder::new().info(info.build()).security(Some([needs])).build();
    let components = openapi.components.get_or_insert_default();
    components.add_security_scheme("token", SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()));
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("palabre_session"))));
    openapi
}

/// The description of the API: what `palabre openapi` prints and `/api/v1/openapi.json` serves.
pub fn openapi() -> OpenApi {
    api(&Arc::default()).1
}

/// The whole program as one router.
pub fn router(house: &House, hub: &Hub, machine: &Arc<Machine>, provider: Option<oidc::Provider>) -> Router {
    let (api, openapi) = api(machine);
    let description = serde_json::to_value(openapi).unwrap_or_default();
    let router = Router::new()
        .merge(people::pages())
        .merge(door::pages())
        .merge(spaces::pages())
        .merge(feed::pages())
        .merge(documents::pages())
        .merge(polls::pages())
        .merge(questions::pages())
        .merge(inbox::pages())
        .merge(search::pages())
        .merge(rights::pages())
        .merge(admin::pages(machine))
        .merge(backups::pages(&backups::Desk::of_folder(&machine.data.clone().unwrap_or_else(std::env::temp_dir))))
        .merge(oidc::pages(provider, people::verbs::invitation::welcome))
        .merge(api.layer(axum::middleware::from_fn(web::etag::conditional)))
        .merge(ASSETS.routes())
        .route("/api/v1/openapi.json", get(move || std::future::ready(Json(description.clone()))))
        .route("/api", get(api_page))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(crate::metrics::show).layer(Extension(hub.clone())))
        .route("/.well-known/security.txt", get(security))
        .route("/robots.txt", get(|| async { "User-agent: *\nDisallow: /\n" }))
        .route("/api/v1/live", get(crate::live_desk::connect).layer(Extension(hub.clone())))
        .with_state(house.clone());
    let kit = Kit { draw: shell::error::draw, secure: house.secure() };
    web::dress(router, &kit)
}

/// Whether the database answers.
async fn ready(State(house): State<House>) -> Response {
    match house.read(|db| Ok(kernel::people::count(db)?)).await {
        Ok(_) => "ok".into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// The API, readable: every route with its purpose, and where the machine-readable form is.
async fn api_page() -> Response {
    let openapi = openapi();
    let rows = openapi.paths.paths.iter().flat_map(|(path, item)| {
        let methods = [("GET", &item.get), ("POST", &item.post), ("PUT", &item.put), ("PATCH", &item.patch), ("DELETE", &item.delete)];
        methods.into_iter().filter_map(move |(method, operation)| {
            let operation = operation.as_ref()?;
            Some((method, path.clone(), operation.summary.clone().or_else(|| operation.description.clone()).unwrap_or_default()))
        })
    });
    web::Html::from(shell::bare_page(base::Language::En, "palabre", "API v1", &shell::facts::routes(&rows.collect::<Vec<_>>())))
        .into_response()
}

/// RFC 9116. The contact is the network's own administrator, reached through the program.
async fn security(State(house): State<House>) -> Response {
    let expires = base::Moment::now().plus_days(180);
    let text = format!(
        "Contact: {0}/charter\nExpires: {expires}\nPreferred-Languages: fr, en\nCanonical: {0}/.well-known/security.txt\n",
        house.public_url
    );
    ([(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "public, max-age=86400")], text).into_response()
}
