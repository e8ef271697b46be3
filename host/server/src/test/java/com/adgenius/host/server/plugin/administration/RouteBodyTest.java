package com.adgenius.host.server.plugin.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.Canary;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.Json;
import com.adgenius.host.server.http.Violations;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteBodyTest {

    @Test
    void aWholeRouteIsRead() throws JsonProcessingException {
        assertThat(read("{\"stable\": \"1.0.0\", \"canary\": {\"version\": \"2.0.0\", \"percent\": 30},"
                                + " \"pins\": {\"acme\": \"1.0.0\"}}")
                        .route())
                .isEqualTo(
                        new Route(Optional.of("1.0.0"), Optional.of(new Canary("2.0.0", 30)), Map.of("acme", "1.0.0")));
    }

    @Test
    void whatIsNullOrLeftOutIsNotThere() throws JsonProcessingException {
        assertThat(read("{}").route()).isEqualTo(Route.nowhere());
        assertThat(read("{\"stable\": null, \"canary\": null, \"pins\": null}").route())
                .isEqualTo(Route.nowhere());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'canary': {'version': '2.0.0', 'percent': 0}}; canary.percent",
                "{'canary': {'version': '2.0.0', 'percent': 100}}; canary.percent",
                "{'canary': {'version': '2.0.0'}}; canary.percent",
                "{'canary': {'percent': 10}}; canary.version",
                "{'stable': '1.0.0', 'canary': {'version': '1.0.0', 'percent': 10}}; canary.version",
                "{'pins': {'Not A Slug': '1.0.0'}}; pins.Not A Slug",
                "{'pins': {'acme': null}}; pins.acme",
            })
    void whatIsWrongIsNamed(String json, String field) throws JsonProcessingException {
        Violations violations = new Violations();
        read(json.replace('\'', '"')).validate(violations);

        assertThat(violations.errors()).extracting(FieldError::field).containsExactly(field);
    }

    private static RouteBody read(String json) throws JsonProcessingException {
        return Json.mapper().readValue(json, RouteBody.class);
    }
}
