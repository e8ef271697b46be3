package com.adgenius.plugins.openai;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What went wrong where no answer came. */
final class Connection {

    private Connection() {}

    /** Nothing was sent. A server that starts refuses for a while; a name that nobody knows stays unknown. */
    static Refusal refused(ServerSettings settings, IOException cause) {
        boolean unknown = caused(cause, UnresolvedAddressException.class) || caused(cause, UnknownHostException.class);
        String message = unknown
                ? "The server's name in " + settings.shown() + " is not known; an administrator checks base_url"
                : settings.shown() + " accepts no connection; see whether the server runs and base_url leads to it";
        return new Refusal(new PluginException(FailureCode.UNAVAILABLE, message, cause), !unknown, Optional.empty());
    }

    /** It may have done the work, unless not even a connection was made. */
    static PluginException late(ServerSettings settings, Exception cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return new PluginException(
                    FailureCode.UNAVAILABLE,
                    settings.shown() + " cannot be reached; see whether the server runs and base_url leads to it",
                    cause);
        }
        return new PluginException(
                FailureCode.UNAVAILABLE,
                settings.shown() + " did not answer in time; it was not asked again, as it may have done the work. Try"
                        + " again later, or let an administrator give it more time in the settings",
                cause);
    }

    /** The connection broke. One that never became secure may look like one that was lost: who closes first is chance. */
    static PluginException lost(ServerSettings settings, IOException cause) {
        String check = "an administrator checks its certificate, and whether base_url should begin with http or https";
        String lost = "The connection to " + settings.shown() + " was lost before the answer was complete; try again";
        String message;
        if (cause instanceof SSLException) {
            message = "No secure connection to " + settings.shown() + " could be made; " + check;
        } else if (settings.shown().startsWith("https:")) {
            message = lost + ". If that does not help, " + check;
        } else {
            message = lost;
        }
        return new PluginException(FailureCode.UNAVAILABLE, message, cause);
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
