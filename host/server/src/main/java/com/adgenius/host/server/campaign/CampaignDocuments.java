package com.adgenius.host.server.campaign;

import com.adgenius.plugin.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** How a campaign stands in its collection; the names are those of section 7.1 of the blueprint. A day is its midnight. */
final class CampaignDocuments {

    static final String COLLECTION = "campaigns";

    private CampaignDocuments() {}

    static Campaign campaign(Document document) {
        return new Campaign(
                document.getString("_id"),
                // The first version made the drafts' campaign without one.
                document.get("revision", 1L),
                document.containsKey("fixed_key"),
                new Campaign.Content(
                        document.getString("name"),
                        document.get("objective", ""),
                        day(document, "start_date"),
                        day(document, "end_date"),
                        budget(document)),
                document.get("created_by", ""),
                new Campaign.Times(
                        document.getDate("created_at").toInstant(),
                        document.getDate("updated_at").toInstant(),
                        Optional.ofNullable(document.getDate("deleted_at")).map(Date::toInstant)));
    }

    static Document document(Campaign campaign) {
        Document document = new Document("_id", campaign.id())
                .append("revision", campaign.revision())
                .append("created_by", campaign.createdBy())
                .append("created_at", Date.from(campaign.times().createdAt()))
                .append("updated_at", Date.from(campaign.times().updatedAt()));
        fields(campaign.content()).forEach((name, value) -> {
            if (value != null) {
                document.append(name, value);
            }
        });
        return document;
    }

    /** What people say of a campaign, by field; null for what is to be absent. */
    static Map<String, @Nullable Object> fields(Campaign.Content content) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", content.name());
        // Lists by name look for its beginning, in whatever case.
        fields.put("name_key", Campaigns.key(content.name()));
        fields.put("objective", content.objective());
        fields.put(
                "start_date", content.startDate().map(CampaignDocuments::date).orElse(null));
        fields.put("end_date", content.endDate().map(CampaignDocuments::date).orElse(null));
        fields.put(
                "budget",
                content.budget().map(money -> new Decimal128(money.amount())).orElse(null));
        fields.put(
                "currency",
                content.budget()
                        .map(money -> money.currency().getCurrencyCode())
                        .orElse(null));
        return fields;
    }

    static Date date(LocalDate day) {
        return Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static Optional<LocalDate> day(Document document, String field) {
        return Optional.ofNullable(document.getDate(field))
                .map(Date::toInstant)
                .map((Instant midnight) -> LocalDate.ofInstant(midnight, ZoneOffset.UTC));
    }

    private static Optional<Money> budget(Document document) {
        return Optional.ofNullable(document.get("budget", Decimal128.class))
                .map(amount ->
                        new Money(amount.bigDecimalValue(), Currency.getInstance(document.getString("currency"))));
    }
}
