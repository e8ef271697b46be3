package com.adgenius.host.server.creative.export;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is in an export, and what was left out: the zip's {@code manifest.json}.
 *
 * @param layout names this form of the zip
 * @param tenant whose creatives they are
 * @param createdAt when the export began
 * @param approvedOnly whether the tenant exports what is approved alone
 * @param creatives what is in it
 * @param leftOut what was asked for and is not in it
 * @param sheets the sheets for importers
 */
@Schema(hidden = true)
record ExportManifest(
        String layout,
        String tenant,
        Instant createdAt,
        boolean approvedOnly,
        List<Entry> creatives,
        List<ExportPlan.LeftOut> leftOut,
        List<Sheet> sheets) {

    static final String LAYOUT = "adgenius.creatives/1";
    static final String PATH = "manifest.json";

    ExportManifest {
        creatives = List.copyOf(creatives);
        leftOut = List.copyOf(leftOut);
        sheets = List.copyOf(sheets);
    }

    /** One creative. */
    record Entry(
            String id,
            String name,
            String campaign,
            String kind,
            String folder,
            Optional<String> contentHash,
            String approval,
            List<File> files) {

        Entry {
            files = List.copyOf(files);
        }
    }

    /**
     * One file of a creative.
     *
     * @param digitalSourceType what is written into it; empty for copy, where nothing can be
     */
    record File(
            String path,
            String format,
            int variant,
            String mediaType,
            long bytes,
            String sha256,
            Optional<String> digitalSourceType) {}

    /**
     * A sheet for an importer.
     *
     * @param source where its columns were read
     * @param checked the day they were read
     * @param guardedCells how many cells begin with an apostrophe that is not the text's, because a spreadsheet would run
     *     them otherwise
     */
    record Sheet(String path, String source, String checked, int rows, int guardedCells) {}
}
