package com.adgenius.host.server.openapi;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Problem;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.Route;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes one route as an operation. */
final class OperationWriter {

    static final String BEARER = "bearer";

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final BodySchemas schemas;

    OperationWriter(BodySchemas schemas) {
        this.schemas = schemas;
    }

    Operation write(Route route) {
        Operation operation = new Operation()
                .operationId(operationId(route))
                .addTagsItem(route.tag())
                .summary(route.summary())
                .description(access(route.access())
                        + (route.access().inPerson()
                                ? " Only for who signed in: neither an API token nor an impersonation will do."
                                : ""))
                .responses(responses(route));
        role(route.access(), operation);
        pathParameters(route).forEach(operation::addParametersItem);
        route.parameters().stream().map(OperationWriter::parameter).forEach(operation::addParametersItem);
        route.input().ifPresent(input -> operation.requestBody(requestBody(input)));
        return operation;
    }

    /** For instance {@code getCreativesByIdContent}: the method and the path's words. */
    static String operationId(Route route) {
        String words = Arrays.stream(
                        route.fullPath().replaceFirst("^/api/v1", "").split("[/.\\-_]"))
                .filter(word -> !word.isEmpty())
                .map(word ->
                        word.startsWith("{") ? "By" + capital(word.substring(1, word.length() - 1)) : capital(word))
                .collect(Collectors.joining());
        return route.method().text().toLowerCase(Locale.ROOT) + words;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String access(Access access) {
        return switch (access.scope()) {
            case PUBLIC -> "Anybody may ask.";
            case USER -> "Needs a token, of whatever tenant.";
            case TENANT ->
                "Needs a token for a tenant, with the role "
                        + access.role().orElseThrow().value() + " or above"
                        + access.except().stream()
                                .map(role -> ", but not " + role.value())
                                .sorted()
                                .collect(Collectors.joining())
                        + ".";
            case PLATFORM -> "Needs a token of an administrator of the platform.";
        };
    }

    private static void role(Access access, Operation operation) {
        if (access.scope() == Access.Scope.PUBLIC) {
            operation.security(List.of());
            return;
        }
        operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
        if (access.inPerson()) {
            operation.addExtension("x-in-person", true);
        }
        operation.addExtension(
                "x-role",
                switch (access.scope()) {
                    case TENANT -> access.role().orElseThrow().value();
                    case PLATFORM -> "platform_admin";
                    default -> "user";
                });
    }

    private static List<Parameter> pathParameters(Route route) {
        return PARAMETER
                .matcher(route.fullPath())
                .results()
                .map((MatchResult match) -> new Parameter()
                        .name(match.group(1))
                        .in("path")
                        .required(true)
                        .schema(new JsonSchema().typesItem("string")))
                .toList();
    }

    private static Parameter parameter(Route.Parameter parameter) {
        Parameter written = new Parameter()
                .name(parameter.name())
                .in(parameter.in())
                .required(parameter.required())
                .description(parameter.description())
                .schema(new JsonSchema().typesItem(parameter.type()));
        return parameter.example().isEmpty() ? written : written.example(parameter.example());
    }

    private RequestBody requestBody(Route.Input input) {
        Content content = new Content();
        Schema<?> schema = input.json().<Schema<?>>map(schemas::ofInput).orElseGet(OperationWriter::binary);
        input.mediaTypes().forEach(type -> content.addMediaType(type, new MediaType().schema(schema)));
        return new RequestBody()
                .required(true)
                .description("At most " + input.limit() + " bytes.")
                .content(content);
    }

    private ApiResponses responses(Route route) {
        ApiResponses responses = new ApiResponses();
        new TreeMap<>(route.outputs())
                .forEach((status, output) -> responses.addApiResponse(String.valueOf(status), response(output)));
        Map<Integer, List<ProblemCode>> problems = Problems.of(route).stream()
                .collect(Collectors.groupingBy(ProblemCode::status, TreeMap::new, Collectors.toList()));
        problems.forEach((status, codes) -> responses.addApiResponse(String.valueOf(status), problem(codes)));
        return responses;
    }

    private ApiResponse response(Route.Output output) {
        ApiResponse response = new ApiResponse().description(output.description());
        response.addHeaderObject(
                "X-Request-Id",
                new Header()
                        .description("Names the request in the server's log.")
                        .schema(new JsonSchema().typesItem("string")));
        if (!output.mediaTypes().isEmpty()) {
            Content content = new Content();
            Schema<?> schema = output.json().<Schema<?>>map(schemas::ofOutput).orElse(null);
            for (String type : output.mediaTypes()) {
                content.addMediaType(
                        type,
                        new MediaType()
                                .schema(schema != null && type.equals("application/json") ? schema : bytes(type)));
            }
            response.content(content);
        }
        return response;
    }

    private ApiResponse problem(List<ProblemCode> codes) {
        String description = codes.stream()
                .map(code -> "`" + code.value() + "`: " + code.title() + ".")
                .collect(Collectors.joining("\n\n"));
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json", new MediaType().schema(schemas.ofOutput(Problem.class))));
    }

    private static Schema<?> bytes(String mediaType) {
        if (mediaType.equals("application/json")) {
            return new JsonSchema().typesItem("object");
        }
        return mediaType.startsWith("text/") ? new JsonSchema().typesItem("string") : binary();
    }

    private static Schema<?> binary() {
        return new JsonSchema().typesItem("string").format("binary");
    }
}
