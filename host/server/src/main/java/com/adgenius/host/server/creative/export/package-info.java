/** Finished creatives as a zip to take to the platforms: media, sheets for importers, and what was checked. */
@NullMarked
package com.adgenius.host.server.creative.export;

import org.jspecify.annotations.NullMarked;
