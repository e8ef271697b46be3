package com.adgenius.host.embedded;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import java.util.List;

/** An index that finds documents by the values of its first keys. */
interface StoredIndex {

    /** The index's fields in their order. */
    List<IndexKey> getKeys();

    /**
     * The positions of at least all documents whose first keys equal these values.
     *
     * @param first one to all values, in the order of the keys, none of them null
     */
    Iterable<Position> find(KeyValue first);

    /** Forgets all entries, after building it failed half way. */
    void clear();
}
