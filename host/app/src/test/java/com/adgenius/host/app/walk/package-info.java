/** People's ways through the platform, from end to end. */
@org.jspecify.annotations.NullMarked
package com.adgenius.host.app.walk;
