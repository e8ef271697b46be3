package com.adgenius.plugins.local.embedding;

/** Languages written in Latin letters that the lexicons know. */
enum Tongue {
    ENGLISH("en"),
    GERMAN("de"),
    SPANISH("es");

    private final String code;

    Tongue(String code) {
        this.code = code;
    }

    /** By ISO 639-1. */
    String code() {
        return code;
    }
}
