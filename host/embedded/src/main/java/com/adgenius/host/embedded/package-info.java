@NullMarked
package com.adgenius.host.embedded;

import org.jspecify.annotations.NullMarked;
