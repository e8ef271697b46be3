package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.FileAnswer;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.media.MediaStore;
import java.util.List;
import java.util.Optional;

/** Answers with a creative's content: copy as JSON, a picture or a video as its bytes, whole or in part. */
final class ContentAnswers {

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
                        .map(copy -> CreativeBody.AssetBody.of(creative, copy))
                        .toList()));
    }

    /** Ad copy, one entry for each format and variant. */
    record ContentBody(List<CreativeBody.AssetBody> content) {

        ContentBody {
            content = List.copyOf(content);
        }
    }

    private Answer bytes(Call call, Creative creative, MediaAsset asset) {
        return new FileAnswer(
                        asset.mediaType(),
                        asset.size(),
                        asset.sha256(),
                        "private, max-age=3600",
                        "inline; filename=\"" + fileName(creative, asset) + "\"",
                        offset -> media.open(asset.mediaId(), offset))
                .to(call);
    }

    /** Of the id, the format and the variant: letters, digits and a few marks, so nothing has to be quoted. */
    private static String fileName(Creative creative, MediaAsset asset) {
        String subtype = asset.mediaType().substring(asset.mediaType().indexOf('/') + 1);
        String extension = subtype.equals("jpeg") ? "jpg" : subtype.replaceAll("[^a-z0-9]", "");
        return creative.id() + "-" + asset.format().replaceAll("[^A-Za-z0-9_.]", "_") + "-" + asset.variant() + "."
                + extension;
    }
}
