package com.adgenius.host.server.mail;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.mail.Template.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mails' templates: for each a {@code NAME.txt}, whose first line is {@code Subject: …}, and a {@code NAME.html}, in
 * the folder of a class. {@code {{name}}} is the place of a value, {@code {{> name}}} that of a fragment, a file of its
 * own; {@code layout} goes around each mail, with the place {@code {{> body}}}.
 *
 * <p>All of them are read when this is made: each file once, fragments into the mails that use them, constants into their
 * places. What is left for each mail is to join text and values.
 */
public final class MailTemplates {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(>?) ?([a-z_-]+)}}");
    private static final String SUBJECT = "Subject: ";
    private static final String BODY = "body";
    private static final int DEEPEST = 5;

    private final Map<String, MailTemplate> templates = new HashMap<>();

    private record MailTemplate(Template subject, Template text, Template html) {}

    private MailTemplates() {}

    /**
     * Reads the templates.
     *
     * @param home the class beside which the files lie
     * @param names of the mails
     * @param constants values that are the same in each mail
     * @throws IllegalStateException that names a file which is missing or wrong
     */
    public static MailTemplates read(Class<?> home, Collection<String> names, Map<String, String> constants) {
        Reader html = new Reader(home, Markup.HTML, constants);
        Reader text = new Reader(home, Markup.TEXT, constants);
        MailTemplates templates = new MailTemplates();
        for (String name : names) {
            String file = text.content(name);
            int end = file.indexOf('\n');
            if (!file.startsWith(SUBJECT) || end < 0) {
                throw new IllegalStateException(name + ".txt must begin with a line \"" + SUBJECT + "…\"");
            }
            templates.templates.put(
                    name,
                    new MailTemplate(
                            text.template(file.substring(SUBJECT.length(), end), ""),
                            text.template(
                                    "{{> layout}}", file.substring(end + 1).strip()),
                            html.template("{{> layout}}", html.content(name).strip())));
        }
        return templates;
    }

    /**
     * A mail of that template.
     *
     * @param values all that the template needs; they may be anybody's text
     * @throws IllegalArgumentException when there is no such template
     * @throws NullPointerException that names a value which is missing
     */
    public Mail render(String name, String to, Map<String, String> values, Optional<URI> link) {
        MailTemplate template = templates.get(name);
        if (template == null) {
            throw new IllegalArgumentException("There is no mail template \"" + name + "\"");
        }
        return new Mail(
                to,
                template.subject().render(values),
                template.text().render(values),
                template.html().render(values),
                link);
    }

    /** Reads files of one markup, each once. */
    private static final class Reader {

        private final Class<?> home;
        private final Markup markup;
        private final Map<String, String> constants;
        private final Map<String, String> contents = new HashMap<>();

        Reader(Class<?> home, Markup markup, Map<String, String> constants) {
            this.home = requireNonNull(home, "home is null");
            this.markup = markup;
            this.constants = Map.copyOf(constants);
        }

        Template template(String text, String body) {
            List<Part> parts = new ArrayList<>();
            parse(text, body, parts, 0);
            return Template.of(markup, parts, constants);
        }

        private void parse(String text, String body, List<Part> parts, int depth) {
            if (depth > DEEPEST) {
                throw new IllegalStateException("Fragments of mails lie in each other more than " + DEEPEST + " deep");
            }
            Matcher place = PLACE.matcher(text);
            int from = 0;
            while (place.find()) {
                parts.add(new Part.Literal(text.substring(from, place.start())));
                String name = place.group(2);
                if (place.group(1).isEmpty()) {
                    parts.add(new Part.Value(name));
                } else {
                    parse(name.equals(BODY) ? body : content(name).strip(), body, parts, depth + 1);
                }
                from = place.end();
            }
            parts.add(new Part.Literal(text.substring(from)));
        }

        String content(String name) {
            return contents.computeIfAbsent(name + "." + markup.ending(), this::read);
        }

        private String read(String file) {
            try (InputStream input = home.getResourceAsStream(file)) {
                if (input == null) {
                    throw new IllegalStateException(file + " is missing in the distribution");
                }
                return new String(input.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
