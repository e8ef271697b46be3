package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be generated, and for which places. */
public final class GeneratorRoutes implements Routes {

    private static final String TAG = "Formats and generators";

    private final GeneratorCatalog catalog;
    private final InputSchema input;

    /**
     * The routes of a catalog.
     *
     * @param body the type of what is sent to {@code POST /creatives}
     * @param mapper by the API's rules
     */
    public GeneratorRoutes(GeneratorCatalog catalog, Type body, ObjectMapper mapper) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.input = InputSchema.of(body, mapper);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/formats")
                        .says(TAG, "List the formats that creatives can be made for, with their limits.")
                        .access(Access.signedIn())
                        .paged()
                        .answers(200, "One page of the formats that your tenant can use.", Page.class)
                        .handledBy(this::formats),
                Route.get("/generators")
                        .says(TAG, "List what your tenant can generate now, with the input's JSON Schema.")
                        .access(Access.member(Role.VIEWER))
                        .paged()
                        .answers(200, "One page of the generators.", Page.class)
                        .handledBy(call -> Pages.of(
                                call,
                                "/generators",
                                catalog.generators().stream().map(this::view).toList())));
    }

    private Answer formats(Call call) throws Exception {
        Optional<Principal.Membership> membership = call.principal().membership();
        List<OfferedFormat> formats = membership.isPresent()
                ? TenantScope.call(membership.get().tenant(), catalog::formats)
                : catalog.allFormats();
        return Pages.of(call, "/formats", formats);
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
