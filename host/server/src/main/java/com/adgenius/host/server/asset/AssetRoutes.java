package com.adgenius.host.server.asset;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Page;
import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.http.Types;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.media.Media;
import com.adgenius.host.server.scope.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The routes about assets. */
public final class AssetRoutes implements Routes {

    private static final String TAG = "Brand and assets";
    private static final String LIST = "/assets";
    private static final String ONE = LIST + "/{id}";
    private static final int LIMIT = 10 * 1024 * 1024;

    private final Assets assets;
    private final PictureReader reader = new PictureReader();

    /** The routes over these assets. */
    public AssetRoutes(Assets assets) {
        this.assets = requireNonNull(assets, "assets is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(LIST)
                        .says(TAG, "List the assets, the newest first.")
                        .access(Access.member(Role.VIEWER))
                        .paged("created_at")
                        .answers(200, "One page of assets.", Types.page(AssetView.class))
                        .handledBy(this::list),
                Route.post(LIST)
                        .says(TAG, "Upload a picture of at most 10 MiB; it is decoded and written anew.")
                        .access(Access.member(Role.EDITOR))
                        .acceptsBytes(LIMIT, "image/png", "image/jpeg")
                        .query("name", "string", "Its name, for people; at most 100 characters.")
                        .answers(201, "The asset.", AssetView.class)
                        .problems(ProblemCode.INVALID, ProblemCode.UNAVAILABLE)
                        .idempotent()
                        .handledBy(this::upload),
                Route.get(ONE)
                        .says(TAG, "Read what is known of an asset.")
                        .access(Access.member(Role.VIEWER))
                        .answers(200, "The asset.", AssetView.class)
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(call -> Answer.ok(Assets.view(asset(call)))),
                Route.get(ONE + "/content")
                        .says(TAG, "Read the picture.")
                        .access(Access.member(Role.VIEWER))
                        .answersBytes(200, "The picture.", "image/png", "image/jpeg")
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(this::content),
                Route.delete(ONE)
                        .says(TAG, "Remove an asset.")
                        .access(Access.member(Role.EDITOR))
                        .answersNothing(204, "It is removed.")
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(this::remove));
    }

    private Answer list(Call call) {
        PageRequest page = call.page();
        if (!page.field().isEmpty() && !page.field().equals("created_at")) {
            throw page.unknownField();
        }
        boolean newestFirst = page.ordering().isEmpty() || page.descending();
        List<AssetView> views = assets.page(page.offset(), page.size(), newestFirst).stream()
                .map(Assets::view)
                .toList();
        return Answer.ok(Page.of(call, Route.API + LIST, assets.count(), views));
    }

    private Answer upload(Call call) throws IOException, InterruptedException {
        String name = call.query("name").orElse("").strip();
        Violations violations = new Violations();
        violations.atMost(name, "name", 100).plain(name, "name").raise();
        Picture picture = reader.read(call.mediaType(), call.bytes().readAllBytes());
        Media media = assets.add(picture, name);
        return Answer.created(Route.API + LIST + "/" + media.id(), Assets.view(media));
    }

    private Answer content(Call call) {
        Media asset = asset(call);
        return Answer.stream(200, asset.mediaType(), output -> {
                    try (InputStream input = assets.open(asset)) {
                        input.transferTo(output);
                    }
                })
                .header("Content-Length", String.valueOf(asset.size()))
                .header("Cache-Control", "private, max-age=3600, immutable")
                .header("ETag", "\"" + asset.sha256() + "\"");
    }

    private Answer remove(Call call) {
        if (!assets.remove(call.path("id"))) {
            throw unknown(call);
        }
        return Answer.noContent();
    }

    private Media asset(Call call) {
        return assets.find(call.path("id")).orElseThrow(() -> unknown(call));
    }

    private static ProblemException unknown(Call call) {
        return ProblemException.notFound("asset", call.path("id"));
    }
}
