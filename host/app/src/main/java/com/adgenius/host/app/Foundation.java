package com.adgenius.host.app;

import com.adgenius.host.app.HostStartException.Code;
import com.adgenius.host.server.databaseuser.DatabaseUsers;
import com.adgenius.host.server.http.Json;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.operations.Lifecycle;
import com.adgenius.host.server.search.QdrantConnection;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.RedisConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.vault.Vault;
import com.adgenius.host.server.vault.VaultException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What every domain stands on.
 *
 * @param configuration what the host was told
 * @param nodeId the name of this node, the same after each start
 * @param folder the data folder
 * @param mongo the public database, and the tenants'
 * @param databaseUsers the tenants' users in MongoDB, where it has access control
 * @param tenantDatabase the database of the tenant in scope
 * @param redis sessions, limits and the cache, with its one circuit; may be away
 * @param qdrant what creatives are found by; may be away
 * @param smtp the address of the mail server
 * @param vault seals secrets
 * @param media the media of the tenant in scope
 * @param clock the time
 * @param mapper the API's JSON
 * @param lifecycle whether the host starts, serves or stops
 */
record Foundation(
        HostConfiguration configuration,
        String nodeId,
        Path folder,
        MongoConnection mongo,
        Optional<DatabaseUsers> databaseUsers,
        TenantDatabase tenantDatabase,
        RedisConnection redis,
        QdrantConnection qdrant,
        String smtp,
        Vault vault,
        MediaStore media,
        Clock clock,
        ObjectMapper mapper,
        Lifecycle lifecycle) {

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(15);

    /** Takes the data folder, starts stand-ins where they are needed, and connects. */
    static Foundation open(HostConfiguration configuration, Lifecycle lifecycle, Closing closing)
            throws HostStartException, InterruptedException {
        DataFolder folder = closing.with(DataFolder.open(configuration.data()));
        Vault vault = vault(configuration, folder);
        Servers servers = servers(configuration, folder, closing);
        MongoConnection mongo = closing.with(mongo(servers.mongodb()));
        RedisConnection redis = closing.with(redis(servers.redis()));
        QdrantConnection qdrant = closing.with(Options.qdrant(configuration, servers.qdrant()));
        Optional<DatabaseUsers> users =
                DatabaseUsers.of(mongo, vault, configuration.databaseUsers()).map(closing::with);
        TenantDatabase tenantDatabase =
                users.map(DatabaseUsers::tenantDatabase).orElseGet(() -> new TenantDatabase(mongo));
        return new Foundation(
                configuration,
                folder.nodeId(),
                folder.path(),
                mongo,
                users,
                tenantDatabase,
                redis,
                qdrant,
                servers.smtp(),
                vault,
                new MediaStore(tenantDatabase, configuration.limits().mediaBytes()),
                Clock.systemUTC(),
                Json.mapper(),
                lifecycle);
    }

    private static Vault vault(HostConfiguration configuration, DataFolder folder) throws HostStartException {
        try {
            return Vault.open(configuration.masterKey(), folder.resolve("master.key"));
        } catch (VaultException e) {
            throw new HostStartException(Code.OPTION_UNUSABLE, e.getMessage(), e);
        }
    }

    private static Servers servers(HostConfiguration configuration, DataFolder folder, Closing closing)
            throws HostStartException, InterruptedException {
        Set<String> missing = new LinkedHashSet<>();
        if (configuration.mongodb().isEmpty()) {
            missing.add("mongodb");
        }
        if (configuration.redis().isEmpty()) {
            missing.add("redis");
        }
        if (configuration.qdrant().isEmpty()) {
            missing.add("qdrant");
        }
        if (configuration.mail().smtp().isEmpty()) {
            missing.add("smtp");
        }
        Optional<StandIns> standIns = missing.isEmpty()
                ? Optional.empty()
                : Optional.of(closing.with(StandIns.start(folder.path(), missing)));
        return new Servers(
                configuration.mongodb().orElseGet(() -> standIns.orElseThrow().address("mongodb")),
                configuration.redis().orElseGet(() -> standIns.orElseThrow().address("redis")),
                configuration.qdrant().orElseGet(() -> standIns.orElseThrow().address("qdrant")),
                configuration
                        .mail()
                        .smtp()
                        .orElseGet(() -> standIns.orElseThrow().address("smtp")));
    }

    private static MongoConnection mongo(String uri) throws HostStartException {
        try {
            MongoConnection mongo = MongoConnection.to(uri);
            if (mongo.answers(FIRST_ANSWER)) {
                return mongo;
            }
            mongo.close();
        } catch (IllegalArgumentException e) {
            throw new HostStartException(
                    Code.OPTION_UNUSABLE, "--mongodb is not an address of MongoDB: " + e.getMessage(), e);
        }
        throw new HostStartException(
                Code.DATABASE_UNREACHABLE,
                "MongoDB does not answer within " + FIRST_ANSWER.toSeconds()
                        + " s at the address of --mongodb. Check the address, the credentials and the network.");
    }

    private static RedisConnection redis(String uri) throws HostStartException {
        try {
            return RedisConnection.to(uri);
        } catch (IllegalArgumentException e) {
            throw new HostStartException(Code.OPTION_UNUSABLE, "--redis: " + e.getMessage(), e);
        }
    }

    private record Servers(String mongodb, String redis, String qdrant, String smtp) {}
}
