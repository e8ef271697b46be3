package com.adgenius.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plugin's own documents in the tenant's database. A plugin sees its own collections only, of this tenant only.
 *
 * <p>A document is a JSON object: {@code Map, List, String, BigDecimal, Boolean}. Names of collections match
 * {@code [a-z][a-z0-9_]{0,39}}, ids are 1 to 200 characters, a document is at most 1 MB.
 *
 * <p>Not intended to be implemented by plugins.
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public interface Documents {

    /** The document of that id, if it is stored. */
    Optional<Map<String, Object>> find(String collection, String id);

    /** Stores the document under that id, in place of an earlier one. Durable when it returns. */
    void put(String collection, String id, Map<String, Object> document);

    /** Removes the document of that id, if it is stored. */
    void delete(String collection, String id);

    /**
     * The ids of a collection in ascending order, after the given one.
     *
     * @param after the last id already seen; empty to begin
     * @param limit 1 to 1000
     */
    List<String> ids(String collection, String after, int limit);
}
