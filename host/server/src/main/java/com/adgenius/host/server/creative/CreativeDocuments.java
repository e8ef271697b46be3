package com.adgenius.host.server.creative;

import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Decimal128;

/** How a creative stands in its collection; the names are those of section 7.1 of the blueprint where it has them. */
public final class CreativeDocuments {

    /** The collection in the tenant's database. */
    public static final String COLLECTION = "creatives";

    private CreativeDocuments() {}

    /** The creative that the document holds. */
    public static Creative creative(Document document) {
        return new Creative(
                document.getString("_id"),
                document.getLong("revision"),
                document.getString("name"),
                document.getString("campaign_id"),
                CreativeKind.of(document.getString("creative_type")),
                order(document),
                document.getString("generator"),
                Optional.ofNullable(document.getString("generator_version")),
                status(document),
                progress(document),
                result(document),
                document.getList("tags", String.class, List.of()),
                Optional.ofNullable(document.get("problem", Document.class)).map(CreativeDocuments::problem),
                Optional.ofNullable(document.get("price", Document.class)).map(CreativeDocuments::price),
                document.getString("created_by"),
                new Creative.Times(
                        document.getDate("created_at").toInstant(),
                        document.getDate("updated_at").toInstant(),
                        time(document, "started_at"),
                        time(document, "finished_at")),
                ReviewDocuments.review(document));
    }

    /** The document of a creative that was just asked for. */
    static Document document(Creative creative) {
        Document document = new Document("_id", creative.id())
                .append("revision", creative.revision())
                .append("name", creative.name())
                .append("campaign_id", creative.campaignId())
                .append("creative_type", creative.kind().value())
                .append("source_prompt", creative.order().prompt())
                .append("request", request(creative.order()))
                .append("generator", creative.generator())
                .append("status", creative.status().value())
                .append("tags", creative.tags())
                .append("price", creative.price().map(CreativeDocuments::price).orElse(null))
                .append("created_by", creative.createdBy())
                .append("created_at", Date.from(creative.times().createdAt()))
                .append("updated_at", Date.from(creative.times().updatedAt()));
        creative.order()
                .parent()
                .ifPresent(parent -> document.append("variation", GenerationDocuments.document(parent)));
        return document;
    }

    /** Where the document's creative stands. */
    public static CreativeStatus status(Document document) {
        String status = document.getString("status");
        return CreativeStatus.of(status)
                .orElseThrow(() -> new IllegalStateException("A stored creative has the status \"" + status + "\""));
    }

    private static Document request(CreativeOrder order) {
        return new Document("audience", order.audience())
                .append("segments", order.segments())
                .append("tone", order.tone())
                .append("style", order.style())
                .append("locale", order.locale())
                .append("formats", order.formats())
                .append("count", order.count())
                .append("reference_ids", order.referenceIds())
                .append("options", JsonValues.text(order.options()));
    }

    private static CreativeOrder order(Document document) {
        Document request = document.get("request", Document.class);
        return new CreativeOrder(
                document.getString("source_prompt"),
                request.getString("audience"),
                request.getList("segments", String.class),
                request.getString("tone"),
                request.getString("style"),
                request.getString("locale"),
                request.getList("formats", String.class),
                request.getInteger("count"),
                request.getList("reference_ids", String.class),
                JsonValues.object(request.getString("options")),
                GenerationDocuments.parent(document));
    }

    private static Creative.Progress progress(Document document) {
        Document progress = document.get("progress", new Document());
        return new Creative.Progress(
                progress.get("stage", document.getString("status")), progress.get("fraction", 0.0));
    }

    private static Optional<Creative.Result> result(Document document) {
        return Optional.ofNullable(document.getList("content_data", Document.class))
                .map(assets -> new Creative.Result(
                        assets.stream().map(AssetDocuments::asset).toList(),
                        document.get("engineered_prompt", ""),
                        document.get("model", ""),
                        GenerationDocuments.templates(document),
                        GenerationDocuments.parameters(document),
                        GenerationDocuments.usage(document),
                        GenerationDocuments.makers(document)));
    }

    /** A problem as it is stored. */
    public static Document document(CreativeProblem problem) {
        return new Document("code", problem.code())
                .append("title", problem.title())
                .append("detail", problem.detail())
                .append("retriable", problem.retriable());
    }

    private static CreativeProblem problem(Document document) {
        return new CreativeProblem(
                document.getString("code"),
                document.getString("title"),
                document.getString("detail"),
                document.getBoolean("retriable"));
    }

    static Document price(Money money) {
        return new Document("amount", new Decimal128(money.amount()))
                .append("currency", money.currency().getCurrencyCode());
    }

    private static Money price(Document document) {
        BigDecimal amount = document.get("amount", Decimal128.class).bigDecimalValue();
        return new Money(amount, Currency.getInstance(document.getString("currency")));
    }

    private static Optional<Instant> time(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }
}
