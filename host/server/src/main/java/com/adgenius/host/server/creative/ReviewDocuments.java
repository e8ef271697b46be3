package com.adgenius.host.server.creative;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** How a review stands in its creative's document. */
final class ReviewDocuments {

    static final String STATUS = "approval.status";

    private ReviewDocuments() {}

    static Review review(Document document) {
        return new Review(
                document.get("content_version", 1),
                Optional.ofNullable(document.getString("content_by"))
                        .map(by ->
                                new Review.Edit(by, time(document, "content_at").orElseThrow())),
                Optional.ofNullable(document.get("approval", Document.class)).map(ReviewDocuments::approval),
                time(document, "deleted_at"));
    }

    private static Approval approval(Document document) {
        String status = document.getString("status");
        return new Approval(
                Approval.Status.of(status)
                        .orElseThrow(() -> new IllegalStateException("A stored approval is \"" + status + "\"")),
                document.getString("content_hash"),
                document.getString("by"),
                time(document, "at").orElseThrow(),
                document.getString("reason"));
    }

    static Document document(Approval approval) {
        return new Document("status", approval.status().value())
                .append("content_hash", approval.contentHash())
                .append("by", approval.by())
                .append("at", Date.from(approval.at()))
                .append("reason", approval.reason());
    }

    private static Optional<Instant> time(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }
}
