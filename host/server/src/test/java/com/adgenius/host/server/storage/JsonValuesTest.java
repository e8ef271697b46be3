package com.adgenius.host.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValuesTest {

    @Test
    void whatIsWrittenIsReadBackWithEveryDigit() {
        Map<String, Object> object =
                Map.of("$ne", "a.b", "list", List.of(new BigDecimal("0.10"), true, Map.of("deep", "ü")));

        assertThat(JsonValues.object(JsonValues.text(object))).isEqualTo(object);
    }

    @Test
    void numbersBecomeDecimals() {
        assertThat(JsonValues.copyOf(Map.of("long", 7L, "double", 0.5)))
                .isEqualTo(Map.of("long", new BigDecimal(7), "double", new BigDecimal("0.5")));
    }

    @Test
    void whatIsNoJsonIsRefusedByItsPath() {
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("a", null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonValues.copyOf(Map.of("x", List.of(Map.of("y", new Object())))))
                .withMessageStartingWith("x[0].y is a java.lang.Object");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonValues.copyOf(withNull))
                .withMessageStartingWith("a is null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonValues.copyOf(Map.of("x", Map.of(1, "y"))))
                .withMessageStartingWith("x has a property");
    }

    @Test
    void whatContainsItselfIsRefused() {
        Map<String, Object> loop = new HashMap<>();
        loop.put("again", loop);

        assertThatIllegalArgumentException().isThrownBy(() -> JsonValues.copyOf(loop));
    }
}
