package com.adgenius.host.server.openapi;

import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.RouteRegistry;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The contract of the API, OpenAPI 3.1, as JSON and YAML. It is made from the registry that routes the requests, so that
 * neither can say what the other does not do.
 */
@SuppressWarnings("ArrayRecordComponent") // two files, never compared
record OpenApiDocument(byte[] json, byte[] yaml) {

    private static final String DESCRIPTION = """
            Errors are `application/problem+json` by RFC 9457, with a `code` for programs and `errors` for fields. \
            Times are RFC 3339 in UTC. A body may not have fields that are not named here. Lists come in pages. \
            A trailing slash is accepted.""";

    static OpenApiDocument of(RouteRegistry registry, ObjectMapper mapper) {
        Map<String, String> areas = areas(mapper);
        BodySchemas schemas = new BodySchemas(mapper);
        OperationWriter writer = new OperationWriter(schemas);
        Paths paths = new Paths();
        for (Route route : registry.routes()) {
            PathItem item = paths.computeIfAbsent(route.fullPath(), _ -> new PathItem());
            item.operation(PathItem.HttpMethod.valueOf(route.method().text()), writer.write(route));
        }
        Components components = new Components()
                .addSecuritySchemes(
                        OperationWriter.BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("The access token of POST /api/v1/auth/jwt/create."));
        schemas.all().forEach(components::addSchemas);
        OpenAPI document = new OpenAPI(SpecVersion.V31)
                .openapi("3.1.0")
                .info(new Info()
                        .title("AdGenius")
                        .version("1")
                        .description(DESCRIPTION)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .tags(registry.routes().stream()
                        .map(Route::tag)
                        .distinct()
                        .sorted()
                        .map(name -> new Tag().name(name).description(areas.get(name)))
                        .toList())
                .paths(paths)
                .components(components);
        try {
            return new OpenApiDocument(
                    Json31.pretty().writeValueAsString(document).getBytes(StandardCharsets.UTF_8),
                    Yaml31.pretty().writeValueAsString(document).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The document cannot be written", e);
        }
    }

    /** What each tag is about. */
    private static Map<String, String> areas(ObjectMapper mapper) {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("tags.json")) {
            return mapper.readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("tags.json cannot be read", e);
        }
    }
}
