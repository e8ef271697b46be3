package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/** A database: one map a collection, {@code data/database/collection}, and one an index beside it. */
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Position> {

    private static final String DATA = "data";
    private static final String INDEX = "index";

    private final MVStore store;

    StoreDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, cursors);
        this.store = requireNonNull(store, "store is null");
        initializeNamespacesAndIndexes();
    }

    /** The names of all databases in a store. */
    static Set<String> names(MVStore store) {
        return store.getMapNames().stream()
                .map(map -> map.split("/", -1))
                .filter(parts -> parts[0].equals(DATA))
                .map(parts -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    @Override
    protected MongoCollection<Position> openOrCreateCollection(String collection, CollectionOptions options) {
        return new StoreCollection(this, collection, options, cursorRegistry, map(DATA, collection));
    }

    @Override
    protected Index<Position> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return isId(keys)
                ? new IdIndex(map(DATA, collection), index, keys)
                : new UniqueIndex(map(INDEX, collection, index), index, keys, sparse);
    }

    @Override
    protected Index<Position> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return new SecondaryIndex(map(INDEX, collection, index), index, keys, sparse);
    }

    @Override
    protected void dropIndex(MongoCollection<Position> collection, String index) {
        super.dropIndex(collection, index);
        String map = mapName(INDEX, collection.getCollectionName(), index);
        if (store.hasMap(map)) {
            store.removeMap(map);
        }
    }

    @Override
    public void dropCollection(String collection, Oplog oplog) {
        super.dropCollection(collection, oplog);
        store.removeMap(mapName(DATA, collection));
    }

    @Override
    protected long getStorageSize() {
        return store.getFileStore().size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }

    private static boolean isId(List<IndexKey> keys) {
        return keys.size() == 1 && keys.getFirst().getKey().equals("_id");
    }

    private MVMap<byte[], byte[]> map(String kind, String... names) {
        return store.openMap(
                mapName(kind, names),
                new MVMap.Builder<byte[], byte[]>()
                        .keyType(ByteArrayDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    private String mapName(String kind, String... names) {
        String parts = Arrays.stream(names)
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"));
        return kind + "/" + URLEncoder.encode(databaseName, StandardCharsets.UTF_8) + "/" + parts;
    }
}
