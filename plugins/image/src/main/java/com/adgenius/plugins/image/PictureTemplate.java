package com.adgenius.plugins.image;

import com.adgenius.plugin.PromptTemplate;
import com.adgenius.plugin.Settings;
import com.adgenius.plugin.TemplateOverride;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The texts that prompts for pictures are made of. Each version is a resource of its own, which is never changed; a change
 * is another version. A tenant may have its own in place of some of them, never of the frame.
 *
 * @param names ids and versions of what it is made of, which the user sees
 * @param role what to show and how, with {@code {format}, {width}, {height}}
 * @param extra what the tenant tells the model beside; empty for nothing
 * @param frame what no tenant changes, with {@code {composition}}
 * @param segment what is added for one audience segment
 * @param variation what is added for a variation of an earlier picture
 * @param data what is said before the user's data
 * @param negative what not to show
 */
record PictureTemplate(
        List<PromptTemplate> names,
        String role,
        String extra,
        String frame,
        String segment,
        String variation,
        String data,
        String negative) {

    private static final String CURRENT = "picture.v2.json";

    PictureTemplate {
        names = List.copyOf(names);
    }

    /** The version that is used now. */
    static PictureTemplate load() {
        return read(CURRENT);
    }

    static PictureTemplate read(String resource) {
        try {
            Map<?, ?> template = (Map<?, ?>) Json.parse(resource(resource));
            return new PictureTemplate(
                    List.of(new PromptTemplate((String) template.get("id"), (String) template.get("version"))),
                    text(template, "role"),
                    text(template, "extra"),
                    text(template, "frame"),
                    text(template, "segment"),
                    text(template, "variation"),
                    text(template, "data"),
                    text(template, "negative"));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** The text of a resource beside this class. */
    static String resource(String resource) {
        try (InputStream input = PictureTemplate.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException(resource + " is missing from the plugin's jar");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** With what the tenant has in place of these texts. */
    PictureTemplate of(Settings settings) {
        TemplateOverride own = TemplateOverride.of(settings);
        return new PictureTemplate(
                own.names(names),
                own.text("role", role),
                own.extra(extra),
                frame,
                own.text("segment", segment),
                own.text("variation", variation),
                data,
                own.text("negative", negative));
    }

    private static String text(Map<?, ?> template, String name) {
        return ((List<?>) template.get(name)).stream().map(String.class::cast).collect(Collectors.joining("\n"));
    }
}
