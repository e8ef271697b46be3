package com.adgenius.host.server.asset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds in a JPEG how the camera was held: tag 0x0112 of Exif 2.32, 4.6.4. */
final class JpegOrientation {

    private static final int UPRIGHT = 1;
    private static final int APP1 = 0xffe1;
    private static final int START_OF_SCAN = 0xffda;
    private static final int ORIENTATION = 0x0112;

    private JpegOrientation() {}

    /** 1 to 8; 1, upright, where the file does not tell. */
    static int of(byte[] jpeg) {
        ByteBuffer bytes = ByteBuffer.wrap(jpeg);
        int position = 2;
        while (position + 4 <= jpeg.length) {
            int marker = bytes.getShort(position) & 0xffff;
            int length = bytes.getShort(position + 2) & 0xffff;
            if (marker < 0xff00 || marker == START_OF_SCAN || length < 2) {
                return UPRIGHT;
            }
            if (marker == APP1 && position + 2 + length <= jpeg.length) {
                int found = inExif(bytes.slice(position + 4, length - 2));
                if (found != 0) {
                    return found;
                }
            }
            position += 2 + length;
        }
        return UPRIGHT;
    }

    private static int inExif(ByteBuffer segment) {
        if (segment.limit() < 14 || segment.getInt(0) != 0x45786966) {
            return 0;
        }
        ByteBuffer tiff = segment.slice(6, segment.limit() - 6);
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 0;
        }
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if (entry > tiff.limit() - 12) {
                return 0;
            }
            if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
                int value = tiff.getShort(entry + 8);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return 0;
    }
}
