package com.adgenius.host.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A route says who may call it, or there is no route. */
class RouteTest {

    private static Route.Builder things() {
        return Route.get("/things").says("Things", "List things.").answersNothing(204, "There are none.");
    }

    @Test
    void isNotMadeWhereNobodySaidWhoMayCallIt() {
        assertThatThrownBy(() -> things().handledBy(_ -> Answer.noContent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("GET /things does not say who may call it");
    }

    @Test
    void isMadeWhereItWasSaid() {
        Route route = things().access(Access.signedIn()).handledBy(_ -> Answer.noContent());

        assertThat(route.access()).isEqualTo(Access.signedIn());
    }
}
