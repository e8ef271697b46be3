package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.EntityTag;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.media.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Answers with a creative's content: copy as JSON, a picture or a video as its bytes, whole or in part. */
final class ContentAnswers {

    private static final int BUFFER = 64 * 1024;

    private final MediaStore media;

    ContentAnswers(MediaStore media) {
        this.media = requireNonNull(media, "media is null");
    }

    /** The answer to a call for the content of the creative. */
    Answer answer(Call call, Creative creative) {
        List<CreativeAsset> assets = creative.result()
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.CONFLICT,
                        "Creative " + creative.id() + " is " + creative.status().value()
                                + "; only a ready one has content."))
                .assets();
        Optional<String> format = call.query("format");
        Optional<Integer> variant = call.number("variant").stream().boxed().findFirst();
        List<CreativeAsset> chosen = assets.stream()
                .filter(asset -> format.isEmpty() || asset.format().equals(format.get()))
                .filter(asset -> variant.isEmpty() || asset.variant() == variant.get())
                .toList();
        if (chosen.isEmpty()) {
            throw ProblemException.notFound(
                    "content of creative " + creative.id() + " of",
                    format.orElse("any format")
                            + variant.map(number -> " variant " + number).orElse(""));
        }
        return chosen.getFirst() instanceof MediaAsset asset
                ? bytes(call, creative, asset)
                : Answer.ok(new ContentBody(chosen.stream()
                        .map(copy -> CreativeBody.AssetBody.of(creative.id(), copy))
                        .toList()));
    }

    /** Ad copy, one entry for each format and variant. */
    record ContentBody(List<CreativeBody.AssetBody> content) {

        ContentBody {
            content = List.copyOf(content);
        }
    }

    private Answer bytes(Call call, Creative creative, MediaAsset asset) {
        String tag = EntityTag.of(asset.sha256());
        if (EntityTag.current(call, tag)) {
            return Answer.notModified().header("ETag", tag);
        }
        Optional<ByteRange> range =
                call.header("If-Range").filter(given -> !given.equals(tag)).isPresent()
                        ? Optional.empty()
                        : call.header("Range").flatMap(header -> ByteRange.parse(header, asset.size()));
        ByteRange part = range.orElse(new ByteRange(0, asset.size() - 1));
        // Opened before the head is sent, so that media that are gone are a problem and not a broken body.
        InputStream input = open(asset, part.first());
        Answer answer = Answer.stream(
                        range.isPresent() ? 206 : 200, asset.mediaType(), output -> copy(input, output, part.length()))
                .header("Content-Length", Long.toString(part.length()))
                .header("Accept-Ranges", "bytes")
                .header("ETag", tag)
                .header("Cache-Control", "private, max-age=3600")
                .header("Content-Disposition", "inline; filename=\"" + fileName(creative, asset) + "\"");
        return range.isEmpty()
                ? answer
                : answer.header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + asset.size());
    }

    private InputStream open(MediaAsset asset, long from) {
        try {
            return media.open(asset.mediaId(), from);
        } catch (IOException e) {
            throw new IllegalStateException("Media " + asset.mediaId() + " of a ready creative cannot be read", e);
        }
    }

    private static void copy(InputStream input, OutputStream output, long length) throws IOException {
        try (input) {
            byte[] buffer = new byte[BUFFER];
            long left = length;
            while (left > 0) {
                int read = input.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("The media end " + left + " bytes too early");
                }
                output.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    /** Of the id, the format and the variant: letters, digits and a few marks, so nothing has to be quoted. */
    private static String fileName(Creative creative, MediaAsset asset) {
        String subtype = asset.mediaType().substring(asset.mediaType().indexOf('/') + 1);
        String extension = subtype.equals("jpeg") ? "jpg" : subtype.replaceAll("[^a-z0-9]", "");
        return creative.id() + "-" + asset.format().replaceAll("[^A-Za-z0-9_.]", "_") + "-" + asset.variant() + "."
                + extension;
    }
}
