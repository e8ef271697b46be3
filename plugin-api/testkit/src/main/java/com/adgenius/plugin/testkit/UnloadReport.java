package com.adgenius.plugin.testkit;

import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.LeakHolder;
import com.adgenius.plugin.Api;
import java.util.List;

/**
 * What became of a plugin's class loader after it was closed: the report that a host gives.
 *
 * @param collected whether the loader was collected; where not, the plugin leaks
 * @param holders what keeps the loader, at least one where it was not collected, else none
 * @param cleaned what the plugin left behind and the host removes; a careful {@code stop} leaves nothing
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public record UnloadReport(boolean collected, List<LeakHolder> holders, List<CleanedUp> cleaned) {

    public UnloadReport {
        holders = List.copyOf(holders);
        cleaned = List.copyOf(cleaned);
    }
}
