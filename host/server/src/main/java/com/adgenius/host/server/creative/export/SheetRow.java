package com.adgenius.host.server.creative.export;

import com.adgenius.host.server.creative.CreativeAsset;
import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import com.adgenius.host.server.creative.export.SheetDefinition.ColumnDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rows of one asset hold.
 *
 * @param campaign the campaign's name
 * @param creative the creative's name
 * @param asset what is exported
 * @param file its file's name, without folders
 */
record SheetRow(String campaign, String creative, CreativeAsset asset, String file) {

    /** The rows for the asset: one, or one for each of its alternative texts. */
    List<List<String>> rows(SheetDefinition sheet) {
        int count = sheet.eachAlternative() ? alternatives(sheet) : 1;
        List<List<String>> rows = new ArrayList<>();
        for (int alternative = 0; alternative < count; alternative++) {
            List<String> cells = new ArrayList<>();
            for (ColumnDefinition column : sheet.columns()) {
                cells(sheet, column, alternative, cells);
            }
            rows.add(List.copyOf(cells));
        }
        return rows;
    }

    private int alternatives(SheetDefinition sheet) {
        return sheet.columns().stream()
                .mapToInt(column -> texts(column).size())
                .max()
                .orElse(1);
    }

    private void cells(SheetDefinition sheet, ColumnDefinition column, int alternative, List<String> cells) {
        List<String> texts = texts(column);
        if (sheet.eachAlternative()) {
            // A field with fewer texts than another begins again.
            cells.add(texts.isEmpty() ? "" : texts.get(alternative % texts.size()));
            return;
        }
        int count = column.names().size();
        for (int i = 0; i < count; i++) {
            cells.add(i < texts.size() ? texts.get(i) : "");
        }
    }

    private List<String> texts(ColumnDefinition column) {
        if (!column.isFor(asset.format())) {
            return List.of();
        }
        return column.always()
                .map(List::of)
                .orElseGet(() -> column.taken().stream()
                        .flatMap(names -> List.of(names.split("\\|")).stream())
                        .map(this::texts)
                        .filter(texts -> !texts.isEmpty())
                        .findFirst()
                        .orElse(List.of()));
    }

    private List<String> texts(String name) {
        return switch (name) {
            case "campaign" -> List.of(campaign);
            case "creative" -> List.of(creative);
            case "asset" -> List.of(creative + " " + asset.format() + " " + asset.variant());
            case "image_file" -> file("image/");
            case "video_file" -> file("video/");
            default -> asset instanceof Copy copy ? copy.fields().getOrDefault(name, List.of()) : List.of();
        };
    }

    private List<String> file(String type) {
        return asset instanceof MediaAsset media && media.mediaType().startsWith(type) ? List.of(file) : List.of();
    }
}
