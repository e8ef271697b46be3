package com.adgenius.host.server.campaign;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.CanonicalJson;
import com.adgenius.plugin.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A campaign.
 *
 * @param id a UUIDv7
 * @param revision counts its changes
 * @param drafts whether it is the one for creatives without a campaign, which cannot be removed
 * @param content what people say of it
 * @param createdBy the user's id; empty where the host made it
 * @param times when what happened
 */
record Campaign(String id, long revision, boolean drafts, Content content, String createdBy, Times times) {

    Campaign {
        requireNonNull(id, "id is null");
        requireNonNull(content, "content is null");
        requireNonNull(createdBy, "createdBy is null");
        requireNonNull(times, "times is null");
    }

    /**
     * What people say of a campaign.
     *
     * @param name for people
     * @param objective what it is to achieve; empty where nobody said
     * @param startDate its first day
     * @param endDate its last day, not before the first
     * @param budget for the whole of it
     */
    record Content(
            String name,
            String objective,
            Optional<LocalDate> startDate,
            Optional<LocalDate> endDate,
            Optional<Money> budget) {

        Content {
            requireNonNull(name, "name is null");
            requireNonNull(objective, "objective is null");
            requireNonNull(startDate, "startDate is null");
            requireNonNull(endDate, "endDate is null");
            requireNonNull(budget, "budget is null");
        }

        /** Says whether two contents are the same. */
        String hash() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("name", name);
            all.put("objective", objective);
            startDate.ifPresent(day -> all.put("start_date", day.toString()));
            endDate.ifPresent(day -> all.put("end_date", day.toString()));
            budget.ifPresent(money -> all.put(
                    "budget",
                    money.amount().toPlainString() + " " + money.currency().getCurrencyCode()));
            return CanonicalJson.sha256(all);
        }
    }

    /**
     * When what happened.
     *
     * @param deletedAt when it was removed; empty unless it is
     */
    record Times(Instant createdAt, Instant updatedAt, Optional<Instant> deletedAt) {}
}
