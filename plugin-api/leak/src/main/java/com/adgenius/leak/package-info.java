/**
 * What a stopped plugin leaves behind: {@link com.adgenius.leak.Cleaning} removes what can be removed,
 * {@link com.adgenius.leak.LeakSearch} names what keeps a closed class loader all the same. Made of JDK types alone, so that
 * the host and the test kit give the same report; plugins do not see it.
 */
@NullMarked
package com.adgenius.leak;

import org.jspecify.annotations.NullMarked;
