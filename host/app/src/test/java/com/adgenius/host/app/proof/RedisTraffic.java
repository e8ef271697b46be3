package com.adgenius.host.app.proof;

import com.adgenius.host.app.proof.Outcomes.AfterTheEnd;
import com.adgenius.host.app.proof.Outcomes.Degraded;
import com.adgenius.host.app.proof.Outcomes.Meaning;
import com.adgenius.host.app.proof.Outcomes.Outcome;
import com.adgenius.host.app.proof.Outcomes.Plain;
import com.adgenius.host.app.proof.Outcomes.Revision;
import com.adgenius.host.app.proof.Outcomes.Wrong;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Clients of one tenant, each with a pause after its answers, who ask as people do. */
final class RedisTraffic implements AutoCloseable {

    static final String SIGN_IN = "POST /auth/jwt/create";
    static final String REFRESH = "POST /auth/jwt/refresh";
    static final String SIGN_OUT = "POST /auth/logout";
    static final String ME = "GET /auth/me";
    static final String ROUND = "a round of requests";

    private static final Duration SHORT_PAUSE = Duration.ofMillis(150);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** An account may refresh 60 times a minute. */
    private static final Duration REFRESH_PAUSE = Duration.ofMillis(1_200);

    /** Somebody who signed in; the cookie is empty where Redis could not keep the session. */
    record Session(String access, String cookie) {}

    /** Asks the host once. */
    private interface Question {
        Api.Reply ask() throws Exception;
    }

    /** What a good answer means. */
    private interface Reading {
        Meaning of(Api.Reply reply) throws Exception;
    }

    /** What a client does again and again. */
    private interface Round {
        void go() throws Exception;
    }

    private final Api host;
    private final Api owner;
    private final String email;
    private final String password;
    private final String campaign;
    private final Outcomes outcomes;
    private final List<Session> ended = new CopyOnWriteArrayList<>();
    private final List<String> creatives = new CopyOnWriteArrayList<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong brand = new AtomicLong();
    private final AtomicBoolean filming = new AtomicBoolean(true);
    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(7);

    RedisTraffic(Api host, String email, String password, Outcomes outcomes) throws Exception {
        this.host = host;
        this.email = email;
        this.password = password;
        this.outcomes = outcomes;
        this.owner = host.signedIn(email, password);
        this.campaign = owner.post("/campaigns", body -> body.put("name", "Lamps"))
                .expect(201)
                .json()
                .get("id")
                .asText();
    }

    /** Everybody begins. */
    void start() throws Exception {
        AtomicReference<Session> visitor = new AtomicReference<>(signIn());
        again(PAUSE, () -> me(signIn()));
        again(REFRESH_PAUSE, () -> refresh(visitor.get()).ifPresent(visitor::set));
        again(SHORT_PAUSE, () -> me(visitor.get()));
        again(SHORT_PAUSE, this::read);
        again(SHORT_PAUSE, this::write);
        again(PAUSE, this::create);
        again(PAUSE, this::lookAtTheEnded);
    }

