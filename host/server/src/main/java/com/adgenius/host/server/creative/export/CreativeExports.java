package com.adgenius.host.server.creative.export;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeServices;
import com.adgenius.host.server.creative.Creatives;
import com.adgenius.host.server.creative.export.ExportPlan.LeftOut;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.TenantScope;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Exports finished creatives of the tenant in scope. */
public final class CreativeExports {

    /** The most creatives in one export. */
    public static final int LIMIT = 100;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private final CreativeServices services;
    private final Creatives creatives;
    private final Predicate<String> approvedOnly;
    private final AuditLog audit;
    private final ObjectMapper mapper;
    private final long byteLimit;

    /**
     * Exports of each tenant's creatives.
     *
     * @param approvedOnly whether the tenant of that slug exports what is approved alone
     * @param audit hears of each export
     * @param mapper writes the manifest
     * @param byteLimit the most that the media of one export may have, in bytes
     */
    public CreativeExports(
            CreativeServices services,
            Predicate<String> approvedOnly,
            AuditLog audit,
            ObjectMapper mapper,
            long byteLimit) {
        this.services = requireNonNull(services, "services is null");
        this.creatives = new Creatives(services);
        this.approvedOnly = requireNonNull(approvedOnly, "approvedOnly is null");
        this.audit = requireNonNull(audit, "audit is null");
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.byteLimit = byteLimit;
    }

    /**
     * The zip of these creatives, which is made while it is sent. The audit says who took it before its first byte goes.
     *
     * @param ids of 1 to {@link #LIMIT} creatives
     * @throws ProblemException {@link ProblemCode#NOT_FOUND} where the tenant lacks one of them,
     *     {@link ProblemCode#NOTHING_TO_EXPORT} where all are left out, {@link ProblemCode#INVALID} where they are too much
     */
    Answer export(List<String> ids, Asking asking) {
        List<Creative> wanted = ids.stream().map(creatives::find).toList();
        String tenant = TenantScope.current().slug();
        boolean approved = approvedOnly.test(tenant);
        ExportPlan plan = new Planning(
                        services.media(),
                        services.campaigns(),
                        services.catalog().installed(),
                        approved)
                .plan(wanted);
        if (plan.creatives().isEmpty()) {
            throw nothing(ids, plan.leftOut());
        }
        if (plan.bytes() > byteLimit) {
            throw ProblemException.invalid(
                    "ids",
                    "their media have " + plan.bytes() + " bytes, and one export at most " + byteLimit
                            + "; export them in several parts");
        }
        Instant now = services.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        note(plan, tenant, asking, now);
        CreativeArchive archive = new CreativeArchive(services.media(), mapper, now);
        return Answer.stream(200, "application/zip", output -> archive.write(plan, tenant, approved, output))
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"creatives-" + DAY.format(now) + ".zip\"");
    }

    private static ProblemException nothing(List<String> ids, List<LeftOut> leftOut) {
        List<FieldError> reasons = leftOut.stream()
                .map(each -> new FieldError("ids[" + ids.indexOf(each.creativeId()) + "]", each.words()))
                .toList();
        return ProblemException.of(
                ProblemCode.NOTHING_TO_EXPORT,
                "None of these creatives can be exported; the errors say why of each.",
                reasons);
    }

    private void note(ExportPlan plan, String tenant, Asking asking, Instant now) {
        List<String> taken =
                plan.creatives().stream().map(folder -> folder.creative().id()).toList();
        AuditNote note = AuditNote.of(
                asking,
                now,
                "creative.exported",
                taken.size() == 1 ? "creative/" + taken.getFirst() : "creatives",
                Map.of("ids", String.join(",", taken), "count", String.valueOf(taken.size())));
        audit.recordOnce(
                note.id(),
                note.at(),
                note.actorId(),
                note.actorEmail(),
                note.action(),
                note.subject(),
                Optional.of(tenant),
                note.details());
    }
}
