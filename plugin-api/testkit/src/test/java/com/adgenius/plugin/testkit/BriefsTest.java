package com.adgenius.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class BriefsTest {

    @Test
    void eachIsFoundByItsIdAndSaysWhatItIsFor() {
        assertThat(Briefs.all()).hasSize(8).allSatisfy(named -> {
            assertThat(Briefs.of(named.id())).isEqualTo(named.brief());
            assertThat(named.kinds()).isSubsetOf("text", "image", "video").isNotEmpty();
            assertThat(named.formats()).isNotEmpty();
        });
        assertThat(Briefs.of("matcha-jp").locale()).isEqualTo(Locale.JAPAN);
    }

    @Test
    void oneThatIsNotThereIsSaidByName() {
        assertThatThrownBy(() -> Briefs.of("cobbler"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no brief cobbler");
    }
}
