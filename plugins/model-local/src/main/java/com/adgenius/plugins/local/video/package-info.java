/** Short videos: scenes drawn frame by frame, encoded as H.264 and put into an MP4 file. */
@NullMarked
package com.adgenius.plugins.local.video;

import org.jspecify.annotations.NullMarked;
