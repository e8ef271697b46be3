package com.adgenius.host.server.export;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Leaves out of a document what nobody should take away: passwords, tokens, their hashes, and what the vault sealed. */
final class Secrets {

    private static final Pattern NAME = Pattern.compile(
            "(.*_)?(passwords?|secrets?|tokens?|sealed|(password|secret|token)_hash)", Pattern.CASE_INSENSITIVE);

    /** What {@link com.adgenius.host.server.vault.Vault} gives, wherever it stands in a text: at least nonce and tag. */
    private static final Pattern SEALED = Pattern.compile("v1:[A-Za-z0-9+/]{37,}={0,2}");

    private static final String LEFT_OUT = "(left out)";

    private Secrets() {}

    /** The document without them. */
    static Document without(Document document) {
        Document open = new Document();
        document.forEach((name, value) -> {
            if (!isSecret(name, value)) {
                open.append(name, open(value));
            }
        });
        return open;
    }

    /** A number, a date or a switch of such a name counts or times something. */
    private static boolean isSecret(String name, @Nullable Object value) {
        return NAME.matcher(name).matches()
                && (value instanceof String || value instanceof Map<?, ?> || value instanceof List<?>);
    }

    private static @Nullable Object open(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Document document -> without(document);
            case List<?> list -> list.stream().map(Secrets::open).toList();
            case String text -> SEALED.matcher(text).replaceAll(LEFT_OUT);
            default -> value;
        };
    }
}
