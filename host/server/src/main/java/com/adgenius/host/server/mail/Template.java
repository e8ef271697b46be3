package com.adgenius.host.server.mail;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A template that was read once: literal text, and the places of values. */
final class Template {

    private final Markup markup;
    private final List<Part> parts;
    private final Set<String> names;

    private Template(Markup markup, List<Part> parts) {
        this.markup = markup;
        this.parts = List.copyOf(parts);
        Set<String> found = new TreeSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Value value) {
                found.add(value.name());
            }
        }
        this.names = Set.copyOf(found);
    }

    sealed interface Part {

        record Literal(String text) implements Part {}

        record Value(String name) implements Part {}
    }

    /** A template of these parts, with the constants in their places and neighbouring text as one piece. */
    static Template of(Markup markup, List<Part> parts, Map<String, String> constants) {
        List<Part> folded = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> text.append(literal.text());
                case Part.Value value
                when constants.containsKey(value.name()) -> text.append(markup.escape(constants.get(value.name())));
                case Part.Value value -> {
                    folded.add(new Part.Literal(text.toString()));
                    text.setLength(0);
                    folded.add(value);
                }
            }
        }
        folded.add(new Part.Literal(text.toString()));
        return new Template(markup, folded);
    }

    /** The values it needs. */
    Set<String> names() {
        return names;
    }

    /**
     * The text with the values, escaped.
     *
     * @throws NullPointerException that names a value which is missing
     */
    String render(Map<String, String> values) {
        StringBuilder text = new StringBuilder(2_000);
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> text.append(literal.text());
                case Part.Value value ->
                    text.append(markup.escape(requireNonNull(
                            values.get(value.name()), () -> "The template needs a value \"" + value.name() + "\"")));
            }
        }
        return text.toString();
    }
}
