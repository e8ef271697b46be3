package com.adgenius.plugins.video;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the boxes of an MP4 file with any content, right or wrong. */
final class Mp4Files {

    private static final int TIMESCALE = 1000;
    private static final int RATE = 25;

    private int width = 1920;
    private int height = 1080;
    private double seconds = 6;
    private double headerSeconds = -1;
    private String codec = "avc1";
    private String handler = "vide";
    private boolean turned;
    private boolean longTimes;
    private int media = 1_000_000;

    static Mp4Files file() {
        return new Mp4Files();
    }

    Mp4Files size(int newWidth, int newHeight) {
        this.width = newWidth;
        this.height = newHeight;
        return this;
    }

    Mp4Files seconds(double newSeconds) {
        this.seconds = newSeconds;
        return this;
    }

    /** What the movie header says, where it is not the truth. */
    Mp4Files headerSeconds(double newSeconds) {
        this.headerSeconds = newSeconds;
        return this;
    }

    Mp4Files codec(String newCodec) {
        this.codec = newCodec;
        return this;
    }

    Mp4Files handler(String newHandler) {
        this.handler = newHandler;
        return this;
    }

    Mp4Files turned() {
        this.turned = true;
        return this;
    }

    Mp4Files longTimes() {
        this.longTimes = true;
        return this;
    }

    Mp4Files media(int bytes) {
        this.media = bytes;
        return this;
    }

    byte[] bytes() {
        return concat(box("ftyp", ascii("isom"), new byte[4], ascii("isom")), movie(), box("mdat", new byte[media]));
    }

    static byte[] box(String type, byte[]... parts) {
        byte[] payload = concat(parts);
        return concat(ints(8 + payload.length), ascii(type), payload);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private byte[] movie() {
        return box("moov", header("mvhd", headerSeconds < 0 ? seconds : headerSeconds, new byte[80]), track());
    }

    private byte[] track() {
        int codedWidth = turned ? height : width;
        int codedHeight = turned ? width : height;
        byte[] matrix = turned
                ? ints(0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)
                : ints(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
        byte[] trackHeader = box(
                "tkhd",
                ints(3, 0, 0, 1, 0, (int) (seconds * TIMESCALE)),
                new byte[16],
                matrix,
                ints(codedWidth << 16, codedHeight << 16));
        int pictures = (int) Math.round(seconds * RATE);
        byte[] entry = box(codec, new byte[24], shorts(codedWidth, codedHeight), new byte[50]);
        byte[] samples =
                box("stbl", box("stsd", ints(0, 1), entry), box("stts", ints(0, 1, pictures, TIMESCALE / RATE)));
        byte[] mediaBox = box(
                "mdia",
                header("mdhd", seconds, new byte[4]),
                box("hdlr", ints(0, 0), ascii(handler), new byte[13]),
                box("minf", samples));
        return box("trak", trackHeader, mediaBox);
    }

    private byte[] header(String type, double length, byte[] rest) {
        int ticks = (int) Math.round(length * TIMESCALE);
        byte[] times = longTimes
                ? concat(ints(0x01000000, 0, 0, 0, 0, TIMESCALE, 0, ticks), rest)
                : concat(ints(0, 0, 0, TIMESCALE, ticks), rest);
        return box(type, times);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] ints(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            buffer.putShort((short) value);
        }
        return buffer.array();
    }
}
