package com.adgenius.host.server.creative.export;

import com.adgenius.host.server.creative.export.ExportPlan.Checked;
import java.util.List;
import java.util.stream.Stream;

/** What was checked, as a sheet: a row for each file and limit. As JSON it is the {@link Checked} themselves. */
final class SpecReport {

    static final String SHEET = "spec_report.csv";
    static final String JSON = "spec_report.json";

    private static final List<String> HEADER = Stream.concat(
                    Stream.of("creative", "file", "format", "variant", "exported"), Finding.COLUMNS.stream())
            .toList();

    private SpecReport() {}

    static Csv sheet(List<Checked> checks) {
        Csv csv = new Csv(HEADER);
        for (Checked checked : checks) {
            for (Finding finding : checked.findings()) {
                csv.row(Stream.concat(
                                Stream.of(
                                        checked.creativeId(),
                                        checked.file(),
                                        checked.format(),
                                        String.valueOf(checked.variant()),
                                        checked.exported() ? "yes" : "no"),
                                finding.cells().stream())
                        .toList());
            }
        }
        return csv;
    }
}
