package com.adgenius.host.server.openapi;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Handler;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.RouteRegistry;
import com.adgenius.host.server.http.Routes;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The routes that show the API's contract, to programs and to people. */
public final class DocumentRoutes implements Routes {

    private static final String TAG = "Documents";
    private static final String SELF_ALONE = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src blob:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Supplier<RouteRegistry> registry;
    private final ObjectMapper mapper;
    private final AtomicReference<OpenApiDocument> document = new AtomicReference<>();

    /** The routes that show that registry, to which they belong themselves. */
    public DocumentRoutes(Supplier<RouteRegistry> registry, ObjectMapper mapper) {
        this.registry = requireNonNull(registry, "registry is null");
        this.mapper = requireNonNull(mapper, "mapper is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/")
                        .atRoot()
                        .says(TAG, "Find the pages that show the API.")
                        .access(Access.anybody())
                        .answersNothing(302, "To the pages.")
                        .handledBy(_ -> Answer.empty(302).header("Location", "/api/docs")),
                bytes(
                        "/api/openapi.json",
                        "Read the contract as JSON.",
                        "application/json",
                        _ -> file("application/json", document().json())),
                bytes(
                        "/api/openapi.yaml",
                        "Read the contract as YAML.",
                        "application/yaml",
                        _ -> file("application/yaml", document().yaml())),
                page("/api/docs", "Try the API out, with Swagger UI.", "swagger-ui.html"),
                page("/api/redoc", "Read the API's description, with Redoc.", "redoc.html"),
                Route.get("/api/docs/{file}")
                        .atRoot()
                        .says(TAG, "Read a file of the pages.")
                        .access(Access.anybody())
                        .answersBytes(200, "The file.", "text/css", "text/javascript", "image/png")
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(DocumentRoutes::asset));
    }

    private static Route bytes(String path, String summary, String mediaType, Handler handler) {
        return Route.get(path)
                .atRoot()
                .says(TAG, summary)
                .access(Access.anybody())
                .answersBytes(200, "The document.", mediaType)
                .handledBy(handler);
    }

    private static Route page(String path, String summary, String resource) {
        return bytes(
                path,
                summary,
                "text/html",
                _ -> file(
                                "text/html; charset=utf-8",
                                PageFile.of(resource).orElseThrow().bytes())
                        .header("Content-Security-Policy", SELF_ALONE));
    }

    private static Answer asset(Call call) {
        String name = call.path("file");
        PageFile file = PageFile.of(name).orElseThrow(() -> ProblemException.notFound("file", name));
        return file(file.mediaType(), file.bytes());
    }

    private static Answer file(String mediaType, byte[] bytes) {
        return Answer.stream(200, mediaType, output -> output.write(bytes)).header("Cache-Control", "no-cache");
    }

    private OpenApiDocument document() {
        OpenApiDocument made = document.get();
        if (made == null) {
            made = OpenApiDocument.of(registry.get(), mapper);
            document.set(made);
        }
        return made;
    }
}
