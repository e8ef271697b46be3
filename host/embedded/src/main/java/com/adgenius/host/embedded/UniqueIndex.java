package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.MVMap;

/** A unique index: from the encoded key to the document's position. */
final class UniqueIndex extends AbstractUniqueIndex<Position> implements StoredIndex {

    private final MVMap<byte[], byte[]> entries;

    UniqueIndex(MVMap<byte[], byte[]> entries, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.entries = requireNonNull(entries, "entries is null");
    }

    @Override
    public Iterable<Position> find(KeyValue first) {
        return Prefix.positions(entries, Encoding.key(first));
    }

    @Override
    public void clear() {
        entries.clear();
    }

    @Override
    public synchronized void checkAdd(Document document, MongoCollection<Position> collection) {
        refuseUnindexable(document);
        super.checkAdd(document, collection);
    }

    @Override
    public synchronized void checkUpdate(
            Document oldDocument, Document newDocument, MongoCollection<Position> collection) {
        refuseUnindexable(newDocument);
        super.checkUpdate(oldDocument, newDocument, collection);
    }

    /** Such a document would get no entry, or one that is not found again. */
    private void refuseUnindexable(Document document) {
        Set<KeyValue> keys = getKeyValues(document);
        if (keys.isEmpty() || keys.stream().flatMap(KeyValue::stream).anyMatch(Collection.class::isInstance)) {
            throw Refusals.unsupported("an empty array, or one in another, in the unique index " + getName());
        }
    }

    @Override
    protected Position getPosition(KeyValue key) {
        return Optional.ofNullable(entries.get(Encoding.key(key)))
                .map(Position::of)
                .orElse(null);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Position position) {
        return entries.putIfAbsent(Encoding.key(key), position.bytes()) == null;
    }

    @Override
    protected Position removeDocument(KeyValue key) {
        return Optional.ofNullable(entries.remove(Encoding.key(key)))
                .map(Position::of)
                .orElse(null);
    }

    @Override
    protected Iterable<Entry<KeyValue, Position>> getIterable() {
        return entries.entrySet().stream()
                .map(entry -> Map.entry(new KeyValue(Encoding.values(entry.getKey())), Position.of(entry.getValue())))
                .toList();
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof UniqueIndex
                && getKeys().toString().equals(other.getKeys().toString())
                && super.hasSameOptions(other);
    }

    @Override
    public long getCount() {
        return entries.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
