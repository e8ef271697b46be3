package com.adgenius.host.server.creative.export;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * XMP in an MP4: a {@code uuid} box at the top (XMP part 3, 1.2.7; ISO/IEC 14496-12). It goes to the end, so that no media
 * moves and no offset in the movie box has to change; an older one becomes free space for the same reason.
 */
final class Mp4Marking implements Marking {

    private static final long XMP_HIGH = 0xBE7ACFCB97A942E8L;
    private static final long XMP_LOW = 0x9C71999491E3AFACL;
    private static final int FILE_TYPE = code("ftyp");
    private static final int MOVIE = code("moov");
    private static final int MEDIA = code("mdat");
    private static final int UUID = code("uuid");
    private static final int FREE = code("free");
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;
    private static final int ID = 16;
    private static final long SHORT_LIMIT = 0xFFFF_FFFFL;

    /** A file of few fragments has some ten; one of many is no advertisement. */
    private static final int BOX_LIMIT = 200;

    private static int code(String type) {
        byte[] bytes = type.getBytes(StandardCharsets.ISO_8859_1);
        return bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
    }

    /**
     * The head of a box at the file's top.
     *
     * @param length of the whole box, in bytes
     * @param header how many of them are read
     */
    private record Box(int type, long length, int header) {

        static Box read(DataInputStream input, long left) throws IOException {
            long length = Integer.toUnsignedLong(input.readInt());
            int type = input.readInt();
            int header = HEADER;
            boolean open = length == 0;
            if (length == 1) {
                length = input.readLong();
                header = LONG_HEADER;
            } else if (open) {
                // It goes to the file's end, which is not the end any more.
                length = left;
            }
            if (length < header || length > left) {
                throw new UnmarkableException("is damaged: a box ends after the file");
            }
            if (open && length > SHORT_LIMIT) {
                throw new UnmarkableException("has a last box of more than 4 GB that does not say its length");
            }
            return new Box(type, length, header);
        }
    }

    @Override
    public int growth() {
        return HEADER + ID + SourceType.packet().length;
    }

    @Override
    public Optional<Pixels> look(Opening opening, long size) throws IOException {
        boolean movie = false;
        boolean media = false;
        long position = 0;
        try {
            for (int boxes = 0; position < size; boxes++) {
                if (boxes == BOX_LIMIT) {
                    throw new UnmarkableException("is in more than " + BOX_LIMIT + " pieces");
                }
                try (DataInputStream input = new DataInputStream(opening.from(position))) {
                    Box box = Box.read(input, size - position);
                    if (position == 0 && box.type() != FILE_TYPE) {
                        throw new UnmarkableException("is no MP4");
                    }
                    movie |= box.type() == MOVIE;
                    media |= box.type() == MEDIA;
                    position += box.length();
                }
            }
        } catch (EOFException _) {
            throw new UnmarkableException("is damaged: bytes are left after its last box");
        }
        if (!movie || !media) {
            throw new UnmarkableException("is no whole MP4: it has no movie box or no media");
        }
        return Optional.empty();
    }

    @Override
    public void copy(InputStream stream, long size, OutputStream target) throws IOException {
        DataInputStream input = new DataInputStream(stream);
        DataOutputStream output = new DataOutputStream(target);
        long left = size;
        while (left > 0) {
            Box box = Box.read(input, left);
            copy(input, box, output);
            left -= box.length();
        }
        byte[] packet = SourceType.packet();
        output.writeInt(growth());
        output.writeInt(UUID);
        output.writeLong(XMP_HIGH);
        output.writeLong(XMP_LOW);
        output.write(packet);
        output.flush();
    }

    private static void copy(DataInputStream input, Box box, DataOutputStream output) throws IOException {
        long rest = box.length() - box.header();
        byte[] id = box.type() == UUID && rest >= ID ? input.readNBytes(ID) : new byte[0];
        boolean isXmp = id.length == ID && number(id, 0) == XMP_HIGH && number(id, 8) == XMP_LOW;
        boolean isLong = box.header() == LONG_HEADER;
        output.writeInt(isLong ? 1 : (int) box.length());
        output.writeInt(isXmp ? FREE : box.type());
        if (isLong) {
            output.writeLong(box.length());
        }
        output.write(isXmp ? new byte[ID] : id);
        Marking.copy(input, output, rest - id.length);
    }

    private static long number(byte[] bytes, int offset) {
        long number = 0;
        for (int i = offset; i < offset + 8; i++) {
            number = number << 8 | bytes[i] & 0xFF;
        }
        return number;
    }
}
