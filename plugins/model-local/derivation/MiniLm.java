import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Embeds each line of a file with all-MiniLM-L6-v2: {@code java MiniLm.java words.txt vectors.f32}; README.md beside it. */
public class MiniLm {
    public static void main(String[] arguments) throws Exception {
        var model = new AllMiniLmL6V2QuantizedEmbeddingModel();
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1]))))) {
            for (String line : Files.readAllLines(Path.of(arguments[0]))) {
                ByteBuffer numbers = ByteBuffer.allocate(384 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                for (float number : model.embed(line).content().vector()) {
                    numbers.putFloat(number);
                }
                out.write(numbers.array());
            }
        }
    }
}
