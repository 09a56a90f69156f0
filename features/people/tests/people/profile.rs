//! Profiles, photos, passwords and sessions of one's own.

use std::io::Cursor;

use axum::body::Body;
use http::Method;
use image::{DynamicImage, ImageFormat};
use kernel::people::PersonRole;

use crate::on_both;
use crate::town::{Answer, PASSWORD, Town, Visitor, nobody};

async fn upload(town: &Town, by: &Visitor, file: &[u8]) -> Answer {
    let mut body =
        b"--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"x.svg\"\r\nContent-Type: image/svg+xml\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--b--\r\n");
    town.ask(by, Method::POST, "/me/photo", "multipart/form-data; boundary=b", Body::from(body)).await
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    DynamicImage::new_rgb8(width, height).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("an image");
    bytes
}

fn form<'a>(name: &'a str, zone: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("headline", "Charpentière"),
        ("site", "Brest"),
        ("skills", "Bois, Rust, bois"),
        ("languages", "français, wolof"),
        ("ask_me", "la taille des chênes"),
        ("zone", zone),
        ("language", "fr"),
    ]
}

on_both! {
    async fn a_profile_is_shown_as_it_was_written(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        let luc = town.person("Luc Morel", PersonRole::Member).await;
        let wrong = town.post(&awa, "/me", &form("", "Mars/Olympus")).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text().contains("Charpentière"));
        assert_eq!(town.post(&awa, "/me", &form("Awa <b>Diallo", "America/Montreal")).await.status, 303);
        let page = town.get(&luc, &format!("/people/{}", awa.id)).await.text();
        for told in ["Awa &lt;b&gt;Diallo", "Charpentière", "Brest", "wolof", "la taille des chênes", "chez Awa (Montreal)"] {
            assert!(page.contains(told), "{told} in {page}");
        }
        assert!(!page.contains("exemple.fr") && !page.contains("<b>Diallo"));
        assert_eq!(page.matches("bois").count() + page.matches("Bois").count(), 1);
        let found = town.get(&luc, "/people?q=charpenti").await.text();
        assert!(found.contains("Awa") && !found.contains(">Luc Morel</bdi></a> "));
        assert!(town.get(&luc, "/people?q=personne").await.text().contains("Personne ne correspond"));
    }

    async fn photos_are_redrawn_and_seen_by_acquaintances_alone(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        let guest = town.person("Inès Roux", PersonRole::Guest).await;
        let path = format!("/people/{}/photo", awa.id);
        assert_eq!(town.get(&awa, &path).await.status, 404);
        assert_eq!(upload(&town, &awa, b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>").await.status, 422);
        assert_eq!(upload(&town, &awa, &png(10_001, 2)).await.status, 422);
        assert_eq!(upload(&town, &awa, &vec![0; 6 << 20]).await.status, 413);
        assert_eq!(upload(&town, &awa, b"").await.status, 422);
        assert_eq!(upload(&town, &awa, &png(400, 300)).await.status, 303);
        let photo = town.get(&awa, &path).await;
        assert_eq!((photo.status.as_u16(), &photo.headers["content-type"]), (200, &"image/jpeg".parse().expect("a value")));
        assert_eq!(photo.headers["cache-control"], "private, max-age=31536000, immutable");
        assert_eq!(photo.headers["x-content-type-options"], "nosniff");
        let image = image::load_from_memory_with_format(&photo.bytes, ImageFormat::Jpeg).expect("a JPEG");
        assert_eq!((image.width(), image.height()), (256, 256));
        assert_eq!(town.get(&guest, &path).await.status, 404);
        assert_eq!(town.get(&nobody(), &path).await.status, 303);
        assert!(town.get(&awa, "/people").await.text().contains(&format!("{path}?v=")));
        assert_eq!(town.post(&awa, "/me/photo/remove", &[]).await.status, 303);
        assert_eq!(town.get(&awa, &path).await.status, 404);
        assert_eq!(town.count("SELECT count(*) FROM photos").await, 0);
    }

    async fn another_password_ends_the_other_sessions(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        let new = "quarante loups sous la neige";
        let form = [("email", "awa.diallo@exemple.fr"), ("password", PASSWORD)];
        let elsewhere = Visitor { cookie: town.post(&nobody(), "/sign-in", &form).await.session(), ..nobody() };
        assert_eq!(town.post(&awa, "/me/password", &[("current", "faux"), ("password", new)]).await.status, 422);
        assert_eq!(town.post(&awa, "/me/password", &[("current", PASSWORD), ("password", "court")]).await.status, 422);
        let changed = town.post(&awa, "/me/password", &[("current", PASSWORD), ("password", new)]).await;
        assert_eq!((changed.status.as_u16(), changed.to()), (303, "/me"));
        assert_eq!(town.get(&awa, "/me").await.status, 303);
        let here = Visitor { cookie: changed.session(), ..nobody() };
        assert_eq!(town.get(&here, "/me").await.status, 200);
        assert_eq!(town.get(&elsewhere, "/me").await.status, 303);
        assert_eq!(town.count("SELECT count(*) FROM sessions").await, 1);
    }

    async fn everything_is_a_page_in_both_languages(town) {
        let awa = town.person("Awa Diallo", PersonRole::Owner).await;
        let luc = town.person("Luc Morel", PersonRole::Member).await;
        for lang in ["fr", "en"] {
            town.post(&awa, "/language", &[("lang", lang)]).await;
            for path in ["/me", "/people", "/invitations", "/charter", "/charter/versions/1"] {
                let page = town.get(&awa, path).await;
                assert_eq!(page.status, 200, "{path}");
                assert!(page.text().contains(&format!("<html lang=\"{lang}\"")), "{path}");
                assert_eq!(page.text().matches("<h1").count(), 1, "{path}");
            }
            assert_eq!(town.get(&awa, &format!("/people/{}", luc.id)).await.status, 200);
        }
        assert_eq!(town.get(&luc, "/charter/versions/7").await.status, 404);
        assert_eq!(town.get(&luc, "/people/abc").await.status, 404);
    }
}
