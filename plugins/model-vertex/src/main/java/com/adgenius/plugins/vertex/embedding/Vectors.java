package com.adgenius.plugins.vertex.embedding;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.vertex.ReferencePicture;
import com.adgenius.plugins.vertex.catalogue.Model;
import com.adgenius.plugins.vertex.connection.RemoteFailureException;
import com.adgenius.plugins.vertex.connection.Session;
import com.google.cloud.vertexai.api.Blob;
import com.google.cloud.vertexai.api.Content;
import com.google.cloud.vertexai.api.EmbedContentRequest;
import com.google.cloud.vertexai.api.EmbedContentResponse;
import com.google.cloud.vertexai.api.Part;
import com.google.cloud.vertexai.api.PredictRequest;
import com.google.cloud.vertexai.api.PredictResponse;
import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.Values;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Vectors of texts and pictures, all of one size. One goes into one request: neither model takes several. */
public final class Vectors {

    private final Session session;
    private final Optional<Integer> dimension;
    private long tokens;

    private Vectors(Session session, Optional<Integer> dimension) {
        this.session = requireNonNull(session, "session is null");
        this.dimension = requireNonNull(dimension, "dimension is null");
    }

    /**
     * Vectors by the session's model.
     *
     * @throws PluginException {@link FailureCode#UNAUTHORIZED} when the tenant chose a size that the model does not have
     */
    public static Vectors by(Session session) throws PluginException {
        Model model = session.model();
        Optional<Integer> chosen = session.settings().dimension();
        if (chosen.isPresent()
                && !model.dimensions().isEmpty()
                && !model.dimensions().contains(chosen.get())) {
            throw new PluginException(
                    FailureCode.UNAUTHORIZED,
                    model.id() + " has no vectors of " + chosen.get() + " numbers, but of " + model.dimensions()
                            + "; an administrator mends embedding_dimension in the settings of model-vertex");
        }
        return new Vectors(session, chosen.or(() -> model.dimensions().stream().findFirst()));
    }

    /** How many tokens were read so far, 0 where the model does not say. */
    public long tokens() {
        return tokens;
    }

    /** A text's, by {@code :predict}, as multimodalembedding is called. */
    public List<Float> predict(String text) throws PluginException, InterruptedException {
        return predict("text", Values.of(text));
    }

    /** A picture's, in the space of the texts. */
    public List<Float> predict(ReferencePicture picture) throws PluginException, InterruptedException {
        return predict(
                "image",
                Values.of(Struct.newBuilder()
                        .putFields("bytesBase64Encoded", Values.of(picture.base64()))
                        .putFields("mimeType", Values.of(picture.mediaType()))
                        .build()));
    }

    /** A text's, by {@code :embedContent}, as Gemini's embeddings are called. */
    public List<Float> embedContent(String text) throws PluginException, InterruptedException {
        return embedContent(Part.newBuilder().setText(text));
    }

    /** A picture's, in the space of the texts. */
    public List<Float> embedContent(ReferencePicture picture) throws PluginException, InterruptedException {
        return embedContent(Part.newBuilder()
                .setInlineData(Blob.newBuilder()
                        .setMimeType(picture.mediaType())
                        .setData(ByteString.copyFrom(Base64.getDecoder().decode(picture.base64())))));
    }

    private List<Float> predict(String kind, Value content) throws PluginException, InterruptedException {
        PredictRequest.Builder request = PredictRequest.newBuilder()
                .setEndpoint(session.resource())
                .addInstances(
                        Values.of(Struct.newBuilder().putFields(kind, content).build()));
        dimension.ifPresent(size -> request.setParameters(Values.of(
                Struct.newBuilder().putFields("dimension", Values.of(size)).build())));
        PredictResponse answer = session.predict(request.build());
        List<Float> vector = new ArrayList<>();
        if (answer.getPredictionsCount() == 1) {
            Value embedding = answer.getPredictions(0)
                    .getStructValue()
                    .getFieldsOrDefault(kind + "Embedding", Value.getDefaultInstance());
            for (Value number : embedding.getListValue().getValuesList()) {
                vector.add(number.hasNumberValue() ? (float) number.getNumberValue() : Float.NaN);
            }
        }
        return checked(vector);
    }

    private List<Float> embedContent(Part.Builder part) throws PluginException, InterruptedException {
        EmbedContentRequest.Builder request = EmbedContentRequest.newBuilder()
                .setModel(session.resource())
                .setContent(Content.newBuilder().addParts(part));
        dimension.ifPresent(request::setOutputDimensionality);
        EmbedContentResponse answer = session.embedContent(request.build());
        tokens += answer.getUsageMetadata().getPromptTokenCount();
        return checked(answer.getEmbedding().getValuesList());
    }

    private List<Float> checked(List<Float> vector) throws PluginException {
        String model = session.model().id();
        if (vector.isEmpty()) {
            throw RemoteFailureException.unreadable(model, "it holds no vector");
        }
        if (dimension.isPresent() && vector.size() != dimension.get()) {
            throw RemoteFailureException.unreadable(
                    model, "its vector has " + vector.size() + " numbers where " + dimension.get() + " were asked");
        }
        if (!vector.stream().allMatch(number -> Float.isFinite(number))) {
            throw RemoteFailureException.unreadable(model, "its vector holds what is no number");
        }
        return List.copyOf(vector);
    }
}