    private void again(Duration pause, Round round) {
        var _ = clients.scheduleWithFixedDelay(
                () -> {
                    try {
                        round.go();
                    } catch (Exception e) {
                        long now = System.nanoTime();
                        outcomes.add(new Outcome(ROUND, now, now, 0, new Wrong("failed: " + e)));
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Api.Reply ask(String request, Question question, Reading reading) throws Exception {
        long sent = System.nanoTime();
        Api.Reply reply = question.ask();
        long answered = System.nanoTime();
        Meaning meaning = reply.status() / 100 == 2 ? reading.of(reply) : new Plain();
        outcomes.add(new Outcome(request, sent, answered, reply.status(), meaning));
        return reply;
    }

    /** Signs in, which works with and without Redis. */
    Session signIn() throws Exception {
        Api.Reply reply = ask(
                SIGN_IN,
                () -> host.post(
                        "/auth/jwt/create", body -> body.put("email", email).put("password", password)),
                answer -> cookie(answer).isEmpty() ? new Degraded() : new Plain());
        return new Session(reply.json().path("access").asText(), cookie(reply));
    }

    private static String cookie(Api.Reply reply) {
        return reply.header("set-cookie").map(value -> value.split(";", 2)[0]).orElse("");
    }

    /** The session with its next cookie; empty when Redis is away, which is documented, and when it is over. */
    Optional<Session> refresh(Session session) throws Exception {
        long sent = System.nanoTime();
        Api.Reply reply = host.postCookie("/auth/jwt/refresh", session.cookie());
        outcomes.add(new Outcome(
                REFRESH, sent, System.nanoTime(), reply.status(), saysLater(reply) ? new Degraded() : new Plain()));
        return reply.status() == 200
                ? Optional.of(new Session(reply.json().get("access").asText(), cookie(reply)))
                : Optional.empty();
    }

    private static boolean saysLater(Api.Reply reply) {
        return reply.status() == 503 && reply.header("retry-after").isPresent();
    }

    void me(Session session) throws Exception {
        ask(ME, () -> host.with(session.access()).get("/auth/me"), _ -> new Plain());
    }

    /** Ends the session, by its cookie and its access token; from then on the traffic looks whether it stays so. */
    void signOut(Session session) throws Exception {
        ask(SIGN_OUT, () -> host.with(session.access()).postCookie("/auth/logout", session.cookie()), _ -> new Plain());
        ended.add(session);
    }

    private void lookAtTheEnded() throws Exception {
        for (Session session : ended) {
            long sent = System.nanoTime();
            Api.Reply me = host.with(session.access()).get("/auth/me");
            outcomes.add(new Outcome(ME, sent, System.nanoTime(), me.status(), new AfterTheEnd()));
            long again = System.nanoTime();
            Api.Reply refresh = host.postCookie("/auth/jwt/refresh", session.cookie());
            outcomes.add(new Outcome(
                    REFRESH,
                    again,
                    System.nanoTime(),
                    refresh.status(),
                    saysLater(refresh) ? new Degraded() : new AfterTheEnd()));
        }
    }

    /** What is cached, and the brand. */
    private void read() throws Exception {
        ask("GET /formats", () -> owner.get("/formats"), _ -> new Plain());
        ask("GET /generators", () -> owner.get("/generators"), _ -> new Plain());
        ask("GET /campaigns", () -> owner.get("/campaigns"), _ -> new Plain());
        ask("GET /campaigns/{id}/summary", () -> owner.get("/campaigns/" + campaign + "/summary"), this::summary);
        ask("GET /tenant/brand", () -> owner.get("/tenant/brand"), RedisTraffic::brandRead);
    }

    private Meaning summary(Api.Reply reply) throws Exception {
        return new Revision("summary", reply.json().get("creatives").asLong());
    }

    private static Meaning brandRead(Api.Reply reply) throws Exception {
        long revision = revision(reply);
        String name = reply.json().get("name").asText();
        return revision == 0 || name.equals("Brand " + revision)
                ? new Revision("brand", revision)
                : new Wrong("has " + name + " at revision " + revision);
    }

    private static long revision(Api.Reply reply) {
        return Long.parseLong(reply.header("etag").orElseThrow().replace("\"", ""));
    }

    /** Writes the brand, and switches a plugin and looks whether it is so. */
    private void write() throws Exception {
        long next = brand.get() + 1;
        Api.Reply written = ask(
                "PUT /tenant/brand",
                () -> next == 1
                        ? owner.put("/tenant/brand", body -> body.put("name", "Brand " + next))
                        : owner.replace("/tenant/brand", brand.get(), body -> body.put("name", "Brand " + next)),
                RedisTraffic::brandRead);
        if (written.status() == 200) {
            brand.set(next);
        }
        ask("GET /tenant/brand", () -> owner.get("/tenant/brand"), RedisTraffic::brandRead);
        boolean wanted = !filming.get();
        Api.Reply switched = ask(
                "PUT /plugins/{id}/enabled",
                () -> owner.put("/plugins/video/enabled", body -> body.put("enabled", wanted)),
                _ -> new Plain());
        if (switched.status() / 100 == 2) {
            filming.set(wanted);
        }
        ask("GET /generators", () -> owner.get("/generators"), reply -> {
            boolean there = false;
            for (JsonNode generator : reply.json().get("results")) {
                there |= generator.get("id").asText().equals("video");
            }
            return there == filming.get()
                    ? new Plain()
                    : new Wrong(there ? "has a generator that was switched off" : "lacks a generator");
        });
    }

    private void create() throws Exception {
        Api.Reply accepted = ask(
                "POST /creatives",
                () -> owner.post("/creatives", body -> {
                    body.put("kind", "text")
                            .put("prompt", "A lamp for small desks")
                            .put("campaign_id", campaign);
                    body.putArray("formats").add("google_rsa");
                }),
                _ -> new Revision("summary", asked.incrementAndGet()));
        creatives.add(accepted.json().path("id").asText());
        ask("GET /creatives/{id}", () -> owner.get("/creatives/" + creatives.getLast()), _ -> new Plain());
    }

    /** The creatives that were accepted and are not ready. */
    List<String> unfinished() throws Exception {
        List<String> unfinished = new CopyOnWriteArrayList<>(creatives);
        for (String creative : creatives) {
            String status = owner.get("/creatives/" + creative)
                    .expect(200)
                    .json()
                    .get("status")
                    .asText();
            if (status.equals("ready")) {
                unfinished.remove(creative);
            }
        }
        return unfinished;
    }

    /** Everybody ends the round that is under way. */
    @Override
    public void close() throws InterruptedException {
        clients.shutdown();
        if (!clients.awaitTermination(90, TimeUnit.SECONDS)) {
            throw new IllegalStateException("A request did not end");
        }
    }
}
