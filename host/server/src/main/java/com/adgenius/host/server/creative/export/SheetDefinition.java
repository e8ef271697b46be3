package com.adgenius.host.server.creative.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which columns an importer takes; the definitions are data, in {@code sheets.json}.
 *
 * @param file the sheet's name in the zip
 * @param source where the columns were read
 * @param checked the day they were read
 * @param formats whose assets have rows; one that ends in {@code *} is a beginning
 * @param eachAlternative whether an asset has a row for each of its alternative texts
 * @param columns in their order
 */
record SheetDefinition(
        String file,
        String source,
        String checked,
        List<String> formats,
        @JsonProperty("each_alternative") boolean eachAlternative,
        List<ColumnDefinition> columns) {

    private static final String FILE = "sheets.json";

    SheetDefinition {
        formats = List.copyOf(formats);
        columns = List.copyOf(columns);
    }

    /**
     * One column, or several with numbers.
     *
     * @param column its name for the importer
     * @param take the texts that it holds: fields of copy, with {@code |} between alternatives, or what {@link SheetRow}
     *     knows; without one the column stays empty, for people to fill
     * @param fixed what it always holds
     * @param times how many columns there are, numbered from 1; without one, one without a number
     * @param formats for which it is filled; without them, for all
     */
    record ColumnDefinition(
            String column,
            @Nullable String take,
            @Nullable String fixed,
            @Nullable Integer times,
            @Nullable List<String> formats) {

        List<String> names() {
            if (times == null) {
                return List.of(column);
            }
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= times; i++) {
                names.add(column + " " + i);
            }
            return names;
        }

        boolean isFor(String format) {
            return formats == null || formats.contains(format);
        }

        Optional<String> taken() {
            return Optional.ofNullable(take);
        }

        Optional<String> always() {
            return Optional.ofNullable(fixed);
        }
    }

    static List<SheetDefinition> all() {
        try (InputStream input =
                Objects.requireNonNull(SheetDefinition.class.getResourceAsStream(FILE), FILE + " is missing")) {
            return new JsonMapper().readValue(input, new TypeReference<List<SheetDefinition>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    boolean takes(String format) {
        return formats.stream()
                .anyMatch(each -> each.endsWith("*")
                        ? format.startsWith(each.substring(0, each.length() - 1))
                        : each.equals(format));
    }

    List<String> header() {
        return columns.stream().flatMap(column -> column.names().stream()).toList();
    }
}
