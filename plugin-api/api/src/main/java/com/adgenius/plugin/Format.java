package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Map;

/**
 * A place of an advertising platform that a creative is made for, with its limits.
 *
 * <p>Two generators of different kinds may offer the same id, for instance {@code meta_feed_1x1} as a picture and as a
 * video; the host then lists both kinds.
 *
 * @param id lower case, digits, {@code _} and {@code .}, for instance {@code google_rsa}
 * @param title for people, for instance {@code Google responsive search ad}
 * @param platform {@code google}, {@code meta}, {@code tiktok}, {@code youtube} or another lower-case name
 * @param limits the platform's limits as JSON values, shown to users as they are
 * @param source where the limits were read
 * @param checked the day they were read
 */
@Api(status = Api.Status.STABLE, since = "1.0.0")
public record Format(
        String id, String title, String platform, Map<String, Object> limits, String source, LocalDate checked) {

    public Format {
        requireNonNull(title, "title is null");
        requireNonNull(platform, "platform is null");
        requireNonNull(source, "source is null");
        requireNonNull(checked, "checked is null");
        limits = Map.copyOf(limits);
        if (!id.matches("[a-z0-9_.]{1,60}")) {
            throw new IllegalArgumentException(
                    "Format id \"" + id + "\" must be 1 to 60 lower-case letters, digits, \"_\" or \".\"");
        }
    }
}
