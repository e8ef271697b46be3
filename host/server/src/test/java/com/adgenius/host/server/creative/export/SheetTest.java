package com.adgenius.host.server.creative.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.creative.CreativeAsset;
import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What importers read. */
class SheetTest {

    private static final SheetDefinition GOOGLE = sheet("google_ads_editor.csv");
    private static final SheetDefinition META = sheet("meta_ads.csv");

    private static SheetDefinition sheet(String file) {
        return SheetDefinition.all().stream()
                .filter(sheet -> sheet.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, String>> rows(SheetDefinition sheet, CreativeAsset asset) {
        return new SheetRow("Spring", "Shoes", asset, "x-1.png")
                .rows(sheet).stream()
                        .map(row -> {
                            Map<String, String> cells = new HashMap<>();
                            for (int i = 0; i < row.size(); i++) {
                                cells.put(sheet.header().get(i), row.get(i));
                            }
                            assertThat(row).hasSameSizeAs(sheet.header());
                            return cells;
                        })
                        .toList();
    }

    @Test
    void ofGoogleHasTheColumnsOfBothKindsOfAds() {
        assertThat(GOOGLE.header())
                .startsWith("Campaign", "Ad group", "Asset group", "Ad type", "Headline 1", "Headline 2")
                .contains("Headline 15", "Long headline 5", "Description 5", "Business name", "Path 1", "Final URL")
                .doesNotHaveDuplicates();
        assertThat(GOOGLE.takes("google_rsa")).isTrue();
        assertThat(GOOGLE.takes("meta_feed_text")).isFalse();
        assertThat(GOOGLE.source()).contains("57747");
        assertThat(GOOGLE.checked()).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    @Test
    void ofGoogleHasAResponsiveSearchAdInARow() {
        Copy copy = new Copy(
                "google_rsa",
                1,
                Map.of(
                        "headlines",
                        List.of("One", "Two", "Three"),
                        "descriptions",
                        List.of("D1", "D2"),
                        "path1",
                        List.of("shoes")));

        Map<String, String> row = rows(GOOGLE, copy).getFirst();

        assertThat(row)
                .containsEntry("Campaign", "Spring")
                .containsEntry("Ad group", "Shoes")
                .containsEntry("Ad type", "Responsive search ad")
                .containsEntry("Headline 3", "Three")
                .containsEntry("Headline 4", "")
                .containsEntry("Description 2", "D2")
                .containsEntry("Path 1", "shoes")
                .containsEntry("Asset group", "")
                .containsEntry("Ad status", "Paused")
                .containsEntry("Asset group status", "");
    }

    @Test
    void ofGoogleHasAnAssetGroupInARow() {
        Copy copy = new Copy(
                "pmax_text",
                2,
                Map.of(
                        "headlines",
                        List.of("One"),
                        "long_headlines",
                        List.of("Long"),
                        "business_name",
                        List.of("Acme")));

        assertThat(rows(GOOGLE, copy).getFirst())
                .containsEntry("Asset group", "Shoes pmax_text 2")
                .containsEntry("Ad group", "")
                .containsEntry("Ad type", "")
                .containsEntry("Long headline 1", "Long")
                .containsEntry("Business name", "Acme");
    }

    @Test
    void ofMetaHasARowForEachAlternative() {
        Copy copy = new Copy(
                "meta_feed_text", 1, Map.of("primary_text", List.of("A", "B", "C"), "headlines", List.of("H1", "H2")));

        List<Map<String, String>> rows = rows(META, copy);

        assertThat(rows).extracting(row -> row.get("Body")).containsExactly("A", "B", "C");
        assertThat(rows).extracting(row -> row.get("Title")).containsExactly("H1", "H2", "H1");
        assertThat(rows).extracting(row -> row.get("Image File Name")).containsOnly("");
    }

    @Test
    void ofMetaNamesTheFileOfAPicture() {
        MediaAsset picture =
                new MediaAsset("meta_feed_1x1", 1, "m", "image/png", 1, "0", 1, 1, Optional.empty(), "A pond");

        assertThat(rows(META, picture))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("Image File Name", "x-1.png")
                        .containsEntry("Video File Name", "")
                        .containsEntry("Title", ""));
        assertThat(META.takes("meta_feed_1x1")).isTrue();
    }
}
