package com.adgenius.host.server.databaseuser;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in the form that MongoDB's manual gives for {@code connectionStatus}. */
class AccessControlTest {

    private static final String ALL =
            "\"createUser\", \"dropUser\", \"changePassword\", \"grantRole\", \"revokeRole\", \"dropDatabase\"";

    private static AccessControl read(String privileges) {
        return AccessControl.read(Document.parse("""
            {"authInfo": {
              "authenticatedUsers": [{"user": "adgenius", "db": "admin"}],
              "authenticatedUserRoles": [{"role": "adgenius", "db": "admin"}],
              "authenticatedUserPrivileges": [%s]},
             "ok": 1}\
            """.formatted(privileges)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ok\": 1}",
                "{\"authInfo\": {\"authenticatedUsers\": [], \"authenticatedUserRoles\": []}, \"ok\": 1}"
            })
    void thereIsNoneWhereNobodyIsLoggedIn(String answer) {
        assertThat(AccessControl.read(Document.parse(answer)).inUse()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resource\": {\"db\": \"\", \"collection\": \"\"}, \"actions\": [" + ALL + "]}",
                "{\"resource\": {\"anyResource\": true}, \"actions\": [" + ALL + "]}",
                "{\"resource\": {\"db\": \"\", \"collection\": \"\"}, \"actions\": [\"find\", \"dropDatabase\"]},"
                        + "{\"resource\": {\"cluster\": true}, \"actions\": [\"listDatabases\"]},"
                        + "{\"resource\": {\"db\": \"\", \"collection\": \"\"}, \"actions\": [" + ALL + "]}"
            })
    void rightsOnAnyDatabaseAreEnough(String privileges) {
        assertThat(read(privileges).inUse()).isTrue();
        assertThat(read(privileges).missing()).isEmpty();
    }

    @Test
    void rightsOnOneDatabaseAreNot() {
        AccessControl access = read("{\"resource\": {\"db\": \"adgenius_public\", \"collection\": \"\"}, \"actions\": ["
                + ALL + "]}, {\"resource\": {\"db\": \"\", \"collection\": \"\"}, \"actions\": [\"createUser\"]}");

        assertThat(access.inUse()).isTrue();
        assertThat(access.missing())
                .containsExactlyInAnyOrder("dropUser", "changePassword", "grantRole", "revokeRole", "dropDatabase");
    }
}
