//! Rewriting the charter: for owners, without losing what somebody else wrote meanwhile.

use kernel::people::PersonRole;
use village::in_both;

use crate::{count, http};

in_both! {
    async fn a_stale_rewriting_loses_nothing(village) {
        let mut village = village;
        village.settle("Ada Admin", PersonRole::Admin).await;
        let http = http(&village);
        let write = async |by: &str, body: &str, version: &str| {
            http.post_form(by, "/administration/charter", &[("title", "Notre charte"), ("body", body), ("version", version)]).await
        };
        assert_eq!(write("awa", "deux", "1").await.status, 303);
        let stale = write("awa", "trois", "1").await;
        assert_eq!(stale.status, 409);
        let page = http.get_as("awa", "/administration/charter").await.text();
        assert!(page.contains("deux") && page.contains("Acceptations\u{202f}: 1 sur 7"), "{page}");
        assert_eq!(write("awa", "", "2").await.status, 422);
        assert_eq!(write("ada", "à moi", "2").await.status, 403);
        assert!(!http.get_as("ada", "/administration/charter").await.text().contains("<textarea"));
        assert_eq!(count(&village, "SELECT count(*) FROM charters").await, 2);
        assert_eq!(count(&village, "SELECT count(*) FROM audit WHERE act = 'charter-published' AND details = '2'").await, 1);
    }
}
