package com.adgenius.host.server.campaign;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.TenantDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The campaigns of the tenant in scope. Each change is one atomic update of one document, with the event that tells of it
 * and the note for the audit.
 */
final class CampaignStore {

    private static final Bson KEPT = exists("deleted_at", false);
    private static final Bson REMOVABLE = exists("fixed_key", false);

    private final TenantDatabase database;

    CampaignStore(TenantDatabase database) {
        this.database = requireNonNull(database, "database is null");
    }

    /** A change with what is told of it. */
    record Change(Instant time, CampaignEvent event, AuditNote note) {

        private Bson told() {
            return combine(
                    inc("revision", 1L),
                    set("updated_at", Date.from(time)),
                    push("outbox", event.document()),
                    AuditNotes.noting(note));
        }
    }

    /**
     * What a list shows.
     *
     * @param beginning of the name, in whatever case
     * @param objective exactly this one
     * @param activeOn runs on that day, as far as is known
     * @param deletedSince removed ones, since then; empty for those that are not removed
     */
    record Filter(
            Optional<String> beginning,
            Optional<String> objective,
            Optional<LocalDate> activeOn,
            Optional<Instant> deletedSince) {

        private Bson bson() {
            List<Bson> all = new ArrayList<>();
            all.add(deletedSince
                    .map(since -> gt("deleted_at", Date.from(since)))
                    .orElse(KEPT));
            beginning.ifPresent(text -> all.add(regex("name_key", "^" + Pattern.quote(Campaigns.key(text)))));
            objective.ifPresent(text -> all.add(eq("objective", text)));
            activeOn.map(CampaignDocuments::date).ifPresent(day -> {
                all.add(or(exists("start_date", false), lte("start_date", day)));
                all.add(or(exists("end_date", false), gte("end_date", day)));
            });
            return and(all);
        }
    }

    void insert(Campaign campaign, Change change) {
        Document document = CampaignDocuments.document(campaign)
                .append("outbox", List.of(change.event().document()));
        Await.done(campaigns().insertOne(AuditNotes.noting(document, change.note())));
    }

    Optional<Campaign> find(String id) {
        return Await.first(campaigns().find(and(eq("_id", id), KEPT))).map(CampaignDocuments::campaign);
    }

    /** The campaign, if it was removed after that time. */
    Optional<Campaign> removed(String id, Instant since) {
        return Await.first(campaigns().find(and(eq("_id", id), gt("deleted_at", Date.from(since)))))
                .map(CampaignDocuments::campaign);
    }

    long count(Filter filter) {
        return Await.one(campaigns().countDocuments(filter.bson()));
    }

    long removedNow() {
        return Await.one(campaigns().countDocuments(exists("deleted_at")));
    }

    List<Campaign> list(Filter filter, String field, boolean descending, PageRequest page) {
        return Await.all(campaigns()
                        .find(filter.bson())
                        .sort(descending ? Sorts.descending(field, "_id") : Sorts.ascending(field, "_id"))
                        .skip(page.offset())
                        .limit(page.size()))
                .stream()
                .map(CampaignDocuments::campaign)
                .toList();
    }

    /** Changes what people say of it, unless it has another revision by now. */
    Optional<Campaign> change(Campaign before, Campaign.Content content, Change change) {
        List<Bson> updates = new ArrayList<>(List.of(change.told()));
        CampaignDocuments.fields(content)
                .forEach((name, value) -> updates.add(value == null ? unset(name) : set(name, value)));
        return update(and(at(before), KEPT), combine(updates));
    }

    /** Removes it, unless it has another revision by now. */
    Optional<Campaign> remove(Campaign before, Change change) {
        return update(
                and(at(before), KEPT, REMOVABLE), combine(change.told(), set("deleted_at", Date.from(change.time()))));
    }

    /** Brings it back, unless it has another revision by now, or was removed before that time. */
    Optional<Campaign> restore(Campaign before, Instant since, Change change) {
        return update(and(at(before), gt("deleted_at", Date.from(since))), combine(change.told(), unset("deleted_at")));
    }

    private static Bson at(Campaign campaign) {
        Bson same = eq("revision", campaign.revision());
        return and(
                eq("_id", campaign.id()),
                // The first version made the drafts' campaign without a revision.
                campaign.revision() == 1 ? or(same, exists("revision", false)) : same);
    }

    private Optional<Campaign> update(Bson filter, Bson update) {
        return Await.first(campaigns()
                        .findOneAndUpdate(
                                filter, update, new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(CampaignDocuments::campaign);
    }

    /** The events of the campaign that are not in the tenant's log yet. */
    List<CampaignEvent> outbox(String id) {
        return Await.first(campaigns().find(eq("_id", id)))
                .map(document -> document.getList("outbox", Document.class, List.of()))
                .orElse(List.of())
                .stream()
                .map(CampaignEvent::of)
                .toList();
    }

    /** The event is in the tenant's log. */
    void published(String id, CampaignEvent event) {
        Await.one(campaigns().updateOne(eq("_id", id), pull("outbox", new Document("id", event.id()))));
    }

    /** Ids of campaigns that were removed before that time. */
    List<String> over(Instant before, int limit) {
        return Await.all(campaigns().find(lt("deleted_at", Date.from(before))).limit(limit)).stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    /** Removes it for good, if it was removed before that time. */
    void purge(String id, Instant before) {
        Await.one(campaigns().deleteOne(and(eq("_id", id), lt("deleted_at", Date.from(before)))));
    }

    private MongoCollection<Document> campaigns() {
        return database.collection(CampaignDocuments.COLLECTION);
    }
}
