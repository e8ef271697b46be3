package com.adgenius.host.runtime;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What became of a plugin class.
 *
 * @param text for the table
 */
record KafkaOutcome(String text) {

    static final KafkaOutcome ACTIVE = new KafkaOutcome("active");

    private static final Pattern ERROR = Pattern.compile("\\bjava\\.lang\\.(\\w+Error)\\b");

    /** Refused, and by which {@code Error} where it was one. */
    static KafkaOutcome refused(RefusalCode code, Optional<String> error) {
        return new KafkaOutcome(
                "refused " + code + error.map(name -> " by " + name).orElse(""));
    }

    /** The host keeps what an {@code Error} says and never the object, so its type is read from the message. */
    static KafkaOutcome of(Refusal refusal) {
        return refused(
                refusal.code(),
                ERROR.matcher(refusal.message())
                        .results()
                        .map(match -> match.group(1))
                        .findFirst());
    }

    boolean active() {
        return equals(ACTIVE);
    }

    boolean error() {
        return text.endsWith("Error");
    }
}
