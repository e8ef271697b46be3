package com.adgenius.prompting;

import com.adgenius.plugin.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A file that the plugin's jar carries beside a class. One that is not there fails with its name. */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public final class Resource {

    private Resource() {}

    /**
     * The file's text, which is UTF-8.
     *
     * @throws IllegalStateException when it is not there
     */
    public static String text(Class<?> beside, String name) {
        try (InputStream input = beside.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException(name + " is missing from the plugin's jar");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /**
     * The JSON object that the file holds.
     *
     * @throws IllegalStateException when it is not there
     * @throws UncheckedIOException when it is no JSON object
     */
    public static Map<String, Object> json(Class<?> beside, String name) {
        try {
            return Json.object(text(beside, name));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
