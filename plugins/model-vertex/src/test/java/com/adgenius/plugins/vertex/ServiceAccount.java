package com.adgenius.plugins.vertex;

import com.google.gson.JsonObject;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The key file of a service account whose tokens a fake gives out. */
final class ServiceAccount {

    private static final String PRIVATE_KEY = privateKey();

    private ServiceAccount() {}

    /**
     * The secret that holds it.
     *
     * @param fake who gives out the tokens
     * @param changed fields that are other than usual
     */
    static Map<String, String> secret(URI fake, Map<String, String> changed) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "type", "service_account",
                "project_id", "acme-ads",
                "client_email", "ads@acme-ads.iam.gserviceaccount.com",
                "client_id", "1",
                "private_key_id", "k1",
                "private_key", PRIVATE_KEY,
                "token_uri", fake + "/token"));
        fields.putAll(changed);
        JsonObject key = new JsonObject();
        fields.forEach(key::addProperty);
        return Map.of("service_account", key.toString());
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(
                                    generator.generateKeyPair().getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
