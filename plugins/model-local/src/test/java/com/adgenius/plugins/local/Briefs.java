package com.adgenius.plugins.local;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The briefs that the product is judged by. */
public final class Briefs {

    private Briefs() {}

    /** A brief with the name it is known by. */
    public record Named(String id, Brief brief) {

        @Override
        public String toString() {
            return id;
        }
    }

    /** All of them. */
    public static List<Named> all() {
        return Json.objects("/com/adgenius/plugins/local/briefs.json").stream()
                .map(Briefs::named)
                .toList();
    }

    /** One of them. */
    public static Brief of(String id) {
        return all().stream()
                .filter(named -> named.id().equals(id))
                .findFirst()
                .orElseThrow()
                .brief();
    }

    /** A brief of few words in that language. */
    public static Brief saying(String prompt, String brand, Locale locale) {
        return with(
                prompt, locale, new Brand(brand, "", "", List.of(), List.of(), List.of(), List.of(), Optional.empty()));
    }

    /** The brief with a logo. */
    public static Brief withLogo(Brief brief, Blob logo) {
        Brand brand = brief.brand();
        return with(
                brief.prompt(),
                brief.locale(),
                new Brand(
                        brand.name(),
                        brand.description(),
                        brand.audience(),
                        brand.voice(),
                        brand.palette(),
                        brand.bannedTerms(),
                        brand.requiredTerms(),
                        Optional.of(logo)));
    }

    private static Brief with(String prompt, Locale locale, Brand brand) {
        return new Brief(prompt, "", List.of(), "", "", locale, brand);
    }

    private static Named named(Map<String, Object> brief) {
        Map<String, Object> brand = Json.objectOf(brief, "brand");
        return new Named(
                (String) brief.get("id"),
                with(
                        (String) brief.get("prompt"),
                        Locale.forLanguageTag((String) brief.get("locale")),
                        new Brand(
                                (String) brand.get("name"),
                                (String) brand.get("description"),
                                (String) brand.get("audience"),
                                Json.texts(brand, "voice"),
                                Json.texts(brand, "palette"),
                                Json.texts(brand, "banned_terms"),
                                Json.texts(brand, "required_terms"),
                                Optional.empty())));
    }
}
