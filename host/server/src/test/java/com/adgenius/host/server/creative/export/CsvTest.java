package com.adgenius.host.server.creative.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    private final Csv csv = new Csv(List.of("a", "b"));

    private String text() {
        return new String(csv.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void beginsWithAByteOrderMarkAndEndsLinesByTheStandard() {
        csv.row(List.of("über", "池"));

        assertThat(csv.bytes()).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(text()).isEqualTo("\uFEFFa,b\r\nüber,池\r\n");
        assertThat(csv.rows()).isEqualTo(1);
    }

    @Test
    void quotesWhatWouldEndACellOrALine() {
        csv.row(List.of("one, two", "say \"hi\""));
        csv.row(List.of("two\nlines", " spaced "));

        assertThat(text()).endsWith("\"one, two\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",\" spaced \"\r\n");
        assertThat(csv.guarded()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-20% today", "@SUM(A1)", "＝1", "＋1", "－1", "＠x"})
    void guardsWhatASpreadsheetWouldRun(String cell) {
        csv.row(List.of(cell, "b"));

        assertThat(text()).endsWith("'" + cell + ",b\r\n");
        assertThat(csv.guarded()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1"})
    void guardsWhatBeginsWithSpaceThatASpreadsheetDrops(String cell) {
        csv.row(List.of(cell, "b"));

        assertThat(text()).contains("'" + cell);
        assertThat(csv.guarded()).isEqualTo(1);
    }

    @Test
    void leavesOthersAlone() {
        csv.row(List.of("20% off = cheap", "a-b+c@d"));

        assertThat(text()).endsWith("20% off = cheap,a-b+c@d\r\n");
        assertThat(csv.guarded()).isZero();
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> csv.row(List.of("a"))).isInstanceOf(IllegalArgumentException.class);
    }
}
