package com.adgenius.host.app.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.webhook.Receiver;
import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Route;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every route that takes an id of a tenant's: asked for what another tenant has, it answers 404 and nothing is changed,
 * while the owner's same request is served.
 */
class EveryIdTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final Receiver RECEIVER = Receiver.start();

    @AfterAll
    static void close() {
        RECEIVER.close();
    }

    @TestFactory
    Stream<DynamicTest> ofAnotherTenantIsNotFound() {
        TenantUnderTest having = HOST.newTenant();
        TenantUnderTest other = HOST.newTenant();
        Askable askable = new Askable(HOST, having, RECEIVER);
        Isolation isolation = new Isolation(having.slug(), having.owner(), other.owner());
        List<Route> routes = HOST.host().registry().routes().stream()
                .filter(route -> route.access().scope() == Access.Scope.TENANT)
                .filter(Askable::namesWhatATenantHas)
                .toList();
        assertThat(routes).hasSizeGreaterThan(15);
        return routes.stream()
                .map(route -> dynamicTest(route.method().text() + " " + route.path(), () -> {
                    Asked asked = askable.ask(route)
                            .orElseThrow(() -> new AssertionError("Askable does not say how what "
                                    + route.method().text() + " " + route.path() + " is about comes to be"));
                    assertThat(isolation.violations(asked)).as("%s", asked).isEmpty();
                }));
    }
}
