package com.adgenius.host.server.brand;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.asset.Assets;
import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Role;
import java.util.List;

/** The routes about the brand. */
public final class BrandRoutes implements Routes {

    private static final String TAG = "Brand and assets";
    private static final String PATH = "/tenant/brand";

    private final Brands brands;
    private final Assets assets;

    /** The routes over these brands. */
    public BrandRoutes(Brands brands, Assets assets) {
        this.brands = requireNonNull(brands, "brands is null");
        this.assets = requireNonNull(assets, "assets is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PATH)
                        .says(TAG, "Read the brand.")
                        .access(Access.member(Role.CLIENT))
                        .answers(200, "The brand, with an ETag; an empty one while none was written.", BrandBody.class)
                        .handledBy(_ -> answer(brands.stored())),
                Route.put(PATH)
                        .says(TAG, "Replace the brand. The first may be written without having read anything.")
                        .access(Access.member(Role.ADMIN))
                        .accepts(BrandBody.class)
                        .header("If-Match", false, "The ETag that was read; needed once there is a brand.")
                        .answers(200, "The brand, with its new ETag.", BrandBody.class)
                        .problems(ProblemCode.STALE, ProblemCode.PRECONDITION_REQUIRED)
                        .handledBy(this::replace));
    }

    private Answer replace(Call call) {
        BrandBody brand = call.body(BrandBody.class);
        if (brand.logoId() != null && assets.find(brand.logoId()).isEmpty()) {
            throw ProblemException.invalid("logo_id", "is not one of your assets");
        }
        return answer(brands.replace(revision(call), brand, call.asking())
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.STALE, "The brand was changed meanwhile; read it again and repeat the change.")));
    }

    /** The revision to be replaced: what the caller read, or none where none was written yet. */
    private long revision(Call call) {
        boolean first = call.header("If-Match").isEmpty() && brands.stored().revision() == 0;
        return first ? 0 : call.ifMatch();
    }

    private static Answer answer(StoredBrand stored) {
        return Answer.ok(stored.brand()).revision(stored.revision());
    }
}
