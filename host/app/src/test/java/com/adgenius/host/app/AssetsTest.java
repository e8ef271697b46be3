package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class AssetsTest {

    private final HostUnderTest host = HostUnderTest.shared();

    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, Color.RED.getRGB());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    @Test
    void keepsThePictureButNothingElseOfTheFile() throws Exception {
        ApiClient owner = host.newTenant().owner();
        byte[] sent = join(picture("png", 30, 20), "<?php hidden ?>".getBytes(StandardCharsets.UTF_8));

        ApiResponse made =
                owner.bytes("POST", "/assets?name=logo.png", "image/png", sent).expect(201);
        ApiResponse content =
                owner.get("/assets/" + made.text("id") + "/content").expect(200);

        assertThat(made.json().required("width").asInt()).isEqualTo(30);
        assertThat(made.json().required("height").asInt()).isEqualTo(20);
        assertThat(made.text("name")).isEqualTo("logo.png");
        assertThat(content.header("Content-Type")).contains("image/png");
        assertThat(new String(content.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("hidden");
        assertThat(ImageIO.read(new ByteArrayInputStream(content.bytes())).getRGB(0, 0))
                .isEqualTo(Color.RED.getRGB());
    }

    @Test
    void refusesWhatIsNoPictureOrAnotherOrTooLarge() throws Exception {
        ApiClient owner = host.newTenant().owner();

        owner.bytes("POST", "/assets", "image/png", "not a picture".getBytes(StandardCharsets.UTF_8))
                .expect(422);
        assertThat(owner.bytes("POST", "/assets", "image/png", picture("jpg", 8, 8))
                        .expect(422)
                        .text("detail"))
                .contains("JPEG");
        owner.bytes("POST", "/assets", "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8))
                .expect(415);
        owner.bytes("POST", "/assets", "image/png", bomb()).expect(422);
        owner.bytes("POST", "/assets", "image/png", new byte[10 * 1024 * 1024 + 1])
                .expect(413);
    }

    /** The head of a PNG that says it has 50,000 pixels a side; decoded it would take ten gigabytes. */
    private static byte[] bomb() throws IOException {
        byte[] small = picture("png", 8, 8);
        byte[] side = {0, 0, (byte) 0xc3, 0x50};
        System.arraycopy(side, 0, small, 16, 4);
        System.arraycopy(side, 0, small, 20, 4);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(small, 12, 17);
        for (int i = 0; i < 4; i++) {
            small[29 + i] = (byte) (crc.getValue() >>> (24 - 8 * i));
        }
        return small;
    }

    @Test
    void belongsToOneTenantAndCanBeItsLogo() throws Exception {
        TenantUnderTest one = host.newTenant();
        TenantUnderTest other = host.newTenant();
        String id = one.owner()
                .bytes("POST", "/assets", "image/jpeg", picture("jpg", 12, 12))
                .expect(201)
                .text("id");

        one.owner().put("/tenant/brand", Map.of("logo_id", id)).expect(200);
        other.owner().put("/tenant/brand", Map.of("logo_id", id)).expect(422);
        other.owner().get("/assets/" + id).expect(404);
        other.owner().get("/assets/" + id + "/content").expect(404);
        other.owner().delete("/assets/" + id).expect(404);
        assertThat(one.owner()
                        .get("/assets")
                        .expect(200)
                        .json()
                        .required("count")
                        .asInt())
                .isEqualTo(1);
        one.owner().delete("/assets/" + id).expect(204);
        one.owner().get("/assets/" + id).expect(404);
    }
}
