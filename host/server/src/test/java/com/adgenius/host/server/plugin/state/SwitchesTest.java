package com.adgenius.host.server.plugin.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.Flags;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchesTest {

    /** Every case there is. */
    @ParameterizedTest
    @CsvSource({
        "true,  true,  ,      true,  true",
        "true,  true,  ,      false, false",
        "true,  true,  true,  true,  true",
        "true,  true,  true,  false, false",
        "true,  true,  false, true,  false",
        "true,  true,  false, false, false",
        "true,  false, ,      true,  false",
        "true,  false, ,      false, false",
        "true,  false, true,  true,  true",
        "true,  false, true,  false, false",
        "true,  false, false, true,  false",
        "true,  false, false, false, false",
        "false, true,  ,      true,  false",
        "false, true,  true,  true,  false",
        "false, false, true,  true,  false",
        "false, true,  false, false, false",
    })
    void servedIsThePlatformsSwitchAndTheTenantsAndItsOwnWish(
            boolean platform, boolean byDefault, Boolean forTenant, boolean wish, boolean served) {
        Switches switches =
                new Switches(platform, byDefault, Map.of("other", true)).tenant("acme", Optional.ofNullable(forTenant));
        Flags flags = new Flags(
                switches.platform(),
                switches.defaultEnabled(),
                switches.tenants(),
                wish ? Set.of("other") : Set.of("acme"));

        assertThat(switches.allow("acme") && wish).isEqualTo(served);
        assertThat(flags.served("acme")).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aTenantsSwitchCanBeLeftToTheDefaultAgain(boolean byDefault) {
        Switches switches = new Switches(true, byDefault, Map.of());

        assertThat(switches.tenant("acme", Optional.of(!byDefault)).tenant("acme", Optional.empty()))
                .isEqualTo(switches);
    }
}
