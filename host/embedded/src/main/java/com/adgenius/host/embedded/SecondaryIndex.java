package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * An index that several documents may share a key of: from the encoded key and the document's position to the position.
 *
 * <p>A document whose key cannot be told by its values alone, for instance because of an empty array, stands under an
 * empty list instead, and is found by every search: the query decides.
 */
final class SecondaryIndex extends Index<Position> implements StoredIndex {

    private static final KeyValue UNTELLABLE = new KeyValue(new Object[] {List.of()});

    private final MVMap<byte[], byte[]> entries;

    SecondaryIndex(MVMap<byte[], byte[]> entries, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.entries = requireNonNull(entries, "entries is null");
    }

    @Override
    public Iterable<Position> find(KeyValue first) {
        Set<Position> positions = new LinkedHashSet<>(Prefix.positions(entries, Encoding.key(first)));
        positions.addAll(Prefix.positions(entries, Encoding.key(UNTELLABLE)));
        return positions;
    }

    @Override
    public void clear() {
        entries.clear();
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Position> collection) {
        keys(document);
    }

    @Override
    public void add(Document document, Position position, MongoCollection<Position> collection) {
        entryKeys(document, position).forEach(key -> entries.put(key, position.bytes()));
    }

    @Override
    public Position remove(Document document) {
        Position position = Position.ofId(document.get("_id"));
        entryKeys(document, position).forEach(entries::remove);
        return position;
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Position> collection) {
        keys(newDocument);
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Position position, MongoCollection<Position> collection) {
        if (!keys(oldDocument).equals(keys(newDocument))) {
            entryKeys(oldDocument, position).forEach(entries::remove);
            add(newDocument, position, collection);
        }
    }

    @Override
    public Position getPosition(Document document) {
        return Position.ofId(document.get("_id"));
    }

    private Stream<byte[]> entryKeys(Document document, Position position) {
        return keys(document).stream().map(key -> concatenate(Encoding.key(key), position.bytes()));
    }

    private Set<KeyValue> keys(Document document) {
        Set<KeyValue> keys = getKeyValues(document);
        boolean tellable =
                !keys.isEmpty() && keys.stream().flatMap(KeyValue::stream).noneMatch(Collection.class::isInstance);
        return tellable ? keys : Set.of(UNTELLABLE);
    }

    private static byte[] concatenate(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Position> getPositions(Document query) {
        throw new UnsupportedOperationException("positions are found by values");
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof SecondaryIndex
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

    @Override
    public void drop() {
        // the database removes the map
    }
}
