//! Name, accent, logo and hours: what is refused, what is offered, what every page then carries.

use http::Method;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use serde_json::json;
use village::in_both;

use crate::{count, http, upload};

const HERE: &str = "/administration/identity";

/// A small picture.
fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgba8(20, 10).write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

in_both! {
    async fn a_colour_that_fails_is_refused_and_the_nearest_is_offered_and_taken(village) {
        let http = http(&village);
        let refused = http.post_form("awa", HERE, &[("name", "Les Lilas"), ("accent", "#ffd400")]).await;
        assert_eq!(refused.status, 422);
        let page = refused.text();
        assert!(page.contains("Cette couleur ne se lit pas partout") && page.contains("value=\"Les Lilas\""), "{page}");
        let offer = page.split("name=\"accent\" value=\"#").nth(2).map(|rest| format!("#{}", &rest[..6])).expect("an offer");
        assert_eq!(count(&village, "SELECT count(*) FROM settings WHERE name = 'accent'").await, 0, "nothing is kept of what was refused");

        // The button sends its colour after that of the field.
        let taken = http.ask("awa", Method::POST, HERE, &[(CONTENT_TYPE, "application/x-www-form-urlencoded")],
            format!("name=Les+Lilas&accent=%23ffd400&accent=%23{}", &offer[1..])).await;
        assert_eq!(taken.status, 303, "{}", taken.text());
        let page = http.get_as("awa", HERE).await.text();
        assert!(page.contains("Les Lilas") && page.contains(&format!("/identity/accent.css?v={}", &offer[1..])), "{page}");
        let style = http.get_as("", "/identity/accent.css").await;
        assert!(style.text().starts_with(&format!(":root{{--leaf:light-dark({offer},")), "{}", style.text());
        assert_eq!(style.headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'identity-changed'").await, 1);

        let api = http.json("awa", Method::PATCH, "/api/v1/network", &json!({ "accent": "#ffffff" })).await;
        assert_eq!((api.status, api.wrong()), (422, vec![("accent".to_owned(), "contrast".to_owned())]));
        let api = http.json("awa", Method::PATCH, "/api/v1/network", &json!({ "accent": "", "name": "Lilas" })).await.expect(200);
        assert_eq!((&api["name"], api["accent"].is_null()), (&json!("Lilas"), true));
        assert!(!http.get_as("awa", HERE).await.text().contains("/identity/accent.css"));
    }

    async fn a_logo_is_drawn_anew_and_a_drawing_is_refused(village) {
        let http = http(&village);
        let to = "/administration/identity/logo";
        let svg = upload(&http, "awa", to, "logo", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>").await;
        assert_eq!(svg.status, 422);
        assert!(svg.text().contains("Un dessin SVG peut contenir un programme"), "{}", svg.text());
        assert_eq!(upload(&http, "awa", to, "logo", b"GIF89a").await.status, 422);
        assert_eq!(upload(&http, "awa", to, "logo", b"").await.status, 422);
        assert_eq!(upload(&http, "luc", to, "logo", &png()).await.status, 403);
        assert_eq!(http.get_as("", "/identity/logo").await.status, 404);
        let set = upload(&http, "awa", to, "logo", &png()).await;
        assert_eq!(set.status, 303, "{}", set.text());
        let logo = http.get_as("", "/identity/logo").await;
        assert_eq!((logo.status, logo.headers[CONTENT_TYPE].to_str().expect("text")), (200, "image/png"));
        assert!(http.get_as("awa", HERE).await.text().contains("/identity/logo?v="));
        assert_eq!(http.post_form("awa", "/administration/identity/logo/remove", &[]).await.status, 303);
        assert_eq!(http.get_as("", "/identity/logo").await.status, 404);
    }

    async fn hours_are_kept_or_their_faults_told(village) {
        let http = http(&village);
        let to = "/administration/identity/hours";
        let form = |closes| [("country", "BE"), ("zone", "Europe/Brussels"), ("opens", "08:30"), ("closes", closes), ("days", "1"), ("days", "6")];
        let refused = http.post_form("awa", to, &form("08:00")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("La fin doit venir après le début"), "{}", refused.text());
        assert_eq!(http.post_form("awa", to, &form("17:00")).await.status, 303);
        let office = village.looks("awa", |db, _| Ok(kernel::office::Office::load(db)?)).await.expect("hours");
        assert_eq!((office.country.as_str(), office.opens.as_str(), office.days), ("BE", "08:30", [true, false, false, false, false, true, false]));
    }

    async fn limits_of_files_are_kept_or_their_faults_told(village) {
        let http = http(&village);
        let to = "/administration/storage/limits";
        let form = |largest, person| [("largest", largest), ("person", person), ("network", "2000")];
        for (typed, told) in [(form("vingt", "500"), "Ce n’est pas un nombre"), (form("20", "10"), "Trop petit"), (form("99999999999999999999", "10"), "Ce n’est pas un nombre")] {
            let refused = http.post_form("awa", to, &typed).await;
            assert_eq!(refused.status, 422);
            assert!(refused.text().contains(told) && refused.text().contains(typed[0].1), "{}", refused.text());
        }
        assert_eq!(http.post_form("luc", to, &form("20", "500")).await.status, 403);
        assert_eq!(http.post_form("awa", to, &form("20", "500")).await.status, 303);
        let limits = village.looks("awa", |db, _| Ok(kernel::documents::limits(db)?)).await.expect("limits");
        assert_eq!((limits.largest, limits.person, limits.network), (20 << 20, 500 << 20, 2000 << 20));
        assert!(http.get_as("awa", "/administration/storage").await.text().contains("value=\"500\""));
    }
}
