package com.adgenius.host.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The commands that are answered, and the fields that each may carry: the library overlooks what it does not know, and an
 * answer that overlooks half the question is a guess.
 */
enum MongoCommand {
    IS_MASTER(
            "ismaster",
            Access.NONE,
            "client",
            "compression",
            "helloOk",
            "loadBalanced",
            "topologyVersion",
            "maxAwaitTimeMS",
            "saslSupportedMechs"),
    PING("ping", Access.NONE),
    BUILD_INFO("buildInfo", Access.NONE),
    CONNECTION_STATUS("connectionStatus", Access.NONE, "showPrivileges"),
    GET_MORE("getMore", Access.NONE, "collection", "batchSize"),
    KILL_CURSORS("killCursors", Access.NONE, "cursors"),
    FIND(
            "find",
            Access.READ,
            "filter",
            "sort",
            "projection",
            "hint",
            "skip",
            "limit",
            "batchSize",
            "singleBatch",
            "noCursorTimeout",
            "allowDiskUse",
            "allowPartialResults"),
    COUNT("count", Access.READ, "query", "skip", "limit", "hint"),
    DISTINCT("distinct", Access.READ, "key", "query"),
    AGGREGATE("aggregate", Access.READ, "pipeline", "cursor", "allowDiskUse", "hint"),
    LIST_COLLECTIONS("listCollections", Access.READ, "nameOnly", "authorizedCollections", "cursor", "filter"),
    LIST_INDEXES("listIndexes", Access.READ, "cursor"),
    DB_STATS("dbStats", Access.READ),
    COLL_STATS("collStats", Access.READ),
    VALIDATE("validate", Access.READ, "full"),
    SERVER_STATUS("serverStatus", Access.READ),
    LIST_DATABASES("listDatabases", Access.WRITE, "nameOnly", "authorizedDatabases"),
    INSERT("insert", Access.WRITE, "documents", "ordered", "bypassDocumentValidation"),
    UPDATE("update", Access.WRITE, "updates", "ordered", "bypassDocumentValidation"),
    DELETE("delete", Access.WRITE, "deletes", "ordered"),
    FIND_AND_MODIFY(
            "findAndModify",
            Access.WRITE,
            "query",
            "sort",
            "remove",
            "update",
            "new",
            "fields",
            "upsert",
            "arrayFilters",
            "hint",
            "bypassDocumentValidation"),
    CREATE("create", Access.WRITE),
    CREATE_INDEXES("createIndexes", Access.WRITE, "indexes", "commitQuorum"),
    DROP("drop", Access.WRITE),
    DROP_DATABASE("dropDatabase", Access.WRITE);

    /** What the drivers send with any command. */
    private static final Set<String> ALWAYS = Set.of(
            "$db",
            "$readPreference",
            "$clusterTime",
            "apiVersion",
            "comment",
            "maxTimeMS",
            "readConcern",
            "writeConcern");

    private static final Map<String, MongoCommand> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(
                    command -> command.text.toLowerCase(Locale.ROOT), Function.identity()));

    private final String text;
    private final Access access;
    private final Set<String> fields;

    MongoCommand(String text, Access access, String... fields) {
        this.text = text;
        this.access = access;
        this.fields = Set.of(fields);
    }

    static Optional<MongoCommand> find(String text) {
        return Optional.ofNullable(BY_NAME.get(text.toLowerCase(Locale.ROOT)));
    }

    /** What it does to the data. */
    Access access(Document query) {
        return this == AGGREGATE && writes(query) ? Access.WRITE : access;
    }

    /** The first field that asks for something this command is not answered with. */
    Optional<String> unknownField(Document query) {
        return query.entrySet().stream()
                .skip(1)
                .filter(field -> !Boolean.FALSE.equals(field.getValue()))
                .map(Map.Entry::getKey)
                .filter(field -> !fields.contains(field) && !ALWAYS.contains(field))
                .findFirst();
    }

    private static boolean writes(Document query) {
        return query.get("pipeline") instanceof Collection<?> stages
                && stages.stream()
                        .anyMatch(stage -> stage instanceof Document document
                                && (document.containsKey("$out") || document.containsKey("$merge")));
    }

    /** What a command does to the data. */
    enum Access {
        NONE,
        READ,
        WRITE
    }
}
