package com.adgenius.host.server.creative.export;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.Approval;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import com.adgenius.host.server.creative.export.ExportPlan.Folder;
import com.adgenius.host.server.creative.export.ExportPlan.Item;
import com.adgenius.host.server.media.MediaStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a plan as a zip, from its first byte to its last; of the media no more than a buffer is held. */
final class CreativeArchive {

    private static final List<SheetDefinition> SHEETS = SheetDefinition.all();

    private final MediaStore media;
    private final ObjectMapper mapper;
    private final Instant now;

    /** Archives that begin now. */
    CreativeArchive(MediaStore media, ObjectMapper mapper, Instant now) {
        this.media = requireNonNull(media, "media is null");
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.now = requireNonNull(now, "now is null");
    }

    /** Writes all of it; the stream stays open. */
    void write(ExportPlan plan, String tenant, boolean approvedOnly, OutputStream output) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(output, StandardCharsets.UTF_8);
        file(zip, SpecReport.SHEET, SpecReport.sheet(plan.checks()).bytes());
        file(zip, SpecReport.JSON, json(plan.checks()));
        List<ExportManifest.Sheet> sheets = new ArrayList<>();
        for (SheetDefinition definition : SHEETS) {
            Csv csv = sheet(definition, plan);
            if (csv.rows() > 0) {
                file(zip, definition.file(), csv.bytes());
                sheets.add(new ExportManifest.Sheet(
                        definition.file(), definition.source(), definition.checked(), csv.rows(), csv.guarded()));
            }
        }
        List<ExportManifest.Entry> entries = new ArrayList<>();
        for (Folder folder : plan.creatives()) {
            entries.add(folder(zip, folder));
        }
        file(
                zip,
                ExportManifest.PATH,
                json(new ExportManifest(
                        ExportManifest.LAYOUT, tenant, now, approvedOnly, entries, plan.leftOut(), sheets)));
        zip.finish();
    }

    private byte[] json(Object value) throws IOException {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    }

    private static Csv sheet(SheetDefinition definition, ExportPlan plan) {
        Csv csv = new Csv(definition.header());
        for (Folder folder : plan.creatives()) {
            for (Item item : folder.items()) {
                if (definition.takes(item.asset().format())) {
                    new SheetRow(folder.campaign(), folder.creative().name(), item.asset(), item.file())
                            .rows(definition)
                            .forEach(csv::row);
                }
            }
        }
        return csv;
    }

    private ExportManifest.Entry folder(ZipOutputStream zip, Folder folder) throws IOException {
        List<ExportManifest.File> files = new ArrayList<>();
        for (Item item : folder.items()) {
            files.add(item(zip, folder.path() + item.file(), item));
        }
        Creative creative = folder.creative();
        return new ExportManifest.Entry(
                creative.id(),
                creative.name(),
                folder.campaign(),
                creative.kind().value(),
                folder.path(),
                creative.contentHash(),
                creative.approval()
                        .map(Approval::status)
                        .map(Approval.Status::value)
                        .orElse("none"),
                files);
    }

    private ExportManifest.File item(ZipOutputStream zip, String path, Item item) throws IOException {
        Counted counted = new Counted(zip);
        String type;
        switch (item.asset()) {
            case Copy copy -> {
                type = "text/plain";
                begin(zip, path, Deflater.DEFAULT_COMPRESSION);
                counted.write(CopyText.of(copy).getBytes(StandardCharsets.UTF_8));
            }
            case MediaAsset asset -> {
                type = asset.mediaType();
                begin(zip, path, Deflater.NO_COMPRESSION);
                Marking marking = item.marking().orElseThrow();
                try (InputStream input = new BufferedInputStream(media.open(asset.mediaId()))) {
                    marking.copy(input, asset.size(), counted);
                }
            }
        }
        zip.closeEntry();
        return new ExportManifest.File(
                path,
                item.asset().format(),
                item.asset().variant(),
                type,
                counted.size,
                counted.sha256(),
                item.marking().isPresent() ? Optional.of(SourceType.URI) : Optional.empty());
    }

    private void file(ZipOutputStream zip, String path, byte[] content) throws IOException {
        begin(zip, path, Deflater.DEFAULT_COMPRESSION);
        zip.write(content);
        zip.closeEntry();
    }

    private void begin(ZipOutputStream zip, String path, int level) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(LocalDateTime.ofInstant(now, ZoneOffset.UTC));
        zip.setLevel(level);
        zip.putNextEntry(entry);
    }

    /** The bytes of one file on their way into the zip. */
    private static final class Counted extends DigestOutputStream {

        private long size;

        Counted(OutputStream output) {
            super(output, digest());
        }

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }

        @Override
        public void write(int value) throws IOException {
            super.write(value);
            size++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            super.write(bytes, offset, length);
            size += length;
        }

        String sha256() {
            return HexFormat.of().formatHex(getMessageDigest().digest());
        }
    }
}
