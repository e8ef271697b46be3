package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;

/** A collection: its name and what it was created with, in a file, and its points, opened when they are first asked for. */
final class StoredCollection {

    private static final String FILE = "collection.pb";

    private final Path folder;
    private final String name;
    private volatile VectorSchema schema;

    /** Held for reading by whoever uses the points, for writing by who closes them. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private final ReentrantLock changing = new ReentrantLock();
    private volatile CollectionInfo described;
    private volatile Optional<PointStore> points = Optional.empty();
    private boolean closed;

    private StoredCollection(Path folder, String name, CollectionInfo described) {
        this.folder = folder;
        this.name = name;
        this.described = described;
        this.schema = VectorSchema.of(described.getConfig());
    }

    /** Writes a new one into a folder that exists. */
    static void write(Path folder, String name, CollectionInfo described) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        CollectionDescription.newBuilder().setName(name).build().writeDelimitedTo(content);
        described.writeDelimitedTo(content);
        AtomicFile.write(folder.resolve(FILE), content.toByteArray());
    }

    static StoredCollection read(Path folder) throws IOException {
        ByteArrayInputStream content = new ByteArrayInputStream(Files.readAllBytes(folder.resolve(FILE)));
        String name = CollectionDescription.parseDelimitedFrom(content).getName();
        return new StoredCollection(folder, name, CollectionInfo.parseDelimitedFrom(content));
    }

    String name() {
        return name;
    }

    Path folder() {
        return folder;
    }

    /** What it was created with, and its payload indexes. */
    CollectionInfo described() {
        return described;
    }

    /** Does something with the points, which are not closed meanwhile. */
    <T> T points(Work<T> work) throws IOException {
        use.readLock().lock();
        try {
            if (closed) {
                throw Refusal.noCollection(name);
            }
            Optional<PointStore> open = points;
            return work.on(open.isPresent() ? open.get() : open());
        } finally {
            use.readLock().unlock();
        }
    }

    private PointStore open() throws IOException {
        changing.lock();
        try {
            if (points.isEmpty()) {
                points = Optional.of(PointStore.open(folder, schema));
            }
            return points.get();
        } finally {
            changing.unlock();
        }
    }

    /** Remembers a payload index. */
    void index(String field, PayloadSchemaInfo index) throws IOException {
        describe(described -> described.putPayloadSchema(field, index));
    }

    /** Forgets a payload index. */
    void removeIndex(String field) throws IOException {
        describe(described -> described.removePayloadSchema(field));
    }

    private void describe(UnaryOperator<CollectionInfo.Builder> change) throws IOException {
        changing.lock();
        try {
            CollectionInfo changed = change.apply(described.toBuilder()).build();
            write(folder, name, changed);
            described = changed;
        } finally {
            changing.unlock();
        }
    }

    /** Goes on with other settings: the points are closed, and opened anew when they are next asked for. */
    void configure(UnaryOperator<CollectionConfig> change) throws IOException {
        use.writeLock().lock();
        try {
            if (closed) {
                throw Refusal.noCollection(name);
            }
            describe(described -> {
                CollectionConfig changed = change.apply(described.getConfig());
                // Refuses what is out of range before it is kept.
                VectorSchema.of(changed);
                return described.setConfig(changed);
            });
            schema = VectorSchema.of(described.getConfig());
            Optional<PointStore> former = points;
            points = Optional.empty();
            if (former.isPresent()) {
                former.get().close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    /** Has the disk take what was written, where it is open. */
    void force() throws IOException {
        use.readLock().lock();
        try {
            if (!closed && points.isPresent()) {
                points.get().force();
            }
        } finally {
            use.readLock().unlock();
        }
    }

    /** Closes the points, when nobody uses them any more; from then on there is no such collection. */
    void close(boolean keep) throws IOException {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                if (points.isPresent()) {
                    if (keep) {
                        points.get().close();
                    } else {
                        points.get().abandon();
                    }
                }
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    /** Something that is done with the points. */
    @FunctionalInterface
    interface Work<T> {
        T on(PointStore points) throws IOException;
    }
}
