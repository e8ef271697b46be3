package com.adgenius.plugins.video;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Reads the head of an MP4 file from a stream: all boxes at its top, the movie box in full, no media (ISO/IEC 14496-12).
 */
final class Mp4Reader {

    private static final int MOVIE_LIMIT = 32 * 1024 * 1024;
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;

    private Mp4Reader() {}

    /**
     * Reads the file to its end.
     *
     * @param size of the whole file, in bytes
     * @throws UnfitVideoException when it is no whole, unfragmented MP4 with a video track
     * @throws IOException when the stream cannot be read
     */
    static Mp4 read(InputStream stream, long size) throws UnfitVideoException, IOException {
        DataInputStream input = new DataInputStream(stream);
        long position = 0;
        long media = 0;
        ByteBuffer movie = ByteBuffer.allocate(0);
        try {
            while (position < size) {
                if (size - position < HEADER) {
                    throw new UnfitVideoException("is damaged: bytes are left after its last box");
                }
                long length = Integer.toUnsignedLong(input.readInt());
                String type = Box.type(input.readInt());
                int header = HEADER;
                if (length == 1) {
                    length = input.readLong();
                    header = LONG_HEADER;
                } else if (length == 0) {
                    length = size - position;
                }
                requireBox(type, position, length, header, size);
                long payload = length - header;
                if (type.equals("moov")) {
                    movie = readMovie(input, payload);
                } else {
                    media += type.equals("mdat") ? payload : 0;
                    input.skipNBytes(payload);
                }
                position += length;
            }
        } catch (EOFException e) {
            throw new UnfitVideoException("is torn: it ends before its last box does", e);
        }
        if (!movie.hasRemaining() || media == 0) {
            throw new UnfitVideoException("is torn: it has no movie box or no media");
        }
        return movie(new Box("moov", movie));
    }

    private static void requireBox(String type, long position, long length, int header, long size)
            throws UnfitVideoException {
        if (position == 0 && !type.equals("ftyp")) {
            throw new UnfitVideoException("is no MP4 file");
        }
        if (type.equals("moof")) {
            throw new UnfitVideoException("is fragmented, which platforms do not take");
        }
        if (length < header || length > size - position) {
            throw new UnfitVideoException("is torn: box \"" + type + "\" ends after the file");
        }
    }

    private static ByteBuffer readMovie(DataInputStream input, long payload) throws UnfitVideoException, IOException {
        if (payload > MOVIE_LIMIT) {
            throw new UnfitVideoException("has a movie box of more than " + MOVIE_LIMIT + " bytes");
        }
        byte[] bytes = new byte[(int) payload];
        input.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static Mp4 movie(Box movie) throws UnfitVideoException {
        try {
            for (Box track : movie.children()) {
                if (track.type().equals("trak") && isVideo(track)) {
                    return videoTrack(movie.required("mvhd"), track);
                }
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException | ArithmeticException e) {
            throw new UnfitVideoException("is damaged: a box is shorter than its content", e);
        }
        throw new UnfitVideoException("has no video track");
    }

    private static boolean isVideo(Box track) throws UnfitVideoException {
        Box handler = track.required("mdia").required("hdlr");
        return Box.type(handler.payload().getInt(8)).equals("vide");
    }

    private static Mp4 videoTrack(Box movieHeader, Box track) throws UnfitVideoException {
        Box media = track.required("mdia");
        Box samples = media.required("minf").required("stbl");
        Duration duration = duration(media.required("mdhd"), samples.required("stts"));
        requireHeaderAgrees(movieHeader, duration);
        Box description = samples.required("stsd");
        if (description.unsignedInt(4) < 1) {
            throw new UnfitVideoException("has no sample description");
        }
        ByteBuffer header = track.required("tkhd").payload();
        int width = header.getInt(header.limit() - 8) >>> 16;
        int height = header.getInt(header.limit() - 4) >>> 16;
        if (width == 0 || height == 0) {
            throw new UnfitVideoException("has no width or no height");
        }
        boolean upright = header.getInt(header.limit() - 44) != 0;
        String codec = Box.type(description.payload().getInt(12));
        return new Mp4(upright ? width : height, upright ? height : width, duration, codec);
    }

    private static Duration duration(Box mediaHeader, Box times) throws UnfitVideoException {
        long timescale = mediaHeader.unsignedInt(mediaHeader.longTimes() ? 20 : 12);
        long entries = times.unsignedInt(4);
        long pictures = 0;
        long ticks = 0;
        for (int i = 0; i < entries; i++) {
            long count = times.unsignedInt(8 + 8 * i);
            pictures += count;
            ticks = Math.addExact(ticks, Math.multiplyExact(count, times.unsignedInt(12 + 8 * i)));
        }
        if (timescale == 0 || pictures == 0 || ticks == 0) {
            throw new UnfitVideoException("has no pictures");
        }
        return Duration.ofMillis(Math.multiplyExact(ticks, 1000L) / timescale);
    }

    /** Players and platforms go by the header; one that says another length than the pictures have is wrong. */
    private static void requireHeaderAgrees(Box movieHeader, Duration pictures) throws UnfitVideoException {
        boolean longTimes = movieHeader.longTimes();
        long timescale = movieHeader.unsignedInt(longTimes ? 20 : 12);
        long ticks = longTimes ? movieHeader.payload().getLong(24) : movieHeader.unsignedInt(16);
        double header = (double) ticks / timescale;
        double off = Math.abs(header - pictures.toMillis() / 1000.0);
        if (timescale == 0 || !(off <= 1)) {
            throw new UnfitVideoException("has a header that says another length than its pictures have");
        }
    }
}
