package com.adgenius.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownPromptTest {

    @Test
    void showsEachPartOnce() {
        assertThat(ShownPrompt.of(List.of("rules", "bread", "rules", "shoes"))).isEqualTo("rules\n\nbread\n\nshoes");
    }

    @Test
    void cutsALongOneBetweenTwoCharacters() {
        String odd = "x" + "👟".repeat(100_000);

        String shown = ShownPrompt.of(List.of(odd));

        assertThat(shown).hasSizeLessThanOrEqualTo(150_000).endsWith("👟…");
        assertThat(ShownPrompt.of(List.of("x".repeat(150_000))))
                .hasSize(150_000)
                .doesNotContain("…");
    }
}
