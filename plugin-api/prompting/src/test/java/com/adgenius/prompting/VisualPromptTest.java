package com.adgenius.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.PromptTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VisualPromptTest {

    @Test
    void saysNothingOfWhatThereIsNot() {
        assertThat(VisualPrompt.of(template(""), "ROLE", "FRAME", brief(List.of()), Optional.empty()))
                .isEqualTo("ROLE\nFRAME\nDATA <brief-data>\n"
                        + "{\"request\":\"Bread\",\"brand_name\":\"Brot\",\"palette\":[\"#aa0000\"],"
                        + "\"banned_terms\":[\"cheap\"]}\n</brief-data>");
    }

    @Test
    void addsTheTenantsWordsTheSegmentAndTheChangeEachInItsPlace() {
        assertThat(VisualPrompt.of(
                        template("EXTRA"), "ROLE", "FRAME", brief(List.of("families")), Optional.of("Warmer light")))
                .isEqualTo("ROLE\nEXTRA\nFRAME\nSEGMENT\nVARIATION\nDATA <brief-data>\n"
                        + "{\"request\":\"Bread\",\"segments\":[\"families\"],\"brand_name\":\"Brot\","
                        + "\"palette\":[\"#aa0000\"],\"banned_terms\":[\"cheap\"],\"change_wanted\":\"Warmer light\"}\n"
                        + "</brief-data>");
    }

    @Test
    void whatDelimitsTheUsersWordsIsNotOpenToATenant() {
        assertThat(VisualPrompt.OPEN).doesNotContain("frame", "data");
    }

    private static Template template(String extra) {
        return new Template(
                List.of(new PromptTemplate("visual", "1")),
                Map.of("extra", extra, "segment", "SEGMENT", "variation", "VARIATION", "data", "DATA "));
    }

    private static Brief brief(List<String> segments) {
        return new Brief(
                "Bread",
                "",
                segments,
                "",
                "",
                Locale.US,
                new Brand(
                        "Brot", "", "", List.of(), List.of("#aa0000"), List.of("cheap"), List.of(), Optional.empty()));
    }
}
