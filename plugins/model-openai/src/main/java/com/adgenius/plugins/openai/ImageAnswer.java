package com.adgenius.plugins.openai;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Map;

/** The picture in an answer. */
final class ImageAnswer {

    private final byte[] bytes;
    private final PictureFile file;
    private final String description;

    private ImageAnswer(byte[] bytes, PictureFile file, String description) {
        this.bytes = bytes;
        this.file = file;
        this.description = description;
    }

    /**
     * Reads the answer.
     *
     * @throws PluginException {@link FailureCode#INVALID_RESULT} where it holds no picture
     */
    static ImageAnswer of(Map<String, Object> answer, String model) throws PluginException {
        Map<String, Object> one =
                Json.list(answer, "data").stream().findFirst().map(Json::object).orElse(Map.of());
        String encoded = Json.text(one, "b64_json")
                .orElseThrow(() -> wrong(
                        model,
                        one.containsKey("url")
                                ? "answered an address instead of a picture; an administrator sets image_response_format"
                                        + " to b64_json"
                                : "answered without a picture; try again"));
        byte[] bytes = decoded(encoded, model);
        PictureFile file = PictureFile.of(bytes)
                .orElseThrow(() -> wrong(
                        model,
                        "answered something that is no whole PNG or JPEG; try again, and if it stays so, an"
                                + " administrator checks the server"));
        return new ImageAnswer(bytes, file, Json.text(one, "revised_prompt").orElse(""));
    }

    /** By RFC 2046. */
    String mediaType() {
        return file.mediaType();
    }

    /** The prompt as the model understood it; empty where it does not say. */
    String description() {
        return description;
    }

    /** Writes the file. */
    void writeTo(OutputStream output) throws IOException {
        output.write(bytes);
    }

    private static byte[] decoded(String encoded, String model) throws PluginException {
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException _) {
            throw wrong(model, "answered a picture that is not in Base64; try again");
        }
    }

    private static PluginException wrong(String model, String what) {
        return new PluginException(FailureCode.INVALID_RESULT, "Model \"" + model + "\" " + what);
    }
}
