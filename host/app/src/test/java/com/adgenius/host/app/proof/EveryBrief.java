package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The briefs that the product is judged by, one after the other through a tenant's provider.
 *
 * @param tenant the tenant, whose brand becomes that of each brief
 * @param folder for files
 */
record EveryBrief(ProviderTenant tenant, Path folder) {

    /** Has the provider's model write that word. */
    @FunctionalInterface
    interface Words {

        void begin(String word) throws Exception;
    }

    /** All briefs, as they are kept for the product's tests. */
    static JsonNode all() throws IOException {
        try (InputStream file = EveryBrief.class.getResourceAsStream("briefs.json")) {
            return Api.JSON.readTree(file);
        }
    }

    /**
     * Has every brief made into creatives, and judges them.
     *
     * @param served whether the provider makes a kind for a format
     * @param words begins the model's texts by a required term, as a model that read the brief would use it
     * @return how many assets of each kind there were
     */
    Map<String, Integer> make(BiPredicate<String, String> served, Words words) throws Exception {
        Map<String, Integer> made = new HashMap<>();
        JsonNode offered =
                tenant.api().get("/formats?page_size=100").expect(200).json().get("results");
        for (JsonNode brief : all()) {
            brand(brief);
            words.begin(brief.at("/brand/required_terms/0").asText("Fresh"));
            Map<String, List<String>> formats = new HashMap<>();
            Map<String, String> creatives = new HashMap<>();
            for (JsonNode kind : brief.get("kind")) {
                List<String> wanted = formats(brief, kind.asText(), offered);
                wanted.removeIf(format -> !served.test(kind.asText(), format));
                if (!wanted.isEmpty()) {
                    formats.put(kind.asText(), wanted);
                    creatives.put(kind.asText(), ask(brief, kind.asText(), wanted));
                }
            }
            for (Map.Entry<String, String> creative : creatives.entrySet()) {
                tenant.ready(creative.getValue());
                for (String format : formats.get(creative.getKey())) {
                    check(brief, creative.getKey(), format, creative.getValue());
                    made.merge(creative.getKey(), 1, Integer::sum);
                }
            }
        }
        return made;
    }

    /** Makes the brief's brand the tenant's. */
    void brand(JsonNode brief) throws Exception {
        ObjectNode brand = brief.get("brand").deepCopy();
        if (brief.get("id").asText().equals("hostile")) {
            brand.remove("palette");
        }
        tenant.api().replace("/tenant/brand", body -> body.setAll(brand)).expect(200);
    }

    private String ask(JsonNode brief, String kind, List<String> formats) throws Exception {
        return tenant.api()
                .post("/creatives", body -> {
                    body.put("kind", kind)
                            .put("prompt", brief.get("prompt").asText())
                            .put("locale", brief.get("locale").asText());
                    formats.forEach(body.putArray("formats")::add);
                })
                .expect(202)
                .json()
                .get("id")
                .asText();
    }

    private static List<String> formats(JsonNode brief, String kind, JsonNode offered) {
        List<String> formats = new ArrayList<>();
        for (JsonNode wanted : brief.get("formats")) {
            for (JsonNode format : offered) {
                if (format.get("id").equals(wanted)
                        && format.get("kinds").toString().contains("\"" + kind + "\"")) {
                    formats.add(wanted.asText());
                }
            }
        }
        return formats;
    }

    private void check(JsonNode brief, String kind, String format, String creative) throws Exception {
        Api.Reply content = tenant.api()
                .get("/creatives/" + creative + "/content?format=" + format)
                .expect(200);
        String mediaType = content.header("Content-Type").orElseThrow();
        byte[] bytes = content.response().body();
        switch (kind) {
            case "text" -> MadeContent.checkText(brief, format, content.json());
            case "image" -> MadeContent.checkPicture(format, mediaType, bytes);
            default -> MadeContent.checkVideo(format, mediaType, bytes, folder);
        }
    }
}
