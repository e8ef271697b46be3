package com.adgenius.host.server.creative.export;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.scope.Role;
import java.util.List;
import java.util.stream.Stream;

/** Finished creatives as a file to take to the platforms. A client, who reviews and approves only, takes none. */
public final class CreativeExportRoutes implements Routes {

    private static final String EXAMPLE = "0198c0de-0000-7000-8000-000000000001,0198c0de-0000-7000-8000-000000000002";

    private final CreativeExports exports;

    /** The routes over these exports. */
    public CreativeExportRoutes(CreativeExports exports) {
        this.exports = requireNonNull(exports, "exports is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/creatives/export")
                .says(
                        "Creatives",
                        "Take finished creatives away as a zip: a folder for each with its media, each marked with its"
                                + " digital source type; spec_report.csv and .json with every limit and how each file"
                                + " stands to it; google_ads_editor.csv and meta_ads.csv for importers; and"
                                + " manifest.json, which names what was left out and why. What is over a limit at which"
                                + " its platform refuses is left out, and where the tenant says so"
                                + " (export_approved_only) what is not approved.")
                .access(Access.member(Role.VIEWER))
                .requiredQuery(
                        "ids",
                        "string",
                        "Ids of 1 to " + CreativeExports.LIMIT + " creatives, with commas between them. One that is not"
                                + " there is a problem of the whole request.",
                        EXAMPLE)
                .answersBytes(200, "The zip, which is made while it is sent.", "application/zip")
                .problems(ProblemCode.NOT_FOUND, ProblemCode.NOTHING_TO_EXPORT, ProblemCode.INVALID)
                .handledBy(this::export));
    }

    private Answer export(Call call) {
        List<String> ids = call.query("ids").stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .distinct()
                .toList();
        if (ids.isEmpty() || ids.stream().anyMatch(String::isEmpty)) {
            String message = "must have ids of creatives with commas between them";
            throw ProblemException.of(
                    ProblemCode.MALFORMED_PARAMETER, "ids " + message + ".", List.of(new FieldError("ids", message)));
        }
        if (ids.size() > CreativeExports.LIMIT) {
            throw ProblemException.invalid(
                    "ids", "at most " + CreativeExports.LIMIT + " creatives in one export, are " + ids.size());
        }
        return exports.export(ids, call.asking());
    }
}
