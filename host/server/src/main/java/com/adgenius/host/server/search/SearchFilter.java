package com.adgenius.host.server.search;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.matchKeywords;
import static io.qdrant.client.ConditionFactory.range;
import static java.util.Objects.requireNonNull;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Range;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which creatives may be found.
 *
 * @param kind of this kind
 * @param campaign of this campaign
 * @param minScore whose performance score is known and at least that
 * @param tags that have each of these tags
 * @param hidden campaigns whose creatives nobody sees
 */
public record SearchFilter(
        Optional<String> kind,
        Optional<String> campaign,
        OptionalDouble minScore,
        List<String> tags,
        List<String> hidden) {

    /** All there are. */
    public static final SearchFilter ALL =
            new SearchFilter(Optional.empty(), Optional.empty(), OptionalDouble.empty(), List.of(), List.of());

    public SearchFilter {
        requireNonNull(kind, "kind is null");
        requireNonNull(campaign, "campaign is null");
        requireNonNull(minScore, "minScore is null");
        tags = List.copyOf(tags);
        hidden = List.copyOf(hidden);
    }

    Filter conditions() {
        Filter.Builder filter = Filter.newBuilder();
        kind.ifPresent(value -> filter.addMust(matchKeyword(PointPayload.KIND, value)));
        campaign.ifPresent(value -> filter.addMust(matchKeyword(PointPayload.CAMPAIGN, value)));
        minScore.ifPresent(least -> filter.addMust(
                range(PointPayload.SCORE, Range.newBuilder().setGte(least).build())));
        tags.forEach(tag -> filter.addMust(matchKeyword(PointPayload.TAGS, tag)));
        if (!hidden.isEmpty()) {
            filter.addMustNot(matchKeywords(PointPayload.CAMPAIGN, hidden));
        }
        return filter.build();
    }
}
