package com.adgenius.plugins.local.copy;

/**
 * The words of a picture or video.
 *
 * @param kicker a few words above the headline; may be empty
 * @param headline the hook, never empty
 * @param support one more line; may be empty
 * @param button the call to act; may be empty
 * @param brand the brand's name; may be empty
 */
public record PosterText(String kicker, String headline, String support, String button, String brand) {}
