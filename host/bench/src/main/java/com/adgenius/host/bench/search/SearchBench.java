package com.adgenius.host.bench.search;

import com.adgenius.host.bench.Bench;
import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.search.vectors.VectorScale;

/** {@code search}: how well creatives are found, and how fast and how completely their vectors are at scale. */
public final class SearchBench implements Bench {

    @Override
    public void run(Report report) throws Exception {
        LabelledSet set = LabelledSet.read();
        new Bm25Baseline(set).run(report);
        new HybridQuality(set).run(report);
        new VectorScale().run(report);
    }
}
