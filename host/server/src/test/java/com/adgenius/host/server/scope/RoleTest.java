package com.adgenius.host.server.scope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER ADMIN EDITOR VIEWER CLIENT",
        "ADMIN, ADMIN EDITOR VIEWER CLIENT",
        "EDITOR, EDITOR VIEWER CLIENT",
        "VIEWER, VIEWER",
        "CLIENT, CLIENT"
    })
    void includesWhatItMayDoAlready(Role role, String included) {
        for (Role other : Role.values()) {
            assertThat(role.includes(other)).as(role + " " + other).isEqualTo(included.contains(other.name()));
        }
    }
}
