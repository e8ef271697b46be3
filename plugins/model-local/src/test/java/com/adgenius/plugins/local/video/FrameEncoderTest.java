package com.adgenius.plugins.local.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jcodec.codecs.h264.H264Decoder;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    private final FrameEncoder encoder = new FrameEncoder(WIDTH, HEIGHT, 30);

    @Test
    void coloursAreTheSameAtBothEndsOfALine() {
        Picture picture = decoded(List.of(unit(encoder.picture(busy()))));

        for (int plane = 0; plane < 3; plane++) {
            int width = plane == 0 ? WIDTH : WIDTH / 2;
            byte[] data = picture.getPlaneData(plane);
            int left = data[4 + (data.length / picture.getPlaneWidth(plane) - 4) * picture.getPlaneWidth(plane)];
            int right =
                    data[width - 4 + (data.length / picture.getPlaneWidth(plane) - 4) * picture.getPlaneWidth(plane)];
            assertThat(Math.abs(left - right)).as("plane %d", plane).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aRepetitionIsAFewBytesThatNameTheNumberOfTheFrame() {
        assertThat(encoder.repetition(1)).hasSizeLessThan(24).isNotEqualTo(encoder.repetition(2));
        assertThat(encoder.repetition(1)[4] & 0x1F).isEqualTo(1);
        assertThat(encoder.repetition(33)).hasSameSizeAs(encoder.repetition(1));
    }

    @Test
    void theSamePictureIsTheSameSample() {
        assertThat(encoder.picture(busy())).isEqualTo(new FrameEncoder(WIDTH, HEIGHT, 30).picture(busy()));
    }

    @Test
    void theTimelineLastsAsLongAsAskedForAndEndsEachSceneAtRest() {
        for (long milliseconds : List.of(1000L, 1500L, 6000L, 15_000L)) {
            Timeline timeline = Timeline.of(3, milliseconds);
            assertThat(timeline.frames()).isEqualTo((int) (milliseconds * 30 / 1000));
            assertThat(timeline.shots()).allMatch(shot -> shot.frames() > 0);
            assertThat(timeline.shots().getLast().step()).isEqualTo(15);
        }
    }

    private Picture decoded(List<byte[]> units) {
        H264Decoder decoder = H264Decoder.createH264DecoderFromCodecPrivate(ByteBuffer.wrap(configuration()));
        return decoder.decodeFrameFromNals(
                units.stream().map(ByteBuffer::wrap).toList(),
                Picture.create(WIDTH, 368, ColorSpace.YUV420J).getData());
    }

    /** The parameter sets with start codes, as jcodec's decoder takes them. */
    private byte[] configuration() {
        ByteBuffer record = ByteBuffer.wrap(encoder.configuration());
        byte[] sequence = new byte[record.getShort(6)];
        record.get(8, sequence);
        int next = 8 + sequence.length + 1;
        byte[] pictures = new byte[record.getShort(next)];
        record.get(next + 2, pictures);
        ByteBuffer stream = ByteBuffer.allocate(8 + sequence.length + pictures.length);
        return stream.putInt(1).put(sequence).putInt(1).put(pictures).array();
    }

    private static byte[] unit(byte[] sample) {
        return Arrays.copyOfRange(sample, 4, sample.length);
    }

    /** Shapes that leave an error in every block, were there one. */
    private static BufferedImage busy() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0x0B1F3A));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        for (int i = 0; i < 200; i++) {
            graphics.setColor(new Color(255, 90 + i % 60, 31));
            graphics.fillOval(i * 37 % WIDTH, i * 53 % (HEIGHT - 80), 20 + i % 31, 20 + i % 17);
        }
        graphics.dispose();
        return image;
    }
}
