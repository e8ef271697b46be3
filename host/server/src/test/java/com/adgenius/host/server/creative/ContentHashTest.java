package com.adgenius.host.server.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import com.adgenius.host.server.storage.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    private static MediaAsset picture(String mediaId, String sha256) {
        return new MediaAsset("feed", 1, mediaId, "image/png", 10, sha256, 20, 20, Optional.empty(), "A pond");
    }

    private static String hash(CreativeAsset... assets) {
        return ContentHash.of(List.of(assets));
    }

    @Test
    void isTheSha256OfCanonicalJson() {
        Map<String, List<String>> backwards = new LinkedHashMap<>();
        backwards.put("lines", List.of("Größe \"L\""));
        backwards.put("head", List.of("a"));

        assertThat(CanonicalJson.bytes(Map.of("b", 1, "a", List.of("x", true))))
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .isEqualTo("{\"a\":[\"x\",true],\"b\":1}");
        assertThat(hash(new Copy("ad", 1, backwards)))
                .isEqualTo(CanonicalJson.sha256(
                        "{\"content\":[{\"fields\":{\"head\":[\"a\"],\"lines\":[\"Größe \\\"L\\\"\"]},"
                                + "\"format\":\"ad\",\"variant\":1}]}"));
    }

    @Test
    void isAnotherForWhateverPeopleSeeDifferently() {
        List<String> hashes = Stream.of(
                        hash(new Copy("ad", 1, Map.of("lines", List.of("a", "b")))),
                        hash(new Copy("ad", 1, Map.of("lines", List.of("b", "a")))),
                        hash(new Copy("ad", 1, Map.of("lines", List.of("ab")))),
                        hash(new Copy("ad", 1, Map.of("line", List.of("a", "b")))),
                        hash(new Copy("ad", 2, Map.of("lines", List.of("a", "b")))),
                        hash(new Copy("other", 1, Map.of("lines", List.of("a", "b")))),
                        hash(),
                        hash(picture("1", "aa")),
                        hash(picture("1", "bb")))
                .toList();

        assertThat(hashes).doesNotHaveDuplicates();
        assertThat(hash(picture("another copy", "aa"))).as("the same bytes").isEqualTo(hash(picture("1", "aa")));
    }
}
