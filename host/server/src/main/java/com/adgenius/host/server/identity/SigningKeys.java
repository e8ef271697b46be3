package com.adgenius.host.server.identity;

import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.vault.Vault;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.Date;
import org.bson.Document;

/** Keeps the signing key in the public database, its private part sealed. All nodes come to the same one. */
final class SigningKeys {

    private static final String ID = "access-token";
    private static final String CONTEXT = "signing-key/" + ID;

    private final MongoCollection<Document> keys;
    private final Vault vault;

    SigningKeys(MongoConnection mongo, Vault vault) {
        this.keys = mongo.publicDatabase().getCollection("signing_keys");
        this.vault = requireNonNull(vault, "vault is null");
    }

    /** The key; made where there is none. Of nodes that make one at the same time, one wins. */
    SigningKey current() {
        Document stored = Await.first(keys.find(eq(ID)).first()).orElseGet(this::make);
        return SigningKey.decode(stored.getString("public_key"), vault.open(CONTEXT, stored.getString("private_key")));
    }

    private Document make() {
        SigningKey key = SigningKey.generate();
        return Await.one(keys.findOneAndUpdate(
                eq(ID),
                Updates.combine(
                        Updates.setOnInsert("public_key", key.encodedPublicKey()),
                        Updates.setOnInsert("private_key", vault.seal(CONTEXT, key.encodedPrivateKey())),
                        Updates.setOnInsert("created_at", new Date())),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
    }
}
