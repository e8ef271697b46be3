package com.adgenius.plugins.video;

import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The briefs that the product is judged by. */
final class Briefs {

    private Briefs() {}

    record Named(String id, List<String> kinds, Brief brief, List<String> formats) {

        @Override
        public String toString() {
            return id;
        }
    }

    static List<Named> all() {
        try (InputStream input = Briefs.class.getResourceAsStream("briefs.json")) {
            List<?> briefs = (List<?>) Json.parse(new String(input.readAllBytes(), StandardCharsets.UTF_8));
            return briefs.stream().map(brief -> named((Map<?, ?>) brief)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Brief of(String id) {
        return all().stream()
                .filter(brief -> brief.id().equals(id))
                .findFirst()
                .orElseThrow()
                .brief();
    }

    static Brief withTerms(List<String> banned, List<String> required) {
        return new Brief(
                "Shoes for running",
                "",
                List.of(),
                "",
                "",
                Locale.US,
                new Brand("Strida", "", "", List.of(), List.of(), banned, required, Optional.empty()));
    }

    private static Named named(Map<?, ?> brief) {
        Map<?, ?> brand = (Map<?, ?>) brief.get("brand");
        return new Named(
                (String) brief.get("id"),
                texts(brief.get("kind")),
                new Brief(
                        (String) brief.get("prompt"),
                        "",
                        List.of(),
                        "",
                        "",
                        Locale.forLanguageTag((String) brief.get("locale")),
                        new Brand(
                                (String) brand.get("name"),
                                (String) brand.get("description"),
                                (String) brand.get("audience"),
                                texts(brand.get("voice")),
                                texts(brand.get("palette")),
                                texts(brand.get("banned_terms")),
                                texts(brand.get("required_terms")),
                                Optional.empty())),
                texts(brief.get("formats")));
    }

    private static List<String> texts(Object value) {
        return ((List<?>) value).stream().map(String.class::cast).toList();
    }
}
