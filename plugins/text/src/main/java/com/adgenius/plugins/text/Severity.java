package com.adgenius.plugins.text;

/** What a broken rule means for a text. */
enum Severity {
    /** The platform takes it, but cuts it or dislikes it: worth the one repair, no reason to refuse. */
    WARNING,
    /** It is never returned. */
    HARD
}
