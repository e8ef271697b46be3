package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/** The index on {@code _id}: the documents themselves, which are stored under their id. */
final class IdIndex extends AbstractUniqueIndex<Position> implements StoredIndex {

    private final MVMap<byte[], byte[]> documents;

    IdIndex(MVMap<byte[], byte[]> documents, String name, List<IndexKey> keys) {
        super(name, keys, false);
        this.documents = requireNonNull(documents, "documents is null");
    }

    @Override
    public Iterable<Position> find(KeyValue id) {
        return Optional.ofNullable(getPosition(id)).stream().toList();
    }

    @Override
    public void clear() {
        // nothing of its own
    }

    @Override
    protected Position getPosition(KeyValue id) {
        byte[] bytes = Encoding.key(id);
        return documents.containsKey(bytes) ? Position.of(bytes) : null;
    }

    @Override
    public synchronized void add(Document document, Position position, MongoCollection<Position> collection) {
        // the collection has stored the document under its id
    }

    @Override
    protected boolean putKeyPosition(KeyValue id, Position position) {
        throw new IllegalStateException("an id is put with its document");
    }

    @Override
    protected Position removeDocument(KeyValue id) {
        return getPosition(id);
    }

    @Override
    protected Iterable<Entry<KeyValue, Position>> getIterable() {
        return documents.keySet().stream()
                .map(bytes -> Map.entry(new KeyValue(Encoding.values(bytes)), Position.of(bytes)))
                .toList();
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof IdIndex;
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
