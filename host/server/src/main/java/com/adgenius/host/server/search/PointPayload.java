package com.adgenius.host.server.search;

import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * What a point holds beside its vectors.
 *
 * @param fingerprint of all that was indexed
 * @param meaning what became of its vector by the collection's model
 * @param pictured whether it has the vector of a picture
 */
record PointPayload(String fingerprint, Meaning meaning, boolean pictured) {

    static final String KIND = "creative_type";
    static final String CAMPAIGN = "campaign_id";
    static final String CREATED = "creation_date";
    static final String SCORE = "performance_score";
    static final String TAGS = "tags";

    private static final String FINGERPRINT = "fingerprint";
    private static final String MEANING = "meaning";
    private static final String PICTURED = "pictured";

    /** The fields that filters name, with the type of their index. */
    static final Map<String, PayloadSchemaType> INDEXED = Map.of(
            KIND, PayloadSchemaType.Keyword,
            CAMPAIGN, PayloadSchemaType.Keyword,
            CREATED, PayloadSchemaType.Datetime,
            SCORE, PayloadSchemaType.Float,
            TAGS, PayloadSchemaType.Keyword);

    /** What became of a creative's vector. */
    enum Meaning {
        /** It is there. */
        KNOWN,
        /** The model could not be asked; it may be later. */
        OWED,
        /** The model refused the creative as it is. */
        REFUSED
    }

    Map<String, Value> values(IndexedCreative creative) {
        Map<String, Value> values = new HashMap<>();
        values.put(KIND, value(creative.kind()));
        values.put(CAMPAIGN, value(creative.campaignId()));
        values.put(CREATED, value(creative.createdAt().toString()));
        creative.score().ifPresent(score -> values.put(SCORE, value(score)));
        values.put(TAGS, list(creative.tags().stream().map(ValueFactory::value).toList()));
        values.put(FINGERPRINT, value(fingerprint));
        values.put(MEANING, value(meaning.name()));
        values.put(PICTURED, value(pictured));
        return values;
    }

    static PointPayload of(Map<String, Value> values) {
        Value none = Value.getDefaultInstance();
        String meaning = values.getOrDefault(MEANING, none).getStringValue();
        return new PointPayload(
                values.getOrDefault(FINGERPRINT, none).getStringValue(),
                meaning.isEmpty() ? Meaning.OWED : Meaning.valueOf(meaning),
                values.getOrDefault(PICTURED, none).getBoolValue());
    }
}
