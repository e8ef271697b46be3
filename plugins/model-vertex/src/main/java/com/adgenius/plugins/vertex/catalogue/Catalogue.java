package com.adgenius.plugins.vertex.catalogue;

import com.adgenius.plugin.ModelKind;
import com.adgenius.plugins.vertex.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The models of Google's that the plugin knows, read from {@code models.json}. */
public final class Catalogue {

    private static final String RESOURCE = "/com/adgenius/plugins/vertex/models.json";

    private final List<Model> models;
    private final Map<String, Model> byId;
    private final Map<ModelKind, Model> defaults;

    private Catalogue(JsonObject document) {
        this.models =
                Json.children(document, "models").stream().map(Catalogue::model).toList();
        this.byId = models.stream().collect(Collectors.toMap(Model::id, Function.identity()));
        JsonObject chosen = Json.child(document, "defaults");
        this.defaults = Arrays.stream(ModelKind.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        kind -> byId.get(Json.text(chosen, kind.value()).orElseThrow())));
    }

    /** The catalogue in the plugin's jar. */
    public static Catalogue load() {
        return new Catalogue(Json.resource(RESOURCE));
    }

    /** All models, in the order to show them. */
    public List<Model> models() {
        return models;
    }

    /** The model of that id, if the catalogue has it. */
    public Optional<Model> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The model that serves where a tenant chose none. */
    public Model standard(ModelKind kind) {
        return defaults.get(kind);
    }

    /** The model to ask where that one is gone: of the same kind, so that a result is of the same sort. */
    public Optional<Model> fallback(Model model) {
        return model.fallback().flatMap(this::find).filter(other -> other.kind() == model.kind());
    }

    /** The kind of that name, for instance {@code text}. */
    public static Optional<ModelKind> kind(String value) {
        return Arrays.stream(ModelKind.values())
                .filter(kind -> kind.value().equals(value))
                .findFirst();
    }

    /** The call shape of that name, for instance {@code predict}. */
    public static Optional<CallShape> call(String value) {
        return CallShape.find(value);
    }

    private static Model model(JsonObject entry) {
        JsonObject price = Json.child(entry, "price");
        List<Integer> dimensions = new ArrayList<>();
        if (entry.get("dimensions") instanceof JsonArray array) {
            array.forEach(dimension -> dimensions.add(dimension.getAsInt()));
        }
        return new Model(
                Json.text(entry, "id").orElseThrow(),
                kind(Json.text(entry, "kind").orElseThrow()).orElseThrow(),
                call(Json.text(entry, "call").orElseThrow()).orElseThrow(),
                Json.text(price, "text")
                        .map(text -> new Model.Price(
                                text,
                                Json.text(price, "date").orElseThrow(),
                                Json.text(price, "source").orElseThrow())),
                Json.text(entry, "retires_on").map(LocalDate::parse),
                Json.text(entry, "fallback"),
                Optional.empty(),
                dimensions);
    }
}
