package com.adgenius.host.server.asset;

/**
 * A picture that was made anew from what somebody sent.
 *
 * @param mediaType {@code image/png} or {@code image/jpeg}
 * @param width in pixels
 * @param height in pixels
 * @param bytes of the file
 */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
record Picture(String mediaType, int width, int height, byte[] bytes) {}
