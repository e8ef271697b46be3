/** The typefaces that the plugin ships, and text set in them. */
@NullMarked
package com.adgenius.plugins.local.font;

import org.jspecify.annotations.NullMarked;
