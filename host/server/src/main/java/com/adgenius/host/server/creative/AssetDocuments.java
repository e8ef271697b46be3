package com.adgenius.host.server.creative;

import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** How an asset stands in its creative's document. */
public final class AssetDocuments {

    private AssetDocuments() {}

    /** The asset that the document holds. */
    static CreativeAsset asset(Document document) {
        return document.containsKey("fields") ? copy(document) : media(document);
    }

    /** The asset as it is stored. */
    public static Document document(CreativeAsset asset) {
        Document document = new Document("format", asset.format()).append("variant", asset.variant());
        return switch (asset) {
            case Copy copy -> document.append("fields", fields(copy));
            case MediaAsset media ->
                document.append("media_id", media.mediaId())
                        .append("media_type", media.mediaType())
                        .append("size", media.size())
                        .append("sha256", media.sha256())
                        .append("width", media.width())
                        .append("height", media.height())
                        .append(
                                "duration_ms",
                                media.duration().map(Duration::toMillis).orElse(null))
                        .append("description", media.description());
        };
    }

    // A list, not an object: the names are the plugin's, and the order is theirs to keep.
    private static List<Document> fields(Copy copy) {
        return copy.fields().entrySet().stream()
                .map(field -> new Document("name", field.getKey()).append("texts", field.getValue()))
                .toList();
    }

    private static Copy copy(Document document) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Document field : document.getList("fields", Document.class)) {
            fields.put(field.getString("name"), field.getList("texts", String.class));
        }
        return new Copy(document.getString("format"), document.getInteger("variant"), fields);
    }

    private static MediaAsset media(Document document) {
        return new MediaAsset(
                document.getString("format"),
                document.getInteger("variant"),
                document.getString("media_id"),
                document.getString("media_type"),
                document.getLong("size"),
                document.getString("sha256"),
                document.getInteger("width"),
                document.getInteger("height"),
                Optional.ofNullable(document.getLong("duration_ms")).map(Duration::ofMillis),
                document.getString("description"));
    }
}
