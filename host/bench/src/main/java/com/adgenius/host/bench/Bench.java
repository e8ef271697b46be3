package com.adgenius.host.bench;

/** One subject that is measured. */
public interface Bench {

    /** Measures and reports; what it started has ended when it returns. */
    void run(Report report) throws Exception;
}
