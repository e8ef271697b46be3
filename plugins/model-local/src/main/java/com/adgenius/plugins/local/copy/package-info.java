/** Ad copy from the words of a brief: what it says, the lines that can be made of it, and the choice among them. */
@NullMarked
package com.adgenius.plugins.local.copy;

import org.jspecify.annotations.NullMarked;
