package com.adgenius.host.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Runs the updates of one command one at a time and stops at the first that fails, where they are ordered. The library
 * goes on.
 */
final class OrderedStatements {

    private OrderedStatements() {}

    /**
     * Answers the command {@code update}.
     *
     * @param one answers the same command with a single update
     */
    static Document update(Document query, UnaryOperator<Document> one) {
        boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
        int matched = 0;
        int modified = 0;
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        int index = 0;
        for (Object update : (Collection<?>) query.get("updates")) {
            Document single = query.clone();
            single.put("updates", List.of(update));
            Document answer = one.apply(single);
            matched += ((Number) answer.get("n")).intValue();
            modified += ((Number) answer.get("nModified")).intValue();
            upserted.addAll(numbered(answer, "upserted", index));
            errors.addAll(numbered(answer, "writeErrors", index));
            if (ordered && !errors.isEmpty()) {
                break;
            }
            index++;
        }
        Document answer = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            answer.put("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            answer.put("writeErrors", errors);
        }
        return answer.append("ok", 1.0);
    }

    /** Answers the command {@code insert}; the library counts documents that it refused. */
    static Document insert(Document query, UnaryOperator<Document> all) {
        query.putIfAbsent("ordered", true);
        Document answer = all.apply(query);
        if (answer.get("writeErrors") instanceof List<?> errors && !errors.isEmpty()) {
            int documents = ((Collection<?>) query.get("documents")).size();
            int first = ((Number) ((Document) errors.getFirst()).get("index")).intValue();
            answer.put("n", Boolean.TRUE.equals(query.get("ordered")) ? first : documents - errors.size());
        }
        return answer;
    }

    private static List<Document> numbered(Document answer, String field, int index) {
        List<Document> numbered = new ArrayList<>();
        if (answer.get(field) instanceof Collection<?> entries) {
            entries.forEach(entry -> numbered.add(((Document) entry).clone().append("index", index)));
        }
        return numbered;
    }
}
