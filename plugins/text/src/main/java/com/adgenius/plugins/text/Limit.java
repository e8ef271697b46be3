package com.adgenius.plugins.text;

import java.time.LocalDate;

/**
 * How wide a text may be, by one source.
 *
 * @param value in display width
 * @param kind what happens above it
 * @param source where it was read
 * @param checked the day it was read
 */
record Limit(int value, Kind kind, String source, LocalDate checked) {

    enum Kind {
        /** The platform refuses the ad. */
        HARD,
        /** The platform cuts the text. */
        TRUNCATION
    }
}
