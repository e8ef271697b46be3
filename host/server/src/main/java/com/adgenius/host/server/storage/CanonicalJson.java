package com.adgenius.host.server.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The one way to write a value as JSON, so that its hash says whether it is the same: no white space, the properties of
 * each object in ascending order of their names (by UTF-16 code units), UTF-8.
 */
public final class CanonicalJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CanonicalJson() {}

    /** The object as canonical JSON. */
    public static byte[] bytes(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    /** The SHA-256 of the object's canonical JSON, in lower-case hexadecimal. */
    public static String sha256(Map<String, ?> object) {
        return sha256(bytes(object));
    }

    /** The SHA-256 of the text in UTF-8, in lower-case hexadecimal. */
    public static String sha256(String text) {
        return sha256(text.getBytes(UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
