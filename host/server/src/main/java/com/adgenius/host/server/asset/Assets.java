package com.adgenius.host.server.asset;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.media.Media;
import com.adgenius.host.server.media.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pictures that the tenant in scope uploaded. An asset is a piece of media with labels of its own. */
public final class Assets {

    private static final String KIND = "kind";
    private static final String ASSET = "asset";
    private static final String NAME = "name";
    private static final String WIDTH = "width";
    private static final String HEIGHT = "height";

    private final MediaStore media;

    /** The assets among that media. */
    public Assets(MediaStore media) {
        this.media = requireNonNull(media, "media is null");
    }

    /** The media of the asset with that id. */
    public Optional<Media> find(String id) {
        return media.find(id).filter(found -> ASSET.equals(found.labels().get(KIND)));
    }

    Media add(Picture picture, String name) throws IOException {
        Map<String, String> labels = Map.of(
                KIND,
                ASSET,
                NAME,
                name,
                WIDTH,
                String.valueOf(picture.width()),
                HEIGHT,
                String.valueOf(picture.height()));
        return media.write(picture.mediaType(), labels, output -> output.write(picture.bytes()));
    }

    List<Media> page(int offset, int limit, boolean newestFirst) {
        return media.labelled(KIND, ASSET, offset, limit, newestFirst);
    }

    long count() {
        return media.countLabelled(KIND, ASSET);
    }

    InputStream open(Media asset) throws IOException {
        return media.open(asset.id());
    }

    boolean remove(String id) {
        return find(id).isPresent() && media.delete(id);
    }

    static AssetView view(Media asset) {
        return new AssetView(
                asset.id(),
                asset.labels().getOrDefault(NAME, ""),
                asset.mediaType(),
                asset.size(),
                Integer.parseInt(asset.labels().get(WIDTH)),
                Integer.parseInt(asset.labels().get(HEIGHT)),
                asset.sha256(),
                asset.createdAt());
    }
}
