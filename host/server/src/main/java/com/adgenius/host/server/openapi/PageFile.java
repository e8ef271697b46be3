package com.adgenius.host.server.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A file of the pages that show the contract. All of them are in the distribution; nothing is fetched from elsewhere.
 */
@SuppressWarnings("ArrayRecordComponent") // written out, never compared
record PageFile(String mediaType, byte[] bytes) {

    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("swagger-ui.html", "swagger-ui.html"),
            Map.entry("redoc.html", "redoc.html"),
            Map.entry("swagger-ui-start.js", "swagger-ui-start.js"),
            Map.entry("redoc-start.js", "redoc-start.js"),
            Map.entry("redoc.standalone.js", "redoc.standalone.js"),
            Map.entry("swagger-ui-bundle.js", WEBJAR + "swagger-ui-bundle.js"),
            Map.entry("swagger-ui.css", WEBJAR + "swagger-ui.css"),
            Map.entry("favicon-32x32.png", WEBJAR + "favicon-32x32.png"));

    static Optional<PageFile> of(String name) {
        return Optional.ofNullable(RESOURCES.get(name)).map(resource -> new PageFile(mediaType(name), read(resource)));
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "png" -> "image/png";
            default -> "text/html; charset=utf-8";
        };
    }

    private static byte[] read(String resource) {
        try (InputStream input = PageFile.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException(resource + " is missing in the distribution");
            }
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The webjar's files lie in a folder named after its version. */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream input =
                PageFile.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            if (input == null) {
                throw new IllegalStateException("org.webjars:swagger-ui is missing in the distribution");
            }
            properties.load(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
