package com.adgenius.host.server.plugin.state;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.pull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;

/** The desired states of all plugins: the collection {@code plugins} of the public database. */
public final class DesiredStates {

    private static final int ATTEMPTS = 20;

    private final MongoCollection<Document> plugins;
    private final Clock clock;

    /** The desired states behind the connection. */
    public DesiredStates(MongoConnection connection, Clock clock) {
        this.plugins = connection.publicDatabase().getCollection("plugins");
        this.clock = clock;
    }

    /** The desired state of a plugin of which a version was ever uploaded. */
    public Optional<DesiredState> find(String pluginId) {
        return Await.first(plugins.find(eq("_id", pluginId))).map(DesiredStateDocument::state);
    }

    /** All desired states, by plugin id. */
    public List<DesiredState> all() {
        return Await.all(plugins.find().sort(ascending("_id"))).stream()
                .map(DesiredStateDocument::state)
                .toList();
    }

    /** The revision of each plugin. */
    public Map<String, Long> revisions() {
        Map<String, Long> revisions = new HashMap<>();
        for (Document document : Await.all(plugins.find().projection(include("revision")))) {
            revisions.put(document.getString("_id"), document.getLong("revision"));
        }
        return revisions;
    }

    /** The SHA-256 of every artifact that a desired state names. */
    public Set<String> namedArtifacts() {
        return all().stream()
                .flatMap(state -> state.versions().values().stream())
                .map(PluginVersion::sha256)
                .collect(Collectors.toSet());
    }

    /**
     * Makes the change if the plugin is still at the revision of the state that it was computed from.
     *
     * @param wanted the state with the change in it, at the revision that it was computed from
     * @return the state at its next revision; empty when somebody else changed the plugin meanwhile
     */
    public Optional<DesiredState> change(DesiredState wanted, Draft draft) {
        DesiredState next = wanted.next(new Change(
                wanted.revision() + 1,
                draft.action(),
                draft.actor(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                draft.tenant(),
                draft.detail()));
        Document document = DesiredStateDocument.of(next);
        if (wanted.revision() > 0) {
            return Await.first(plugins.findOneAndReplace(
                            and(eq("_id", wanted.pluginId()), eq("revision", wanted.revision())), document))
                    .map(_ -> next);
        }
        try {
            Await.done(plugins.insertOne(document));
            return Optional.of(next);
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Makes a change that fits whatever others change meanwhile: it is computed again until nobody came between.
     *
     * @param unknown the state to begin with where nobody knows the plugin
     * @param change the state with the change in it; the same state for no change; it may throw
     */
    public DesiredState change(DesiredState unknown, Draft draft, Function<DesiredState, DesiredState> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            DesiredState now = find(unknown.pluginId()).orElse(unknown);
            DesiredState wanted = change.apply(now);
            if (wanted.equals(now)) {
                return now;
            }
            Optional<DesiredState> changed = change(wanted, draft);
            if (changed.isPresent()) {
                return changed.get();
            }
        }
        throw new IllegalStateException("Plugin " + unknown.pluginId() + " is changed too often to be changed");
    }

    /** The plugins with a change that was perhaps not told. */
    public List<DesiredState> unannounced() {
        return Await.all(plugins.find(exists("unannounced.0"))).stream()
                .map(DesiredStateDocument::state)
                .toList();
    }

    /** Notes that the audit's entry and the events of a change are written. */
    void announced(String pluginId, long revision) {
        Await.done(plugins.updateOne(eq("_id", pluginId), pull("unannounced", new Document("revision", revision))));
    }

    /**
     * A change that is about to be made.
     *
     * @param action what is done
     * @param actor who does it
     * @param tenant the slug of the tenant that it concerns, if it is one
     * @param detail what exactly, as JSON values
     */
    public record Draft(Change.Action action, Actor actor, Optional<String> tenant, Map<String, Object> detail) {

        /** A change that concerns no single tenant. */
        public static Draft of(Change.Action action, Actor actor, Map<String, Object> detail) {
            return new Draft(action, actor, Optional.empty(), detail);
        }
    }
}
