package com.adgenius.host.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CursorNotFoundException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Hands results out in batches of at most 16 MB, as MongoDB does: the library answers with all of them at once, which a
 * driver does not accept above 48 MB. At most 1,000 cursors are open; beyond that the longest unused one is closed.
 */
final class Cursors {

    private static final int OPEN = 1_000;
    private static final int FIRST_BATCH = 101;
    private static final long BATCH_BYTES = 16L * 1024 * 1024;

    private final SequencedMap<Long, Deque<Document>> cursors = new LinkedHashMap<>(16, 0.75f, true);
    private long last;

    /** Cuts an answer that holds all results down to its first batch. */
    synchronized Document first(Document query, Document answer) {
        if (answer.get("cursor") instanceof Document cursor && cursor.get("firstBatch") instanceof Iterable<?> all) {
            Deque<Document> rest = new ArrayDeque<>();
            all.forEach(document -> rest.add((Document) document));
            List<Document> batch = take(rest, batchSize(query, FIRST_BATCH));
            boolean done = rest.isEmpty() || Boolean.TRUE.equals(query.get("singleBatch"));
            cursor.put("firstBatch", batch);
            cursor.put("id", done ? 0L : open(rest));
        }
        return answer;
    }

    /** Answers {@code getMore}. */
    synchronized Document more(String database, Document query) {
        long id = ((Number) query.get("getMore")).longValue();
        Deque<Document> rest = cursors.get(id);
        if (rest == null) {
            throw new CursorNotFoundException(id);
        }
        List<Document> batch = take(rest, batchSize(query, Integer.MAX_VALUE));
        if (rest.isEmpty()) {
            cursors.remove(id);
        }
        Document cursor = new Document("id", rest.isEmpty() ? 0L : id)
                .append("ns", database + "." + query.get("collection"))
                .append("nextBatch", batch);
        return new Document("cursor", cursor).append("ok", 1.0);
    }

    /** Answers {@code killCursors}. */
    synchronized Document kill(Document query) {
        List<Object> killed = new ArrayList<>();
        List<Object> unknown = new ArrayList<>();
        for (Object id : (Collection<?>) query.get("cursors")) {
            (cursors.remove(((Number) id).longValue()) == null ? unknown : killed).add(id);
        }
        return new Document("cursorsKilled", killed)
                .append("cursorsNotFound", unknown)
                .append("ok", 1.0);
    }

    private long open(Deque<Document> rest) {
        if (cursors.size() == OPEN) {
            cursors.pollFirstEntry();
        }
        last++;
        cursors.put(last, rest);
        return last;
    }

    private static int batchSize(Document query, int otherwise) {
        Object size =
                query.get("cursor") instanceof Map<?, ?> cursor ? cursor.get("batchSize") : query.get("batchSize");
        return size instanceof Number number ? number.intValue() : otherwise;
    }

    private static List<Document> take(Deque<Document> rest, int size) {
        List<Document> batch = new ArrayList<>();
        long bytes = 0;
        while (!rest.isEmpty() && batch.size() < size) {
            bytes += Encoding.document(rest.getFirst()).length;
            if (bytes > BATCH_BYTES && !batch.isEmpty()) {
                break;
            }
            batch.add(rest.removeFirst());
        }
        return batch;
    }
}
