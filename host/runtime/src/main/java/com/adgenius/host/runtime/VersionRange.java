package com.adgenius.host.runtime;

import org.pf4j.DefaultVersionManager;
import org.pf4j.VersionManager;

/** Versions and ranges of them, as PF4J reads them. */
final class VersionRange {

    private static final VersionManager VERSIONS = new DefaultVersionManager();

    private VersionRange() {}

    static boolean isVersion(String version) {
        try {
            VERSIONS.compareVersions(version, version);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    static boolean isRange(String range) {
        try {
            VERSIONS.checkVersionConstraint("1.0.0", range);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    static boolean admits(String range, String version) {
        return VERSIONS.checkVersionConstraint(version, range);
    }
}
