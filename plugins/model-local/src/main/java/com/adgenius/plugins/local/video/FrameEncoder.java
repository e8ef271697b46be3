package com.adgenius.plugins.local.video;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jcodec.codecs.h264.H264Encoder;
import org.jcodec.codecs.h264.encode.RateControl;
import org.jcodec.codecs.h264.io.model.PictureParameterSet;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.SliceHeader;
import org.jcodec.codecs.h264.io.model.SliceType;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.codecs.h264.io.write.CAVLCWriter;
import org.jcodec.codecs.h264.io.write.SliceHeaderWriter;
import org.jcodec.common.io.BitWriter;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Size;

/**
 * Encodes pictures as H.264 samples of an MP4 file. Each picture is encoded by itself, so that the work can be continued
 * by another process; a picture that stays is a sample of a few bytes that repeats it.
 */
final class FrameEncoder {

    // With coarser quantisers the colours of jcodec 0.2.5 drift from left to right; at 12 they are exact.
    private static final int QUANTISER = 12;
    private static final int SEQUENCE_SET = 7;
    private static final int PICTURE_SET = 8;
    private static final int REFERENCE_SLICE = 0x21;
    private static final int BT709 = 1;
    private static final int UNSPECIFIED_FORMAT = 5;

    private final int width;
    private final int height;
    private final SeqParameterSet sequence;
    private final PictureParameterSet pictures;

    FrameEncoder(int width, int height, int framesPerSecond) {
        this.width = width;
        this.height = height;
        H264Encoder encoder = encoder();
        this.sequence = encoder.initSPS(new Size(width, height));
        this.pictures = encoder.initPPS();
        sequence.constraintSet0Flag = true;
        sequence.constraintSet1Flag = true;
        sequence.vuiParams = description(framesPerSecond);
    }

    /** The picture as a sample that needs no other. */
    byte[] picture(BufferedImage image) {
        ByteBuffer room = ByteBuffer.allocate(width * height * 3 + 4096);
        ByteBuffer stream = encoder().doEncodeFrame(samples(image), room, true, 0, SliceType.I);
        byte[] bytes = new byte[stream.remaining()];
        stream.get(bytes);
        ByteArrayOutputStream sample = new ByteArrayOutputStream(bytes.length);
        int start = unitStart(bytes, 0);
        while (start < bytes.length) {
            int next = unitStart(bytes, start);
            int end = next < bytes.length ? startCode(bytes, next) : bytes.length;
            int type = bytes[start] & 0x1F;
            if (type != SEQUENCE_SET && type != PICTURE_SET) {
                sample.writeBytes(ByteBuffer.allocate(4).putInt(end - start).array());
                sample.write(bytes, start, end - start);
            }
            start = next;
        }
        return sample.toByteArray();
    }

    /**
     * A sample that shows the picture before it once more.
     *
     * @param number of the sample after the last picture, from 1
     */
    byte[] repetition(int number) {
        SliceHeader header = new SliceHeader();
        header.sps = sequence;
        header.pps = pictures;
        header.sliceType = SliceType.P;
        header.frameNum = number % (1 << (sequence.log2MaxFrameNumMinus4 + 4));
        header.picOrderCntLsb = 2 * number % (1 << (sequence.log2MaxPicOrderCntLsbMinus4 + 4));
        ByteBuffer room = ByteBuffer.allocate(64);
        BitWriter bits = new BitWriter(room);
        SliceHeaderWriter.write(header, false, 1, bits);
        CAVLCWriter.writeUE(bits, (sequence.picWidthInMbsMinus1 + 1) * (sequence.picHeightInMapUnitsMinus1 + 1));
        bits.write1Bit(1);
        bits.flush();
        room.flip();
        ByteBuffer sample = ByteBuffer.allocate(5 + room.remaining());
        sample.putInt(1 + room.remaining()).put((byte) REFERENCE_SLICE).put(room);
        return sample.array();
    }

