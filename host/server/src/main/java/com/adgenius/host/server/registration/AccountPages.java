package com.adgenius.host.server.registration;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pages that the links in the mails open. They do nothing until somebody presses the button: programs that look at
 * the links in mails must not spend them.
 */
public final class AccountPages implements Routes {

    static final String PATH = "/account/";

    private static final String TAG = "Accounts";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> FILES = Map.of(
            "account.js", "text/javascript; charset=utf-8",
            "invitation.js", "text/javascript; charset=utf-8",
            "account.css", "text/css; charset=utf-8");

    /** The pages. */
    public AccountPages() {}

    @Override
    public List<Route> routes() {
        return List.of(
                page("verify-email", "Open the page that verifies your address."),
                page("reset-password", "Open the page to choose a new password."),
                page("invitation", "Open the page to accept an invitation."),
                Route.get(PATH + "{file}")
                        .atRoot()
                        .says(TAG, "Read a file of the pages.")
                        .access(Access.anybody())
                        .answersBytes(200, "The file.", "text/css", "text/javascript")
                        .problems(ProblemCode.NOT_FOUND)
                        .handledBy(AccountPages::file));
    }

    private static Route page(String name, String summary) {
        return Route.get(PATH + name)
                .atRoot()
                .says(TAG, summary)
                .access(Access.anybody())
                .answersBytes(200, "The page.", "text/html")
                .handledBy(_ -> answer("text/html; charset=utf-8", name + ".html"));
    }

    private static Answer file(Call call) {
        String name = call.path("file");
        String mediaType =
                Optional.ofNullable(FILES.get(name)).orElseThrow(() -> ProblemException.notFound("file", name));
        return answer(mediaType, name);
    }

    private static Answer answer(String mediaType, String name) {
        byte[] bytes = read(name);
        return Answer.stream(200, mediaType, output -> output.write(bytes))
                .header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-cache");
    }

    private static byte[] read(String name) {
        try (InputStream input = AccountPages.class.getResourceAsStream("page/" + name)) {
            if (input == null) {
                throw new IllegalStateException(name + " is missing in the distribution");
            }
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
