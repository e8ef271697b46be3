/**
 * Pictures: an engineered prompt for each format and variant; what the model gives is decoded under guard, cut and scaled
 * to the format's exact size, and written anew without metadata, or refused.
 *
 * <p>Formats and limits are data: {@code formats.json}, each with its source and the day it was read.
 *
 * <p>Nothing here draws: pictures are resampled on plain arrays, so that neither fonts nor a graphics environment nor
 * their threads come into being on the plugin's behalf.
 */
package com.adgenius.plugins.image;
