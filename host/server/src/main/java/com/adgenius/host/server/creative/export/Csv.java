package com.adgenius.host.server.creative.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values by RFC 4180, in UTF-8 with a byte order mark, by which spreadsheets and importers tell the
 * encoding. A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection).
 */
final class Csv {

    private static final String MARK = "\uFEFF";
    private static final String END = "\r\n";
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final StringBuilder text = new StringBuilder(MARK);
    private final int columns;
    private int rows;
    private int guarded;

    Csv(List<String> header) {
        columns = header.size();
        line(header);
    }

    /** Adds a row with a cell for each column. */
    void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns + " columns");
        }
        line(cells);
        rows++;
    }

    private void line(List<String> cells) {
        text.append(cells.stream().map(this::cell).collect(Collectors.joining(",")))
                .append(END);
    }

    private String cell(String value) {
        String safe = value;
        if (!value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0) {
            safe = "'" + value;
            guarded++;
        }
        boolean plain = safe.chars().noneMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n')
                && safe.strip().equals(safe);
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    /** How many rows there are below the header. */
    int rows() {
        return rows;
    }

    /** How many cells got an apostrophe. */
    int guarded() {
        return guarded;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
