package com.adgenius.plugins.vertex;

import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The briefs that the product is judged by. */
final class Briefs {

    private Briefs() {}

    static List<Brief> all() {
        List<Brief> briefs = new ArrayList<>();
        for (JsonElement entry : read()) {
            briefs.add(brief(entry.getAsJsonObject()));
        }
        return briefs;
    }

    static Brief of(String id) {
        for (JsonElement entry : read()) {
            if (entry.getAsJsonObject().get("id").getAsString().equals(id)) {
                return brief(entry.getAsJsonObject());
            }
        }
        throw new IllegalArgumentException("There is no brief " + id);
    }

    private static JsonArray read() {
        try (InputStream input = Briefs.class.getResourceAsStream("briefs.json")) {
            return JsonParser.parseReader(new InputStreamReader(input, StandardCharsets.UTF_8))
                    .getAsJsonArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Brief brief(JsonObject entry) {
        JsonObject brand = entry.getAsJsonObject("brand");
        return new Brief(
                entry.get("prompt").getAsString(),
                "",
                List.of(),
                "",
                "",
                Locale.forLanguageTag(entry.get("locale").getAsString()),
                new Brand(
                        brand.get("name").getAsString(),
                        brand.get("description").getAsString(),
                        brand.get("audience").getAsString(),
                        Json.texts(brand, "voice"),
                        Json.texts(brand, "palette"),
                        Json.texts(brand, "banned_terms"),
                        Json.texts(brand, "required_terms"),
                        Optional.empty()));
    }
}
