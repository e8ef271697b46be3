package com.adgenius.plugins.vertex;

import com.adgenius.plugin.ModelKind;
import com.adgenius.plugins.vertex.catalogue.Catalogue;
import com.adgenius.plugins.vertex.catalogue.Model;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** The JSON Schema of the tenants' settings: a form with the catalogue in it. */
final class SettingsSchema {

    private static final String TEMPLATE = "/com/adgenius/plugins/vertex/settings.schema.json";

    private final String text;

    SettingsSchema(Catalogue catalogue) {
        JsonObject schema = Json.resource(TEMPLATE);
        JsonObject properties = schema.getAsJsonObject("properties");
        for (ModelKind kind : ModelKind.values()) {
            properties.add(kind.value() + "_model", choice(kind, catalogue));
        }
        this.text = schema.toString();
    }

    String text() {
        return text;
    }

    private static JsonObject choice(ModelKind kind, Catalogue catalogue) {
        JsonArray options = new JsonArray();
        catalogue.models().stream().filter(model -> model.kind() == kind).forEach(model -> options.add(option(model)));
        JsonObject own = new JsonObject();
        own.addProperty("title", "One of own_models");
        own.addProperty("pattern", "^[a-z0-9][a-z0-9._@-]{0,79}$");
        options.add(own);
        JsonObject choice = new JsonObject();
        choice.addProperty("type", "string");
        choice.addProperty("title", "Model for " + kind.value());
        choice.addProperty("default", catalogue.standard(kind).id());
        choice.add("anyOf", options);
        return choice;
    }

    private static JsonObject option(Model model) {
        JsonObject option = new JsonObject();
        option.addProperty("const", model.id());
        option.addProperty("title", model.id());
        StringBuilder description = new StringBuilder();
        model.price()
                .ifPresent(price -> description
                        .append(price.text())
                        .append(" (")
                        .append(price.date())
                        .append(", ")
                        .append(price.source())
                        .append("). "));
        model.retiresOn().ifPresent(date -> {
            description.append("Google retires it on ").append(date).append('.');
            model.fallback()
                    .ifPresent(other ->
                            description.append(" Then use ").append(other).append('.'));
            option.addProperty("deprecated", true);
        });
        if (!description.isEmpty()) {
            option.addProperty("description", description.toString().strip());
        }
        return option;
    }
}
