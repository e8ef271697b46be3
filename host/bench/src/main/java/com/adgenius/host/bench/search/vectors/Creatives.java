package com.adgenius.host.bench.search.vectors;

import static io.qdrant.client.ConditionFactory.matchKeyword;

import io.qdrant.client.grpc.Common.Filter;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The payload of the points, by their numbers: a creative's campaign and kind. */
final class Creatives {

    static final String CAMPAIGN = "campaign_id";
    static final String KIND = "creative_type";

    private static final int CAMPAIGNS = 50;
    /** Six tenths texts, three tenths pictures, one tenth videos. */
    private static final List<String> KINDS =
            List.of("text", "image", "text", "text", "image", "text", "video", "text", "image", "text");

    private Creatives() {}

    static String campaign(int point) {
        // Spread by a multiplication (Knuth's 2^32 / golden ratio), so that campaigns and kinds are independent.
        return "campaign-" + Integer.toUnsignedLong(point * 0x9E3779B1) * CAMPAIGNS / (1L << 32);
    }

    static String kind(int point) {
        return KINDS.get(point % KINDS.size());
    }

    /** What a query is restricted to, by its number: a campaign, a kind, or both in turn. */
    static Restriction restriction(int query) {
        Optional<String> campaign = query % 3 == 1 ? Optional.empty() : Optional.of(campaign(query));
        Optional<String> kind = query % 3 == 0 ? Optional.empty() : Optional.of(kind(query));
        return new Restriction(campaign, kind);
    }

    /** Which points count. */
    record Restriction(Optional<String> campaign, Optional<String> kind) implements IntPredicate {

        static final Restriction NONE = new Restriction(Optional.empty(), Optional.empty());

        Filter filter() {
            Filter.Builder filter = Filter.newBuilder();
            campaign.ifPresent(name -> filter.addMust(matchKeyword(CAMPAIGN, name)));
            kind.ifPresent(name -> filter.addMust(matchKeyword(KIND, name)));
            return filter.build();
        }

        @Override
        public boolean test(int point) {
            return campaign.map(Creatives.campaign(point)::equals).orElse(true)
                    && kind.map(Creatives.kind(point)::equals).orElse(true);
        }
    }
}
