package com.adgenius.plugins.text;

import com.adgenius.plugin.Format;
import java.util.List;
import java.util.Optional;

/** A format with its fields, in the order to show them, and the editorial rules of its platform. */
record TextFormat(Format format, List<Field> fields, List<EditorialRule> rules) {

    TextFormat {
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
    }

    String id() {
        return format.id();
    }

    Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
