package com.adgenius.plugins.local.picture;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Blobs;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.local.copy.Copywriter;
import com.adgenius.plugins.local.copy.PosterText;
import com.adgenius.plugins.local.font.Fonts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Draws the pictures that requests ask for. */
public final class Pictures {

    private final Fonts fonts;

    /** Draws with those fonts. */
    public Pictures(Fonts fonts) {
        this.fonts = fonts;
    }

    /**
     * A finished picture.
     *
     * @param photographic whether it holds a photograph and is better kept as JPEG
     */
    public record Picture(BufferedImage image, boolean photographic, String description) {

        /** By RFC 2046. */
        public String mediaType() {
            return photographic ? "image/jpeg" : "image/png";
        }

        /** Writes the file. */
        public void writeTo(OutputStream output) throws IOException {
            PictureFile.write(image, photographic, output);
        }
    }

    /** The picture, in exactly the size that is asked for. */
    public Picture draw(ImageRequest request, long seed, Blobs blobs) throws PluginException {
        PosterText text = new Copywriter(request.brief(), request.variant(), seed).poster();
        Optional<BufferedImage> photo = firstReadable(request.references(), blobs);
        Poster poster = new Designer(
                        fonts,
                        request.brief(),
                        new Canvas(request.width(), request.height(), request.safeArea()),
                        request.variant(),
                        seed)
                .design(text, logo(request, blobs), photo);
        return new Picture(poster.image(), photo.isPresent(), describe(text, photo.isPresent()));
    }

    private static Optional<BufferedImage> logo(ImageRequest request, Blobs blobs) {
        return firstReadable(request.brief().brand().logo().stream().toList(), blobs);
    }

    /** The first of the pictures that can be read; a missing or broken one is passed over. */
    public static Optional<BufferedImage> firstReadable(List<Blob> pictures, Blobs blobs) {
        for (Blob picture : pictures) {
            try (InputStream input = blobs.open(picture)) {
                Optional<BufferedImage> image = PictureFile.read(input);
                if (image.isPresent()) {
                    return image;
                }
            } catch (IOException _) {
                // The next one may be readable.
            }
        }
        return Optional.empty();
    }

    /** What a picture with those words shows, for people who cannot see it. */
    public static String describe(PosterText text, boolean photo) {
        StringBuilder description =
                new StringBuilder(photo ? "A photograph and the words: " : "An illustration and the words: ");
        for (String words : List.of(text.kicker(), text.headline(), text.support(), text.button(), text.brand())) {
            if (!words.isEmpty()) {
                description.append(words).append(words.matches(".*[.?!。]") ? " " : ". ");
            }
        }
        return description.toString().strip();
    }
}
