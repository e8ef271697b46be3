package com.adgenius.host.app;

import com.adgenius.host.server.asset.AssetRoutes;
import com.adgenius.host.server.asset.Assets;
import com.adgenius.host.server.brand.BrandRoutes;
import com.adgenius.host.server.brand.Brands;
import com.adgenius.host.server.http.Routes;
import java.util.List;

/**
 * What a tenant's creatives are to look and sound like.
 *
 * @param assets reference pictures and logos
 * @param brands the brand
 */
record Branding(Assets assets, Brands brands) {

    static Branding over(Foundation foundation, People people) {
        Assets assets = new Assets(foundation.media());
        Brands brands = new Brands(foundation.tenantDatabase(), assets, people.audit(), foundation.clock());
        people.steps().add("brand", brands::provision);
        return new Branding(assets, brands);
    }

    /** Its share of the API. */
    List<Routes> routes() {
        return List.of(new AssetRoutes(assets), new BrandRoutes(brands, assets));
    }
}
