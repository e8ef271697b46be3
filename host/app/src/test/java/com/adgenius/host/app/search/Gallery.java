package com.adgenius.host.app.search;

import com.adgenius.host.app.creative.Studio;
import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.HostedPlugin;
import com.adgenius.host.app.testing.Pictures;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.plugin.Asset;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.EmbeddingModel;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.PluginException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * A tenant with creatives that say what was asked for, and an embedding model of its own.
 *
 * @param tenant the tenant
 * @param texts makes copy of its prompt
 * @param pictures makes a picture as wide as its prompt's last word says
 * @param model finds them
 */
record Gallery(TenantUnderTest tenant, ScriptedGenerator texts, ScriptedGenerator pictures, ConceptModel model) {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(50);

    static Gallery open(HostUnderTest host) {
        Gallery gallery = without(host);
        HostedPlugin hosted = HostedPlugin.unique(host);
        hosted.serve(
                new ScriptedPlugin(hosted.id(), "1.0.0").with(EmbeddingModel.class, gallery.model), gallery.tenant);
        return gallery;
    }

    /** A tenant whose model no plugin offers. */
    static Gallery without(HostUnderTest host) {
        TenantUnderTest tenant = host.newTenant();
        return new Gallery(
                tenant,
                ScriptedGenerator.install(host, CreativeKind.TEXT, (request, _) -> copy(request))
                        .serve(tenant),
                ScriptedGenerator.install(host, CreativeKind.IMAGE, Gallery::picture)
                        .serve(tenant),
                new ConceptModel());
    }

    private static GenerationResult copy(GenerationRequest request) {
        String prompt = request.brief().prompt();
        return new GenerationResult(
                prompt,
                "none",
                List.of(new Asset.Copy(request.formats().getFirst(), 1, Map.of("lines", List.of(prompt)))),
                List.of("made"));
    }

    private static GenerationResult picture(GenerationRequest request, GenerationContext context)
            throws PluginException {
        String prompt = request.brief().prompt();
        int width = Integer.parseInt(prompt.substring(prompt.lastIndexOf(' ') + 1));
        try {
            Blob blob = context.blobs().write("image/png", output -> output.write(Pictures.png(width, 10)));
            return new GenerationResult(
                    prompt,
                    "none",
                    List.of(new Asset.Picture(request.formats().getFirst(), 1, blob, width, 10, prompt)),
                    List.of("made"));
        } catch (IOException e) {
            throw new PluginException(FailureCode.UNAVAILABLE, "The picture cannot be stored");
        }
    }

    ApiClient owner() {
        return tenant.owner();
    }

    /** Makes copy that says this and gives its id. */
    String say(String text) {
        return new Studio(owner()).make(texts, text).path("id").asText();
    }

    /** Makes a picture of that width and gives its id. */
    String draw(String text, int width) {
        return new Studio(owner()).make(pictures, text + " " + width).path("id").asText();
    }

    /** One answer, by the path with its query. */
    JsonNode ask(String path) {
        return owner().get(path).expect(200).json();
    }

    /** The one embedding model that the tenant may ask, as it is shown to its people. */
    JsonNode provider() {
        List<JsonNode> asked = new ArrayList<>();
        for (JsonNode provider : ask("/plugins/providers").path("embedding")) {
            if (Set.of("serves", "circuit_open")
                    .contains(provider.path("status").asText())) {
                asked.add(provider);
            }
        }
        if (asked.size() != 1) {
            throw new AssertionError("Not one embedding model: " + asked);
        }
        return asked.getFirst();
    }

    /** What the question finds, with more of a query. */
    JsonNode search(String question, String more) {
        return ask("/search?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8) + more);
    }

    /** Asks until the answer is like that. */
    JsonNode until(String path, Predicate<JsonNode> like) {
        return Awaitility.await().pollInterval(POLL).atMost(LIMIT).until(() -> ask(path), like);
    }

    /** Waits until so many creatives are indexed, and none waits. */
    void indexed(int count) {
        until(
                "/search/index",
                index -> index.path("indexed").asInt() == count
                        && index.path("pending").asInt() == 0);
    }

    /** The ids of what an answer holds, in its order. */
    static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.required("results")
                .forEach(found -> ids.add(found.at("/creative/id").asText()));
        return ids;
    }
}
