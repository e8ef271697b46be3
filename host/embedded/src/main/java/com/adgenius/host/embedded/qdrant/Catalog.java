package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.ListAliasesResponse;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All collections, and the names that they have besides their own. */
final class Catalog implements AutoCloseable {

    private static final String COLLECTIONS = "collections";
    private static final String ALIASES = "aliases.pb";
    /** Begins the names of folders that are not yet, or no longer, collections. */
    private static final String NONE = ".";

    private final Path folder;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, StoredCollection> collections = new TreeMap<>();
    private Map<String, String> aliases = new TreeMap<>();

    private Catalog(Path folder) {
        this.folder = folder;
    }

    /** Reads what a folder holds, which is created where it is missing. */
    static Catalog open(Path folder) throws IOException {
        Catalog catalog = new Catalog(folder);
        Files.createDirectories(folder.resolve(COLLECTIONS));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder.resolve(COLLECTIONS))) {
            for (Path found : folders) {
                if (found.getFileName().toString().startsWith(NONE)) {
                    remove(found);
                } else {
                    StoredCollection collection = StoredCollection.read(found);
                    catalog.collections.put(collection.name(), collection);
                }
            }
        }
        if (Files.exists(folder.resolve(ALIASES))) {
            ListAliasesResponse.parseFrom(Files.readAllBytes(folder.resolve(ALIASES)))
                    .getAliasesList()
                    .forEach(alias -> catalog.aliases.put(alias.getAliasName(), alias.getCollectionName()));
        }
        return catalog;
    }

    /** A collection, by its name or an alias. */
    StoredCollection collection(String name) {
        return locked(lock.readLock(), () -> {
            StoredCollection collection = collections.get(aliases.getOrDefault(name, name));
            if (collection == null) {
                throw Refusal.noCollection(name);
            }
            return collection;
        });
    }

    boolean exists(String name) {
        return locked(lock.readLock(), () -> collections.containsKey(aliases.getOrDefault(name, name)));
    }

    /** The names of all collections, in order. */
    List<String> names() {
        return locked(lock.readLock(), () -> List.copyOf(collections.keySet()));
    }

    /** All aliases, in order. */
    List<AliasDescription> aliases() {
        return locked(lock.readLock(), () -> descriptions(aliases));
    }

    void create(String name, CollectionInfo described) throws IOException {
        lock.writeLock().lock();
        try {
            if (collections.containsKey(name)) {
                throw Refusal.alreadyExists(name);
            }
            if (aliases.containsKey(name)) {
                throw Refusal.wrongInput(
                        "Can't create collection with name " + name + ". Alias with the same name already exists");
            }
            String id = UUID.randomUUID().toString();
            Path unfinished = Files.createDirectory(folder.resolve(COLLECTIONS).resolve(NONE + id));
            StoredCollection.write(unfinished, name, described);
            Path finished = folder.resolve(COLLECTIONS).resolve(id);
            AtomicFile.move(unfinished, finished);
            collections.put(name, StoredCollection.read(finished));
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Removes a collection and its aliases; false where there is none of that name. */
    boolean delete(String name) throws IOException {
        Path removed;
        lock.writeLock().lock();
        try {
            StoredCollection collection = collections.get(name);
            if (collection == null) {
                return false;
            }
            Map<String, String> others = new TreeMap<>(aliases);
            others.values().removeIf(name::equals);
            keep(others);
            collection.close(false);
            removed = collection.folder().resolveSibling(NONE + UUID.randomUUID());
            AtomicFile.move(collection.folder(), removed);
            collections.remove(name);
        } finally {
            lock.writeLock().unlock();
        }
        remove(removed);
        return true;
    }

    /** Does all that is asked for, or nothing: nobody sees an alias switched half. */
    void change(List<AliasOperations> actions) throws IOException {
        lock.writeLock().lock();
        try {
            Map<String, String> changed = new TreeMap<>(aliases);
            actions.forEach(action -> change(changed, action));
            keep(changed);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void change(Map<String, String> changed, AliasOperations action) {
        switch (action.getActionCase()) {
            case CREATE_ALIAS -> {
                String collection = action.getCreateAlias().getCollectionName();
                if (!collections.containsKey(collection)) {
                    throw Refusal.noCollection(collection);
                }
                changed.put(free(action.getCreateAlias().getAliasName()), collection);
            }
            case RENAME_ALIAS -> {
                String former = action.getRenameAlias().getOldAliasName();
                String collection = changed.remove(former);
                if (collection == null) {
                    throw Refusal.notFound("Alias " + former + " does not exists!");
                }
                changed.put(free(action.getRenameAlias().getNewAliasName()), collection);
            }
            case DELETE_ALIAS -> changed.remove(action.getDeleteAlias().getAliasName());
            case ACTION_NOT_SET -> throw Refusal.wrongInput("Malformed alias operation: no action is set");
        }
    }

    private String free(String alias) {
        if (alias.isEmpty()) {
            throw Refusal.invalid("alias_name", "must not be empty");
        }
        if (collections.containsKey(alias)) {
            throw Refusal.alreadyExists(alias);
        }
        return alias;
    }

    private void keep(Map<String, String> changed) throws IOException {
        if (!changed.equals(aliases)) {
            AtomicFile.write(
                    folder.resolve(ALIASES),
                    ListAliasesResponse.newBuilder()
                            .addAllAliases(descriptions(changed))
                            .build()
                            .toByteArray());
            aliases = changed;
        }
    }

    private static List<AliasDescription> descriptions(Map<String, String> aliases) {
        return aliases.entrySet().stream()
                .map(entry -> AliasDescription.newBuilder()
                        .setAliasName(entry.getKey())
                        .setCollectionName(entry.getValue())
                        .build())
                .toList();
    }

    /** All collections there are. */
    Collection<StoredCollection> all() {
        return locked(lock.readLock(), () -> List.copyOf(collections.values()));
    }

    @Override
    public void close() throws IOException {
        lock.writeLock().lock();
        try {
            for (StoredCollection collection : collections.values()) {
                collection.close(true);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
