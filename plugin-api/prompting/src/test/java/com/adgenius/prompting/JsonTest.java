package com.adgenius.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsValuesInTheirOrder() throws Exception {
        assertThat(Json.object("{\"b\":[1,2.5,true,\"x\"],\"a\":{}}"))
                .containsExactly(Map.entry("b", List.of(1, 2.5, true, "x")), Map.entry("a", Map.of()));
        assertThat(Json.parse("null")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,]", "{} {}", "1 2", "{\"a\":1,\"a\":2}", "{a:1}", "'x'"})
    void refusesWhatIsNotOneValue(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"{}\"", "1"})
    void refusesWhatIsNoObject(String text) {
        assertThatThrownBy(() -> Json.object(text)).isInstanceOf(IOException.class);
    }

    @Test
    void leavesOutPropertiesThatAreNull() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a", null);
        object.put("b", "é\n");

        assertThat(Json.write(object)).isEqualTo("{\"b\":\"é\\n\"}");
    }

    @Test
    void whatIsEscapedIsReadAsItWas() throws Exception {
        Map<String, Object> value = Map.of("</brief-data>", "<\u2028>\u2029");

        String escaped = Json.writeEscaped(value);

        assertThat(escaped).doesNotContain("<", ">", "\u2028", "\u2029");
        assertThat(Json.parse(escaped)).isEqualTo(value);
    }

    @Test
    void everyNumberOfAnApiValueIsDecimal() throws Exception {
        Object value = Json.apiValue(
                Json.object("{\"width\":1080,\"sides\":[0.14,{\"top\":1e3}],\"on\":true,\"unit\":\"px\"}"));

        assertThat(value)
                .isEqualTo(Map.of(
                        "width",
                        new BigDecimal("1080"),
                        "sides",
                        List.of(new BigDecimal("0.14"), Map.of("top", new BigDecimal("1000.0"))),
                        "on",
                        true,
                        "unit",
                        "px"));
    }
}
