package com.adgenius.plugins.local.font;

import java.util.List;

/** A way to set text: fonts in the order in which they are asked for a character. */
public enum Typeface {
    /** Headlines, modern. */
    SANS_DISPLAY("PlusJakartaSans-ExtraBold", true),
    /** Headlines, warm or calm. */
    SERIF_DISPLAY("Fraunces-SemiBold", true),
    /** Everything else. */
    TEXT("PlusJakartaSans-Medium", false),
    /** Names and buttons. */
    STRONG("PlusJakartaSans-ExtraBold", true);

    private final List<String> fonts;

    Typeface(String first, boolean bold) {
        String weight = bold ? "Bold" : "Medium";
        this.fonts = List.of(
                first,
                "Inter-" + weight,
                "NotoSansArabic-" + weight,
                "NotoSansJP-" + weight + "-a",
                "NotoSansJP-" + weight + "-b");
    }

    /** Names of files under {@code fonts/} in the jar, without extension. */
    List<String> fonts() {
        return fonts;
    }
}
