package com.adgenius.plugins.local.video;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The boxes {@code ftyp} and {@code moov} of an MP4 file with one H.264 track (ISO/IEC 14496-12), which stand before the
 * media so that playing can begin while it loads. It holds no time of making: the same video is the same file.
 */
final class Mp4Header {

    private static final int MOVIE_SCALE = 1000;
    private static final int[] IDENTITY = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};
    private static final int UNDEFINED_LANGUAGE = 0x55C4;

    private final int width;
    private final int height;
    private final int framesPerSecond;
    private final byte[] configuration;
    private final List<Integer> sizes;
    private final List<Integer> pictures;

    /**
     * A header.
     *
     * @param sizes of all samples, in bytes
     * @param pictures numbers, from 1, of the samples that need no other
     */
    Mp4Header(
            int width,
            int height,
            int framesPerSecond,
            byte[] configuration,
            List<Integer> sizes,
            List<Integer> pictures) {
        this.width = width;
        this.height = height;
        this.framesPerSecond = framesPerSecond;
        this.configuration = configuration.clone();
        this.sizes = List.copyOf(sizes);
        this.pictures = List.copyOf(pictures);
    }

    /** Everything before the first sample, the head of {@code mdat} included. */
    byte[] bytes() {
        byte[] type = box("ftyp", new Body().text("isom").int32(0x200).text("isomiso2avc1mp41"));
        int offset = type.length + movie(0).length + 8;
        long media = sizes.stream().mapToLong(Integer::longValue).sum();
        if (media > Integer.MAX_VALUE - 8L) {
            throw new IllegalStateException("A video of " + media + " bytes does not fit into one file");
        }
        return new Body()
                .bytes(type)
                .bytes(movie(offset))
                .int32((int) media + 8)
                .text("mdat")
                .done();
    }

    private byte[] movie(int offset) {
        int duration = (int) (sizes.size() * (long) MOVIE_SCALE / framesPerSecond);
        Body header = new Body()
                .int32(0, 0, 0, MOVIE_SCALE, duration, 0x10000)
                .int16(0x100, 0)
                .int32(0, 0);
        header.int32(IDENTITY).int32(0, 0, 0, 0, 0, 0).int32(2);
        return box("moov", new Body().bytes(box("mvhd", header)).bytes(track(duration, offset)));
    }

    private byte[] track(int duration, int offset) {
        Body header = new Body().int32(3, 0, 0, 1, 0, duration, 0, 0).int16(0, 0, 0, 0);
        header.int32(IDENTITY).int32(width << 16, height << 16);
        Body times = new Body().int32(0, 0, 0, framesPerSecond, sizes.size()).int16(UNDEFINED_LANGUAGE, 0);
        Body handler = new Body()
                .int32(0, 0)
                .text("vide")
                .int32(0, 0, 0)
                .text("VideoHandler")
                .int8(0);
        Body reference = new Body().int32(0, 1).bytes(box("url ", new Body().int32(1)));
        Body information = new Body()
                .bytes(box("vmhd", new Body().int32(1).int16(0, 0, 0, 0)))
                .bytes(box("dinf", new Body().bytes(box("dref", reference))))
                .bytes(samples(offset));
        Body media =
                new Body().bytes(box("mdhd", times)).bytes(box("hdlr", handler)).bytes(box("minf", information));
        return box("trak", new Body().bytes(box("tkhd", header)).bytes(box("mdia", media)));
    }

    private byte[] samples(int offset) {
        Body entry = new Body().int32(0).int16(0, 1).int32(0, 0, 0, 0).int16(width, height);
        entry.int32(0x480000, 0x480000, 0).int16(1).bytes(new byte[32]).int16(0x18, 0xFFFF);
        entry.bytes(box("avcC", new Body().bytes(configuration)));
        entry.bytes(box("colr", new Body().text("nclx").int16(1, 1, 1).int8(0)));
        Body sizeTable = new Body().int32(0, 0, sizes.size());
        sizes.forEach(sizeTable::int32);
        Body pictureTable = new Body().int32(0, pictures.size());
        pictures.forEach(pictureTable::int32);
        return box(
                "stbl",
                new Body()
                        .bytes(box("stsd", new Body().int32(0, 1).bytes(box("avc1", entry))))
                        .bytes(box("stts", new Body().int32(0, 1, sizes.size(), 1)))
                        .bytes(box("stss", pictureTable))
                        .bytes(box("stsc", new Body().int32(0, 1, 1, sizes.size(), 1)))
                        .bytes(box("stsz", sizeTable))
                        .bytes(box("stco", new Body().int32(0, 1, offset))));
    }

    private static byte[] box(String type, Body body) {
        byte[] content = body.done();
        return new Body().int32(content.length + 8).text(type).bytes(content).done();
    }

    /** Bytes in network order. */
    private static final class Body {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Body int8(int value) {
            bytes.write(value);
            return this;
        }

        Body int16(int... values) {
            for (int value : values) {
                int8(value >> 8).int8(value);
            }
            return this;
        }

        Body int32(int... values) {
            for (int value : values) {
                int16(value >> 16, value);
            }
            return this;
        }

        Body text(String text) {
            return bytes(text.getBytes(StandardCharsets.US_ASCII));
        }

        Body bytes(byte[] more) {
            bytes.writeBytes(more);
            return this;
        }

        byte[] done() {
            return bytes.toByteArray();
        }
    }
}
