package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table finds the slot of each id that it has, whoever's the text is, and none for another. */
class PluginTableTest {

    private final TenantKeys tenants = new TenantKeys(1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 64, 500, 1_025})
    void eachIdFindsItsOwnSlotAndAnotherNone(int plugins) {
        List<PluginSlot> slots = new ArrayList<>();
        for (int i = 0; i < plugins; i++) {
            slots.add(slot("payload-" + i));
        }
        PluginTable table = new PluginTable(slots);

        for (int i = 0; i < plugins; i++) {
            assertThat(table.find("payload-" + i)).isSameAs(slots.get(i));
            assertThat(table.find("other-" + i)).isNull();
        }
    }

    @Test
    void idsOfOneHashAreToldApart() {
        List<PluginSlot> slots = List.of(slot("AaAa"), slot("BBBB"), slot("AaBB"));
        PluginTable table = new PluginTable(slots);

        assertThat(table.find("AaAa")).isSameAs(slots.get(0));
        assertThat(table.find("BBBB")).isSameAs(slots.get(1));
        assertThat(table.find("AaBB")).isSameAs(slots.get(2));
        assertThat(table.find("BBAa")).isNull();
    }

    @Test
    void anEmptyTableFindsNothing() {
        assertThat(new PluginTable(List.of()).find("payload")).isNull();
    }

    private PluginSlot slot(String id) {
        PluginPlan plan = new PluginPlan(id, 1, Map.of(), Route.nowhere(), Flags.on(), Optional.empty());
        PlanOutcome outcome = new PlanOutcome(id, 1, 1, PlanOutcome.Result.REACHED, Route.nowhere(), Map.of());
        return new PluginSlot(plan, outcome, Route.nowhere(), Map.of(), tenants);
    }
}
