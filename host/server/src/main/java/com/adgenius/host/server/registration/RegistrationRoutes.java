package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.http.Routes;
import com.adgenius.host.server.registration.RegistrationBodies.Forgot;
import com.adgenius.host.server.registration.RegistrationBodies.NewRegistration;
import com.adgenius.host.server.registration.RegistrationBodies.PasswordChange;
import com.adgenius.host.server.registration.RegistrationBodies.Registered;
import com.adgenius.host.server.registration.RegistrationBodies.Reset;
import com.adgenius.host.server.registration.RegistrationBodies.VerifiedEmail;
import com.adgenius.host.server.user.EmailAddress;
import java.util.List;

/** The routes by which people come to accounts and to new passwords. None of them tells whether an address has one. */
public final class RegistrationRoutes implements Routes {

    private static final String TAG = "Accounts";

    private final Registering registering;
    private final PasswordResets resets;
    private final RegistrationLimits limits;

    /** The routes over these. */
    public RegistrationRoutes(Registering registering, PasswordResets resets, RegistrationLimits limits) {
        this.registering = requireNonNull(registering, "registering is null");
        this.resets = requireNonNull(resets, "resets is null");
        this.limits = requireNonNull(limits, "limits is null");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/auth/register")
                        .says(
                                TAG,
                                "Register with a company. A mail with a link goes to the address, or says that it has"
                                        + " an account already; the answer is the same.")
                        .access(Access.anybody())
                        .accepts(NewRegistration.class)
                        .answers(
                                201,
                                "A mail is on its way. Until its link is opened nobody can sign in.",
                                Registered.class)
                        .problems(ProblemCode.RATE_LIMITED, ProblemCode.UNAVAILABLE)
                        .handledBy(this::register),
                Route.post("/auth/verify-email")
                        .says(
                                TAG,
                                "Verify your address with the link's token, which makes your account and your tenant.")
                        .access(Access.anybody())
                        .accepts(LinkToken.class)
                        .answers(200, "You can sign in.", VerifiedEmail.class)
                        .problems(ProblemCode.LINK_REFUSED, ProblemCode.RATE_LIMITED)
                        .handledBy(this::verify),
                Route.post("/auth/password/forgot")
                        .says(TAG, "Have a link for a new password sent; the answer is the same for every address.")
                        .access(Access.anybody())
                        .accepts(Forgot.class)
                        .answersNothing(202, "If the address has an account a mail is on its way.")
                        .problems(ProblemCode.RATE_LIMITED)
                        .handledBy(this::forgot),
                Route.post("/auth/password/reset")
                        .says(
                                TAG,
                                "Choose a new password with the link's token, which ends all your sessions. Your API tokens"
                                        + " stay; revoke those that somebody else may have.")
                        .access(Access.anybody())
                        .accepts(Reset.class)
                        .answersNothing(204, "The new password counts.")
                        .problems(ProblemCode.LINK_REFUSED, ProblemCode.RATE_LIMITED, ProblemCode.UNAVAILABLE)
                        .handledBy(this::reset),
                Route.post("/auth/password/change")
                        .says(
                                TAG,
                                "Choose a new password with your present one, which ends all your sessions, this one"
                                        + " too. Your API tokens stay; revoke those that somebody else may have.")
                        .access(Access.signedIn().whoSignedIn())
                        .accepts(PasswordChange.class)
                        .answersNothing(204, "The new password counts; sign in with it.")
                        .problems(ProblemCode.RATE_LIMITED, ProblemCode.UNAVAILABLE)
                        .handledBy(this::change));
    }

    private Answer change(Call call) throws InterruptedException {
        PasswordChange body = call.body(PasswordChange.class);
        limits.password(call.principal().userId());
        resets.change(
                requireNonNull(body.currentPassword(), "currentPassword is null"),
                requireNonNull(body.newPassword(), "newPassword is null"),
                call.asking());
        return Answer.noContent();
    }

    private Answer register(Call call) throws InterruptedException {
        NewRegistration body = call.body(NewRegistration.class);
        String email = normalized(requireNonNull(body.email(), "email is null"));
        limits.mail("register", email, call.remoteAddress());
        registering.register(
                requireNonNull(body.name(), "name is null").strip(),
                requireNonNull(body.company(), "company is null").strip(),
                email,
                requireNonNull(body.password(), "password is null"));
        return Answer.json(201, new Registered(email, AccountMails.VERIFY_WITHIN.toSeconds()));
    }

    private Answer verify(Call call) {
        limits.link(call.remoteAddress());
        Registering.Verified verified =
                registering.verify(call.body(LinkToken.class).text());
        return Answer.ok(new VerifiedEmail(verified.email(), verified.tenant()));
    }

    private Answer forgot(Call call) {
        String email = normalized(requireNonNull(call.body(Forgot.class).email(), "email is null"));
        limits.mail("forgot", email, call.remoteAddress());
        resets.forgot(email);
        return Answer.empty(202);
    }

    private Answer reset(Call call) throws InterruptedException {
        Reset body = call.body(Reset.class);
        limits.link(call.remoteAddress());
        resets.reset(
                requireNonNull(body.token(), "token is null").strip(),
                requireNonNull(body.password(), "password is null"),
                call.remoteAddress(),
                call.requestId());
        return Answer.noContent();
    }

    private static String normalized(String email) {
        return EmailAddress.normalized(email).orElseThrow();
    }
}
