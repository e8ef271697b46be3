package com.adgenius.host.server.http;

import java.util.List;

/** A domain's share of the API. */
public interface Routes {

    /** Its routes. */
    List<Route> routes();
}
