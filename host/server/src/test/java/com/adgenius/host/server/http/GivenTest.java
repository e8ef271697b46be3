package com.adgenius.host.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GivenTest {

    private record Patch(
            @Nullable Given<LocalDate> day, @Nullable Given<Inner> inner) {}

    private record Inner(String text) {}

    private static Patch read(String json) throws Exception {
        return Json.mapper().readValue(json, Patch.class);
    }

    @Test
    void tellsWhatIsAbsentFromWhatIsNull() throws Exception {
        assertThat(read("{}")).isEqualTo(new Patch(null, null));
        assertThat(read("{\"day\": null}")).isEqualTo(new Patch(new Given<>(Optional.empty()), null));
        assertThat(read("{\"day\": \"2027-03-01\", \"inner\": {\"text\": \"x\"}}"))
                .isEqualTo(new Patch(
                        new Given<>(Optional.of(LocalDate.of(2027, 3, 1))), new Given<>(Optional.of(new Inner("x")))));
    }

    @Test
    void refusesWhatIsNoValueOfItsType() {
        assertThatThrownBy(() -> read("{\"inner\": {\"other\": 1}}")).isInstanceOf(JsonMappingException.class);
        assertThatThrownBy(() -> read("{\"day\": {\"$ne\": null}}")).isInstanceOf(JsonMappingException.class);
    }

    @Test
    void comparesEntityTagsWeakly() {
        assertThat(EntityTag.matches("\"a\", W/\"b\"", EntityTag.of("b"))).isTrue();
        assertThat(EntityTag.matches("\"b\"", EntityTag.weak("b"))).isTrue();
        assertThat(EntityTag.matches(" * ", EntityTag.of("b"))).isTrue();
        assertThat(EntityTag.matches("\"bb\"", EntityTag.of("b"))).isFalse();
    }
}
