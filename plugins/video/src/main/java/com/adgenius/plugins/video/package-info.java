/**
 * Videos: for each format and variant an operation of the tenant's video model, which outlives the call, a crash and a
 * swap; what it makes is read as MP4 and checked against the format's limits, then returned as it is or refused.
 *
 * <p>Formats and limits are data: {@code formats.json}, each with its source and the day it was read.
 */
package com.adgenius.plugins.video;
