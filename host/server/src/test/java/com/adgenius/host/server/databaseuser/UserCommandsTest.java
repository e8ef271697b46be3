package com.adgenius.host.server.databaseuser;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.storage.MongoLogin;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class UserCommandsTest {

    private static final String SET = """
        "pwd": "hush",
        "roles": [{"role": "readWrite", "db": "tenant_acme_db"}],
        "mechanisms": ["SCRAM-SHA-256"],
        "writeConcern": {"w": "majority"}}\
        """;

    private final MongoLogin login = new MongoLogin("tenant_acme", "tenant_acme_db", "hush");

    @Test
    void aUserHasOneRoleOnTheTenantsDatabase() {
        assertThat(UserCommands.create(login).toJson()).isEqualTo(json("{\"createUser\": \"tenant_acme\"," + SET));
    }

    @Test
    void oneThatIsThereGetsTheSame() {
        assertThat(UserCommands.update(login).toJson()).isEqualTo(json("{\"updateUser\": \"tenant_acme\"," + SET));
    }

    @Test
    void oneIsDroppedByItsName() {
        assertThat(UserCommands.drop("tenant_acme").toJson())
                .isEqualTo(json("{\"dropUser\": \"tenant_acme\", \"writeConcern\": {\"w\": \"majority\"}}"));
    }

    /** The same text as the driver's: the command's name must come first. */
    private static String json(String text) {
        return Document.parse(text).toJson();
    }
}