    /** The decoder configuration record of an MP4 file (ISO/IEC 14496-15, section 5.3.3.1). */
    byte[] configuration() {
        byte[] sequenceSet = unit(0x67, sequence::write);
        byte[] pictureSet = unit(0x68, pictures::write);
        ByteBuffer record = ByteBuffer.allocate(11 + sequenceSet.length + pictureSet.length);
        record.put((byte) 1).put(sequenceSet, 1, 3).put((byte) 0xFF).put((byte) 0xE1);
        record.putShort((short) sequenceSet.length).put(sequenceSet);
        record.put((byte) 1).putShort((short) pictureSet.length).put(pictureSet);
        return record.array();
    }

    private static byte[] unit(int header, Consumer<ByteBuffer> writer) {
        ByteBuffer room = ByteBuffer.allocate(256);
        writer.accept(room);
        room.flip();
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        unit.write(header);
        int zeros = 0;
        while (room.hasRemaining()) {
            int value = room.get() & 0xFF;
            if (zeros >= 2 && value <= 3) {
                unit.write(3);
                zeros = 0;
            }
            unit.write(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }
        return unit.toByteArray();
    }

    private static H264Encoder encoder() {
        return new H264Encoder(new RateControl() {
            @Override
            public int startPicture(Size size, int largest, SliceType type) {
                return QUANTISER;
            }

            @Override
            public int initialQpDelta() {
                return 0;
            }

            @Override
            public int accept(int bits) {
                return 0;
            }
        });
    }

    private static VUIParameters description(int framesPerSecond) {
        VUIParameters description = new VUIParameters();
        description.videoSignalTypePresentFlag = true;
        description.videoFormat = UNSPECIFIED_FORMAT;
        description.colourDescriptionPresentFlag = true;
        description.colourPrimaries = BT709;
        description.transferCharacteristics = BT709;
        description.matrixCoefficients = BT709;
        description.timingInfoPresentFlag = true;
        description.numUnitsInTick = 1;
        description.timeScale = 2 * framesPerSecond;
        description.fixedFrameRateFlag = true;
        return description;
    }

    /** Luma and halved chroma by ITU-R BT.709, limited range; jcodec wants them 128 lower. */
    private Picture samples(BufferedImage image) {
        int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        Picture picture = Picture.create(width, height, ColorSpace.YUV420J);
        byte[] luma = picture.getPlaneData(0);
        for (int i = 0; i < width * height; i++) {
            int colour = rgb[i];
            int value = 11966 * (colour >> 16 & 255) + 40254 * (colour >> 8 & 255) + 4064 * (colour & 255);
            luma[i] = (byte) ((value + 32768 >> 16) + 16 - 128);
        }
        byte[] blue = picture.getPlaneData(1);
        byte[] red = picture.getPlaneData(2);
        for (int y = 0; y < height / 2; y++) {
            for (int x = 0; x < width / 2; x++) {
                int at = 2 * y * width + 2 * x;
                int r = sum(rgb, at, 16);
                int g = sum(rgb, at, 8);
                int b = sum(rgb, at, 0);
                blue[y * (width / 2) + x] = (byte) (-6596 * r - 22189 * g + 28785 * b + 131072 >> 18);
                red[y * (width / 2) + x] = (byte) (28785 * r - 26145 * g - 2640 * b + 131072 >> 18);
            }
        }
        return picture;
    }

    private int sum(int[] rgb, int at, int shift) {
        return (rgb[at] >> shift & 255)
                + (rgb[at + 1] >> shift & 255)
                + (rgb[at + width] >> shift & 255)
                + (rgb[at + width + 1] >> shift & 255);
    }

    /** Where the next unit's first byte is, behind its start code. */
    private static int unitStart(byte[] bytes, int from) {
        for (int i = from; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                return i + 3;
            }
        }
        return bytes.length;
    }

    private static int startCode(byte[] bytes, int unitStart) {
        int code = unitStart - 3;
        return code > 0 && bytes[code - 1] == 0 ? code - 1 : code;
    }
}
