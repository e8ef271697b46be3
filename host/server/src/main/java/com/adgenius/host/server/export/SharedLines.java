package com.adgenius.host.server.export;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.JsonValues;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Documents of the public database that belong to the tenant in scope. The fields that are taken away are named, so that
 * what is added to a document later is not taken away before somebody thought of it.
 *
 * @param documents name their tenant in the field {@code tenant}, and have texts as ids
 * @param fields beside the id; one within another with a dot
 */
public record SharedLines(MongoCollection<Document> documents, List<String> fields) implements ExportSource {

    private static final int PAGE = 100;

    public SharedLines {
        fields = List.copyOf(fields);
    }

    @Override
    public void writeTo(OutputStream lines) throws IOException {
        for (List<Document> page = after(""); !page.isEmpty(); page = after(id(page.getLast()))) {
            for (Document document : page) {
                lines.write((JsonValues.text(line(document)) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private List<Document> after(String id) {
        Bson next = and(eq("tenant", TenantScope.current().slug()), gt("_id", id));
        return Await.all(documents
                .find(next)
                .projection(Projections.include(fields))
                .sort(Sorts.ascending("_id"))
                .limit(PAGE));
    }

    private static String id(Document document) {
        return document.getString("_id");
    }

    private static Map<String, Object> line(Document document) {
        Map<String, Object> line = new LinkedHashMap<>();
        document.forEach((name, value) -> {
            if (value != null) {
                line.put(name.equals("_id") ? "id" : name, json(value));
            }
        });
        return line;
    }

    private static Object json(Object value) {
        return switch (value) {
            case Date date -> date.toInstant().toString();
            case Document document -> line(document);
            default -> value;
        };
    }
}
