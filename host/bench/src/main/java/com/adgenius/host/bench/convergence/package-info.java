/** How soon a change that is made on one node is in force on another. */
@NullMarked
package com.adgenius.host.bench.convergence;

import org.jspecify.annotations.NullMarked;
