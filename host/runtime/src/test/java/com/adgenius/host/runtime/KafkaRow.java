package com.adgenius.host.runtime;

import java.util.List;
import org.apache.kafka.connect.runtime.isolation.TestPlugins.TestPlugin;

/**
 * What is expected and what became of one of Kafka's plugin classes.
 *
 * @param plugin the class
 * @param actual what became of it
 * @param neighbour how often the neighbour answered meanwhile
 */
record KafkaRow(TestPlugin plugin, KafkaOutcome actual, long neighbour) {

    KafkaDeclaration declaration() {
        return KafkaDeclaration.of(plugin);
    }

    KafkaOutcome expected() {
        return declaration().expected();
    }

    /** A table for people, and how many are active, refused, and refused for an {@code Error}. */
    static String table(List<KafkaRow> rows) {
        StringBuilder table = new StringBuilder("Kafka's plugin classes\n")
                .append(line("class", "Kafka declares", "expected", "actual", "neighbour's answers"));
        rows.forEach(row -> table.append(line(
                row.plugin().name(),
                row.declaration().name(),
                row.expected().text(),
                row.actual().text(),
                Long.toString(row.neighbour()))));
        long active = rows.stream().filter(row -> row.actual().active()).count();
        long errors = rows.stream().filter(row -> row.actual().error()).count();
        return table.append(rows.size() + " classes: " + active + " active, " + (rows.size() - active)
                        + " refused, of these " + errors + " as Error")
                .toString();
    }

    private static String line(String plugin, String declared, String expected, String actual, String neighbour) {
        return "%-54s | %-26s | %-57s | %-57s | %s%n".formatted(plugin, declared, expected, actual, neighbour);
    }
}
