package com.adgenius.host.server.creative;

import com.adgenius.host.server.context.ModelUse;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.plugin.ModelUsage;
import com.adgenius.plugin.PromptTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;

/** How a creative's document says by what it was made and what it builds on. */
public final class GenerationDocuments {

    static final String PARENT_ID = "variation.parent_id";

    private GenerationDocuments() {}

    /** Templates as they are stored. */
    public static List<Document> documents(List<PromptTemplate> templates) {
        return templates.stream()
                .map(template -> new Document("id", template.id()).append("version", template.version()))
                .toList();
    }

    static List<PromptTemplate> templates(Document document) {
        return document.getList("templates", Document.class, List.of()).stream()
                .map(template -> new PromptTemplate(template.getString("id"), template.getString("version")))
                .toList();
    }

    static Map<String, Object> parameters(Document document) {
        return Optional.ofNullable(document.getString("parameters"))
                .map(JsonValues::object)
                .orElse(Map.of());
    }

    /** What was used, as it is stored. */
    public static Document document(ModelUse use) {
        ModelUsage usage = use.usage();
        Document document = new Document("model", usage.model())
                .append("provider", use.provider())
                .append("provider_version", use.version())
                .append("after_fallback", use.afterFallback())
                .append(
                        "quantities",
                        usage.quantities().entrySet().stream()
                                .map(quantity ->
                                        new Document("unit", quantity.getKey()).append("amount", quantity.getValue()))
                                .toList());
        use.pieces()
                .ifPresent(pieces -> document.append(
                        "pieces",
                        new Document("format", pieces.format())
                                .append("first", pieces.first())
                                .append("count", pieces.count())));
        return document;
    }

    /** What the creative's document says was used. */
    public static List<ModelUse> usage(Document document) {
        return uses(document, "usage");
    }

    static List<ModelUse> makers(Document document) {
        return uses(document, "made");
    }

    private static List<ModelUse> uses(Document document, String field) {
        return document.getList(field, Document.class, List.of()).stream()
                .map(GenerationDocuments::use)
                .toList();
    }

    private static ModelUse use(Document used) {
        return new ModelUse(
                used.get("provider", ""),
                used.get("provider_version", ""),
                used.get("after_fallback", false),
                new ModelUsage(
                        used.getString("model"),
                        used.getList("quantities", Document.class).stream()
                                .collect(Collectors.toMap(
                                        unit -> unit.getString("unit"), unit -> unit.getLong("amount")))),
                Optional.ofNullable(used.get("pieces", Document.class))
                        .map(pieces -> new ModelUse.Pieces(
                                pieces.getString("format"), pieces.getInteger("first"), pieces.getInteger("count"))));
    }

    static Document document(Parent parent) {
        return new Document("parent_id", parent.id())
                .append("parent_version", parent.version())
                .append("instruction", parent.instruction())
                .append(
                        "content_data",
                        parent.assets().stream().map(AssetDocuments::document).toList());
    }

    static Optional<Parent> parent(Document document) {
        return Optional.ofNullable(document.get("variation", Document.class))
                .map(variation -> new Parent(
                        variation.getString("parent_id"),
                        variation.getInteger("parent_version"),
                        variation.getString("instruction"),
                        variation.getList("content_data", Document.class).stream()
                                .map(AssetDocuments::asset)
                                .toList()));
    }
}
