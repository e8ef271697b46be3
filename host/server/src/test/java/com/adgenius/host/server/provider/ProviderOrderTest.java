package com.adgenius.host.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.ModelKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderOrderTest {

    private final ProviderOrder order = new ProviderOrder(Map.of(ModelKind.TEXT, List.of("pond", "gone", "frog")), 1);

    @Test
    void theNamedComeFirstAndTheOthersFollowAsTheyCame() {
        assertThat(order.sorted(ModelKind.TEXT, List.of("crow", "frog", "moon", "pond")))
                .containsExactly("pond", "frog", "crow", "moon");
    }

    @Test
    void aKindWithoutAWishIsLeftAsItCame() {
        assertThat(order.sorted(ModelKind.IMAGE, List.of("crow", "frog", "pond")))
                .containsExactly("crow", "frog", "pond");
    }

    @Test
    void whatIsNamedAndNotThereIsNotAsked() {
        assertThat(order.sorted(ModelKind.TEXT, List.of("crow"))).containsExactly("crow");
    }
}
