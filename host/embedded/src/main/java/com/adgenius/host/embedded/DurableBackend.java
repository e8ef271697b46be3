package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.NoSuchCommandException;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.function.Supplier;

/** Answers MongoDB's commands from one file; see {@link GroupCommit} for when. */
final class DurableBackend extends AbstractMongoBackend {

    /** How much of every second compaction may take from the commands. */
    private static final Duration MAINTENANCE = Duration.ofMillis(250);

    private final StoreFile file;
    private final GroupCommit commits;
    private final Cursors cursors = new Cursors();

    DurableBackend(StoreFile file) {
        this.file = requireNonNull(file, "file is null");
        this.commits = new GroupCommit(file, this::reopen);
        openAll();
    }

    /** Does what the file needs from time to time. */
    void maintain() {
        long end = System.nanoTime() + MAINTENANCE.toNanos();
        boolean more = true;
        while (more && System.nanoTime() < end) {
            more = commits.alone(file::compact);
        }
        file.sync();
    }

    @Override
    public Document handleCommand(Channel channel, String database, String name, Document query) {
        MongoCommand command = MongoCommand.find(name).orElseThrow(() -> new NoSuchCommandException(name));
        Refusals.check(command, query);
        Supplier<Document> answer = () -> answer(channel, database, name, command, query);
        return switch (command.access(query)) {
            case NONE -> answer.get();
            case READ -> isOpen(database) ? commits.read(answer) : commits.write(answer);
            case WRITE -> commits.write(answer);
        };
    }

    private Document answer(Channel channel, String database, String name, MongoCommand command, Document query) {
        return switch (command) {
            case GET_MORE -> cursors.more(database, query);
            case KILL_CURSORS -> cursors.kill(query);
            case INSERT -> OrderedStatements.insert(query, all -> library(channel, database, name, all));
            case UPDATE -> OrderedStatements.update(query, one -> library(channel, database, name, one));
            case FIND, AGGREGATE, LIST_COLLECTIONS, LIST_INDEXES -> {
                Document all = query.clone();
                all.remove("batchSize");
                all.computeIfPresent("cursor", (field, size) -> new Document());
                yield cursors.first(query, library(channel, database, name, all));
            }
            default -> library(channel, database, name, query);
        };
    }

    private Document library(Channel channel, String database, String name, Document query) {
        return super.handleCommand(channel, database, name, query);
    }

    /** Opening a database writes, where it is a new one. */
    private boolean isOpen(String database) {
        return listDatabaseNames().contains(database);
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        throw Refusals.unsupported("queries of MongoDB's protocol before OP_MSG");
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoreDatabase(name, file.store(), getCursorRegistry());
    }

    @Override
    public void close() {
        super.close();
        file.close();
    }

    private void reopen() {
        super.close();
        openAll();
    }

    private void openAll() {
        try {
            StoreDatabase.names(file.store()).forEach(this::resolveDatabase);
        } catch (RuntimeException e) {
            throw file.damaged(e);
        }
    }
}
