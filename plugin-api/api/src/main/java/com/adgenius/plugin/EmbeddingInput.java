package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

/** What is embedded: a text or a picture, each into one vector of the same space. */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public sealed interface EmbeddingInput {

    /**
     * Words.
     *
     * @param text what is embedded; not blank. A model that reads less than that reads its beginning
     */
    @Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
    record Text(String text) implements EmbeddingInput {

        public Text {
            requireNonNull(text, "text is null");
        }
    }

    /**
     * A picture, for a model that {@linkplain EmbeddingModel#readsPictures reads pictures}.
     *
     * @param blob the picture, a PNG or a JPEG
     */
    @Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
    record Picture(Blob blob) implements EmbeddingInput {

        public Picture {
            requireNonNull(blob, "blob is null");
        }
    }
}
