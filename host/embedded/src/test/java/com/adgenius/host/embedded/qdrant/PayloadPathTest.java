package com.adgenius.host.embedded.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.host.embedded.qdrant.PayloadPath.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadPathTest {

    @Test
    void readsKeysAndElements() {
        assertThat(PayloadPath.parse("key", "variants[].\"head.line\".text-1_a").steps())
                .containsExactly(Step.key("variants"), Step.elements(), Step.key("head.line"), Step.key("text-1_a"));
        assertThat(PayloadPath.parse("key", "a.b").branches()).isFalse();
        assertThat(PayloadPath.parse("key", "a[].b").branches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "[]", "\"a", "a[]b"})
    void refusesWhatIsNoPath(String path) {
        assertThatThrownBy(() -> PayloadPath.parse("key", path))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Invalid json path: '" + path + "'");
    }

    @Test
    void saysThatASingleElementIsNotSupported() {
        assertThatThrownBy(() -> PayloadPath.parse("key", "a[0]")).hasMessageContaining("does not support");
    }
}
