package com.adgenius.host.server.http;

import java.util.Locale;

/** Every problem that the API can answer, with its status and title. The code is what callers decide by. */
public enum ProblemCode {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    UNKNOWN_FIELD(400, "The body has a field that is not known"),
    MALFORMED_PARAMETER(400, "A parameter cannot be read"),
    NOT_AUTHENTICATED(401, "A valid token is needed"),
    INVALID_CREDENTIALS(401, "The e-mail or the password is wrong"),
    ORIGIN_REFUSED(403, "This page may not ask here"),
    NOT_A_MEMBER(403, "You are not a member of this tenant"),
    ROLE_REQUIRED(403, "Your role does not allow this"),
    SIGN_IN_REQUIRED(403, "This needs somebody who signed in"),
    TENANT_REQUIRED(403, "This needs a tenant"),
    TENANT_SUSPENDED(403, "The tenant is suspended"),
    TENANT_CLOSED(403, "The tenant is closed and will be erased"),
    PLUGIN_NOT_ALLOWED(403, "The platform does not allow this plugin for your tenant"),
    PLUGIN_DISABLED(403, "The plugin is switched off"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This path does not know the method"),
    CONFLICT(409, "The request does not fit the present state"),
    LAST_OWNER(409, "A tenant needs an owner"),
    ALREADY_EXISTS(409, "It exists already"),
    VERSION_IN_USE(409, "The version is routed or draining"),
    VERSION_EXISTS(409, "The version exists already with other content"),
    DRAIN_LIMIT(409, "Too many instances are draining"),
    IDEMPOTENCY_CONFLICT(409, "The Idempotency-Key was used for another request"),
    STALE(412, "It was changed meanwhile"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    RANGE_NOT_SATISFIABLE(416, "The range is outside of the content"),
    LINK_REFUSED(422, "The link cannot be used"),
    INVALID(422, "Some fields are not valid"),
    LIMIT_REACHED(422, "There are as many as there may be"),
    NOTHING_TO_EXPORT(422, "Nothing of this can be exported"),
    PLUGIN_REFUSED(422, "The plugin is refused"),
    NO_PROVIDER(422, "No model provider is switched on and set up"),
    PRECONDITION_REQUIRED(428, "If-Match is needed"),
    RATE_LIMITED(429, "Too many requests"),
    QUOTA_EXCEEDED(429, "The quota is used up"),
    INTERNAL(500, "Something went wrong on our side"),
    UNAVAILABLE(503, "This is not available at the moment");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The same short sentence for every occurrence. */
    public String title() {
        return title;
    }

    /** The code in JSON, for instance {@code plugin_disabled}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
