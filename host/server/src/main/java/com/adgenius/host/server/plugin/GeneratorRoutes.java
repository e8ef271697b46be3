package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.cache.Cache;
import com.adgenius.host.server.cache.CacheGroup;
import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.TenantScope;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be generated, and for which places. */
public final class GeneratorRoutes implements Routes {

    private static final String TAG = "Formats and generators";
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int LIMIT = 2_000_000;
    private static final CacheGroup<Formats> FORMATS = new CacheGroup<>("formats", Formats.class, KEPT, LIMIT);
    private static final CacheGroup<Generators> GENERATORS =
            new CacheGroup<>("generators", Generators.class, KEPT, LIMIT);

    private final GeneratorCatalog catalog;
    private final InputSchema input;
    private final Cache cache;
    private final ObjectMapper mapper;

    /**
     * The routes of a catalog.
     *
     * @param cache keeps what the catalog says until it says something else
     * @param body the type of what is sent to {@code POST /creatives}
     * @param mapper by the API's rules
     */
    public GeneratorRoutes(GeneratorCatalog catalog, Cache cache, Type body, ObjectMapper mapper) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.cache = requireNonNull(cache, "cache is null");
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.input = InputSchema.of(body, mapper);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/formats")
                        .says(TAG, "List the formats that creatives can be made for, with their limits.")
                        .access(Access.signedIn())
                        .paged()
                        .header("If-None-Match", false, "The ETag of what you have.")
                        .answers(200, "One page of the formats that your tenant can use, with an ETag.", Page.class)
                        .answersNothing(304, "What you have is current.")
                        .handledBy(this::formats),
                Route.get("/generators")
                        .says(TAG, "List what your tenant can generate now, with the input's JSON Schema.")
                        .access(Access.member(Role.VIEWER))
                        .paged()
                        .header("If-None-Match", false, "The ETag of what you have.")
                        .answers(200, "One page of the generators, with an ETag.", Page.class)
                        .answersNothing(304, "What you have is current.")
                        .handledBy(call ->
                                Pages.tagged(call, "/generators", generators().results(), mapper)));
    }

    // What they are kept by says what they are: a plugin or a switch that changes is another key, on every node.
    private Generators generators() {
        GeneratorCatalog.Offer offer = catalog.offer();
        return cache.get(
                GENERATORS,
                offer.fingerprint() + input.fingerprint(),
                () -> new Generators(offer.generators().stream().map(this::view).toList()));
    }

    private Formats offered() {
        GeneratorCatalog.Offer offer = catalog.offer();
        return cache.get(FORMATS, offer.fingerprint(), () -> new Formats(offer.formats()));
    }

    /** All that a tenant can generate, as it is kept. */
    record Generators(List<GeneratorView> results) {}

    /** All formats that a tenant can use, as they are kept. */
    record Formats(List<OfferedFormat> results) {}

    private Answer formats(Call call) throws Exception {
        Optional<Principal.Membership> membership = call.principal().membership();
        List<OfferedFormat> formats = membership.isPresent()
                ? TenantScope.call(membership.get().tenant(), this::offered).results()
                : catalog.allFormats();
        return Pages.tagged(call, "/formats", formats, mapper);
    }

    private GeneratorView view(Generator generator) {
        return new GeneratorView(
                generator.pluginId(),
                generator.version(),
                generator.kind().value(),
                generator.formats().stream().map(format -> format.id()).toList(),
                input.of(generator));
    }

    record GeneratorView(
            @Schema(description = "The plugin; send it as generator.")
            String id,

            @Schema(description = "The version that serves your tenant here.")
            String version,

            @Schema(description = "text, image or video.") String kind,

            @Schema(description = "The formats that it makes.")
            List<String> formats,

            @Schema(description = "The JSON Schema of the body of POST /creatives for this generator.")
            Map<String, Object> schema) {}
}
