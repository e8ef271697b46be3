package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * A collection: from the encoded id to the encoded document. A document read is the reader's own; the library changes it
 * in place, which must not change what others read or what a commit writes.
 */
final class StoreCollection extends AbstractSynchronizedMongoCollection<Position> {

    private final MVMap<byte[], byte[]> documents;

    StoreCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            MVMap<byte[], byte[]> documents) {
        super(database, name, options, cursors);
        this.documents = requireNonNull(documents, "documents is null");
    }

    @Override
    public void addIndex(Index<Position> index) {
        boolean fresh = index.isEmpty();
        try {
            super.addIndex(index);
        } catch (IndexBuildFailedException e) {
            if (fresh) {
                ((StoredIndex) index).clear();
            }
            throw e;
        }
    }

    @Override
    public synchronized Document updateDocuments(
            Document selector, Document update, ArrayFilters arrayFilters, boolean multi, boolean upsert, Oplog oplog) {
        return foreseen(() -> super.updateDocuments(selector, update, arrayFilters, multi, upsert, oplog));
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        return foreseen(() -> super.findAndModify(query));
    }

    /** An error without a code is one of the library's about itself, and may come half way through a document. */
    private static Document foreseen(Supplier<Document> update) {
        try {
            return update.get();
        } catch (MongoServerError e) {
            throw e;
        } catch (MongoServerException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    protected Position addDocumentInternal(Document document) {
        String idField = getIdField();
        Position position = Position.ofId(idField == null ? UUID.randomUUID() : document.get(idField));
        if (documents.putIfAbsent(position.bytes(), Encoding.document(document)) != null) {
            throw new IllegalStateException(position + " is in " + this + " already");
        }
        return position;
    }

    @Override
    protected void handleUpdate(Position position, Document oldDocument, Document newDocument) {
        documents.put(position.bytes(), Encoding.document(newDocument));
    }

    @Override
    protected void removeDocument(Position position) {
        if (documents.remove(position.bytes()) == null) {
            throw new IllegalStateException(position + " is not in " + this);
        }
    }

    @Override
    protected Document getDocument(Position position) {
        return Encoding.document(documents.get(position.bytes()));
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        return new Candidates(getIndexes())
                .find(query)
                .map(positions -> matchDocuments(query, positions, orderBy, skip, limit, batchSize, fields))
                .orElseGet(() -> super.queryDocuments(query, orderBy, skip, limit, batchSize, fields));
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        Stream<Document> all = documents.values().stream().map(Encoding::document);
        if (isNaturalDescending(orderBy)) {
            all = all.toList().reversed().stream();
        }
        return matchDocumentsFromStream(all, query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected Stream<DocumentWithPosition<Position>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry ->
                        new DocumentWithPosition<>(Encoding.document(entry.getValue()), Position.of(entry.getKey())));
    }

    @Override
    public Stream<Document> queryAllAsStream() {
        return documents.values().stream().map(Encoding::document);
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int difference) {
        throw new IllegalStateException("the size of the data is not tracked");
    }

    @Override
    protected int getDataSize() {
        long bytes = documents.values().stream()
                .mapToLong(document -> document.length)
                .sum();
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
