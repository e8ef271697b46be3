package com.adgenius.host.server.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token that is good but for what a test changes: a real one's head and claims, signed anew. */
record Forgery(ObjectNode head, ObjectNode claims) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static Forgery of(String token) {
        String[] parts = token.split("\\.");
        return new Forgery(object(parts[0]), object(parts[1]));
    }

    private static ObjectNode object(String part) {
        try {
            return (ObjectNode) MAPPER.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Forgery head(Consumer<ObjectNode> change) {
        ObjectNode changed = head.deepCopy();
        change.accept(changed);
        return new Forgery(changed, claims);
    }

    Forgery claims(Consumer<ObjectNode> change) {
        ObjectNode changed = claims.deepCopy();
        change.accept(changed);
        return new Forgery(head, changed);
    }

    private String signed(String head) {
        return head + "." + part(claims);
    }

    private static String part(ObjectNode node) {
        try {
            return BASE64.encodeToString(MAPPER.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String unsigned() {
        return signed(part(head)) + ".";
    }

    String signedBy(ECPrivateKey key) {
        return signedBy(key, part(head));
    }

    /** With a head that is no valid JSON, or has a field twice. */
    String signedBy(ECPrivateKey key, byte[] rawHead) {
        return signedBy(key, BASE64.encodeToString(rawHead));
    }

    private String signedBy(ECPrivateKey key, String headPart) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed(headPart).getBytes(StandardCharsets.US_ASCII));
            return signed(headPart) + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String withSignature(byte[] signature) {
        return signed(part(head)) + "." + BASE64.encodeToString(signature);
    }

    String macedWith(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String text = signed(part(head));
            return text + "." + BASE64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
