//! What the network costs.

use village::in_both;

use crate::{count, http};

in_both! {
    async fn the_figures_stand_in_the_address_and_give_the_sums(village) {
        let http = http(&village);
        // A thousand is parted by a narrow space, the euro by a wide one that does not break.
        let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
        let page = plain(http.get_as("awa", "/administration/cost?people=200&hosting=30").await.text());
        for shown in ["0 €", "360 €", "1 750 €", "7 650 €", "9 760 €", "4,06 €", "1 410 €", "0,58 €", "value=\"17\""] {
            assert!(page.contains(shown), "{shown} in {page}");
        }
        // As many people as there are, unless told otherwise.
        let here = count(&village, "SELECT count(*) FROM people WHERE deactivated_at IS NULL AND role <> 'bot'").await;
        assert!(http.get_as("awa", "/administration/cost").await.text().contains(&format!("name=\"people\" value=\"{here}\"")));
        let refused = http.get_as("awa", "/administration/cost?people=beaucoup&hosting=45").await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("value=\"beaucoup\"") && refused.text().contains("value=\"45\"") && !refused.text().contains("<table"));
        for wrong in ["people=0", "care=-1", "day=100001", "setup=1.5"] {
            assert_eq!(http.get_as("awa", &format!("/administration/cost?{wrong}")).await.status, 422, "{wrong}");
        }
    }
}
