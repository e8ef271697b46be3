package com.adgenius.host.server.brand;

import com.adgenius.host.server.storage.CanonicalJson;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/**
 * A brand with its revision.
 *
 * @param revision 0 while none was written
 */
record StoredBrand(BrandBody brand, long revision) {

    static final StoredBrand NONE = new StoredBrand(BrandBody.EMPTY, 0);

    static StoredBrand of(Document document) {
        return new StoredBrand(
                new BrandBody(
                        document.getString("name"),
                        document.getString("description"),
                        document.getString("audience"),
                        document.getList("voice", String.class, List.of()),
                        document.getList("palette", String.class, List.of()),
                        document.getList("banned_terms", String.class, List.of()),
                        document.getList("required_terms", String.class, List.of()),
                        document.getString("logo_id")),
                document.get("revision", Number.class).longValue());
    }

    /** What is kept of it. */
    Document document() {
        return new Document("revision", revision)
                .append("name", brand.name())
                .append("description", brand.description())
                .append("audience", brand.audience())
                .append("voice", brand.voice())
                .append("palette", brand.palette())
                .append("banned_terms", brand.bannedTerms())
                .append("required_terms", brand.requiredTerms())
                .append("logo_id", brand.logoId());
    }

    /** Says whether two brands are the same. */
    String hash() {
        Document content = document();
        content.remove("revision");
        content.values().removeIf(Objects::isNull);
        return CanonicalJson.sha256(content);
    }
}
