package com.adgenius.host.embedded.qdrant;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The times that Qdrant reads in a payload's strings: RFC 3339, and forms without a zone, which are in UTC. */
final class PayloadTimes {

    /** Most strings are no times: asked before anything is parsed. */
    private static final Pattern LIKE_A_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([Tt ]\\d{2}:\\d{2}.{0,32})?");

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private PayloadTimes() {}

    static Optional<Instant> parse(String text) {
        if (!LIKE_A_TIME.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            TemporalAccessor time = FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(
                    switch (time) {
                        case OffsetDateTime zoned -> zoned.toInstant();
                        case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
                        case LocalDate day -> day.atStartOfDay().toInstant(ZoneOffset.UTC);
                        default -> throw new IllegalStateException("a time of no form that was asked for");
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
