package com.adgenius.host.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PermitKeysTest {

    @Test
    void countASubscribersAddressesTogether() {
        assertThat(PermitKeys.ofAddress("2001:db8:1:2::1")).isEqualTo(PermitKeys.ofAddress("2001:db8:1:2:ffff::9"));
        assertThat(PermitKeys.ofAddress("2001:db8:1:2::1")).isNotEqualTo(PermitKeys.ofAddress("2001:db8:1:3::1"));
        assertThat(PermitKeys.ofAddress("203.0.113.5")).isNotEqualTo(PermitKeys.ofAddress("203.0.113.6"));
        assertThat(PermitKeys.ofAddress("203.0.113.5")).isEqualTo(PermitKeys.ofAddress("::ffff:203.0.113.5"));
        assertThat(PermitKeys.ofAddress("no address")).hasSize(32);
    }
}
