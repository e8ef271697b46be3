package com.adgenius.host.server.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.or;

import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.storage.Await;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Finds entries of one chain. */
final class AuditSearch {

    private final MongoCollection<Document> entries;

    AuditSearch(MongoDatabase database) {
        this.entries = database.getCollection("audit");
    }

    /**
     * What to find.
     *
     * @param chain a tenant's slug, or empty for the platform's own chain
     * @param action exactly this one
     * @param actor by id or by e-mail
     * @param subject exactly this one
     */
    record Filter(String chain, Optional<String> action, Optional<String> actor, Optional<String> subject) {

        private Bson bson() {
            List<Bson> all = new ArrayList<>();
            all.add(exists("place"));
            all.add(chain.isEmpty() ? exists("tenant", false) : eq("tenant", chain));
            action.ifPresent(name -> all.add(eq("action", name)));
            actor.ifPresent(who -> all.add(or(eq("actor_id", who), eq("actor_email", who))));
            subject.ifPresent(name -> all.add(eq("subject", name)));
            return and(all);
        }
    }

    long count(Filter filter) {
        return Await.one(entries.countDocuments(filter.bson()));
    }

    /** The newest first, unless the oldest are asked for. */
    List<AuditEntry> page(Filter filter, PageRequest page) {
        boolean newestFirst = page.ordering().isEmpty() || page.descending();
        return Await.all(entries.find(filter.bson())
                        .sort(newestFirst ? Sorts.descending("sequence") : Sorts.ascending("sequence"))
                        .skip(page.offset())
                        .limit(page.size()))
                .stream()
                .map(AuditEntry::of)
                .toList();
    }
}
