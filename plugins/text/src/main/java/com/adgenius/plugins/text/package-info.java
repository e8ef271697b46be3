/**
 * Ad copy: an engineered prompt for each format, its answer checked against the format's limits, the platform's editorial
 * rules and the brand's terms, mended by one more request, then returned or refused.
 *
 * <p>Formats, limits and editorial rules are data: {@code formats.json}, each with its source and the day it was read.
 */
package com.adgenius.plugins.text;
