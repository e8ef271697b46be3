package com.adgenius.host.server.provider;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.plugin.ModelKind;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** The wish of the tenant in scope: one document of its database. */
public final class ProviderOrders {

    private static final System.Logger LOG = System.getLogger(ProviderOrders.class.getName());
    private static final String COLLECTION = "model_providers";
    private static final String ORDER = "order";
    private static final String ACTION = "providers.ordered";

    private final TenantDatabase database;
    private final AuditNotes notes;
    private final Clock clock;

    /** The orders of all tenants. */
    public ProviderOrders(TenantDatabase database, AuditLog audit, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.notes = new AuditNotes(database, COLLECTION, audit);
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the index in the database of the tenant in scope; idempotent. */
    public void provision() {
        notes.provision();
    }

    /** Audits changes of the tenant in scope whose audit was cut off. */
    public void tidy() {
        notes.waiting().forEach(notes::deliver);
    }

    /** What the tenant wishes now. */
    public ProviderOrder read() {
        return Await.first(orders().find(eq(ORDER)).first())
                .map(ProviderOrders::order)
                .orElse(ProviderOrder.NONE);
    }

    /** Replaces the wish if it is still at that revision; whether it was. */
    boolean replace(long revision, Map<ModelKind, List<String>> named, Asking asking) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Document stored = new Document();
        Map<String, String> details = new TreeMap<>();
        named.forEach((kind, ids) -> {
            stored.append(kind.value(), ids);
            details.put(kind.value(), String.join(", ", ids));
        });
        try {
            UpdateResult result = Await.one(orders().updateOne(
                            and(eq(ORDER), eq("revision", revision)),
                            combine(
                                    set("named", stored),
                                    inc("revision", 1L),
                                    AuditNotes.noting(AuditNote.of(asking, now, ACTION, "plugins/providers", details))),
                            new UpdateOptions().upsert(revision == 0)));
            boolean replaced = result.getMatchedCount() == 1 || result.getUpsertedId() != null;
            if (replaced) {
                audit();
            }
            return replaced;
        } catch (MongoException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** The change is stored: what fails here is made good by {@link #tidy}. */
    private void audit() {
        try {
            notes.deliver(ORDER);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "That providers were ordered is audited later", e);
        }
    }

    private static ProviderOrder order(Document document) {
        Document stored = document.get("named", new Document());
        Map<ModelKind, List<String>> named = new EnumMap<>(ModelKind.class);
        for (ModelKind kind : ModelKind.values()) {
            if (stored.containsKey(kind.value())) {
                named.put(kind, stored.getList(kind.value(), String.class));
            }
        }
        return new ProviderOrder(named, document.getLong("revision"));
    }

    private MongoCollection<Document> orders() {
        return database.collection(COLLECTION);
    }
}
