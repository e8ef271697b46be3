package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.Pictures;
import com.adgenius.host.server.scope.Role;
import com.adgenius.plugin.Asset;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finished creatives are taken away as a zip: what passes, and what was left out and why. */
class CreativeExportTest {

    private static final String SMALL = "small";
    private static final String DAMAGED = "damaged";

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final PublishedGenerator TEXT = PublishedGenerator.serve(
            HOST,
            TENANT,
            CreativeKind.TEXT,
            "google_rsa",
            Map.of("fields", List.of(field("headlines", 3, 15, 30), field("descriptions", 2, 4, 90))),
            CreativeExportTest::copy);
    private static final PublishedGenerator IMAGE = PublishedGenerator.serve(
            HOST,
            TENANT,
            CreativeKind.IMAGE,
            "meta_feed_1x1",
            Map.of("width", 60, "height", 60, "limits", List.of(limit("min_width", 60), limit("max_bytes", 1_000_000))),
            CreativeExportTest::picture);

    private final ApiClient owner = TENANT.owner();
    private final Studio studio = new Studio(owner);

    private static Map<String, Object> field(String name, int least, int most, int width) {
        return Map.of(
                "name", name, "min", least, "max", most, "limits", List.of(Map.of("value", width, "kind", "hard")));
    }

    private static Map<String, Object> limit(String name, int value) {
        return Map.of("name", name, "value", value, "unit", "px", "kind", "hard");
    }

    private static GenerationResult copy(GenerationRequest request, GenerationContext context) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put(
                "headlines",
                List.of(
                        "=1+1 is \"two\", always",
                        "Run further",
                        request.brief().prompt()));
        fields.put("descriptions", List.of("Shoes for the long way.", "Ordered today, there tomorrow."));
        return new GenerationResult("Write", "none", List.of(new Asset.Copy("google_rsa", 1, fields)), List.of());
    }

    /** The generator says whatever the size is that was asked for, and what it stores may be another. */
    private static GenerationResult picture(GenerationRequest request, GenerationContext context) {
        byte[] bytes = switch (request.brief().prompt()) {
            case SMALL -> Pictures.png(20, 20);
            case DAMAGED -> "no picture".getBytes(StandardCharsets.UTF_8);
            default -> Pictures.png(60, 60);
        };
        try {
            Blob blob = context.blobs().write("image/png", output -> output.write(bytes));
            Asset picture = new Asset.Picture("meta_feed_1x1", 1, blob, 60, 60, "Black");
            return new GenerationResult("Draw", "none", List.of(picture), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(JsonNode creative) {
        return creative.path("id").asText();
    }

    private ApiResponse export(String... ids) {
        return owner.get("/creatives/export?ids=" + String.join(",", ids));
    }

    private long exportsInTheAudit(ApiClient client) {
        return client.get("/tenant/audit?action=creative.exported")
                .expect(200)
                .json()
                .required("count")
                .asLong();
    }

    private static void approvedOnly(TenantUnderTest tenant, boolean only) {
        String tag = tenant.owner().get("/tenant").expect(200).header("ETag").orElseThrow();
        assertThat(tenant.owner()
                        .with("If-Match", tag)
                        .patch("/tenant", Map.of("export_approved_only", only))
                        .expect(200)
                        .json()
                        .path("export_approved_only")
                        .asBoolean())
                .isEqualTo(only);
    }

    @Test
    void hasAFolderForEachCreativeWithItsMediaMarked() throws IOException {
        String text = id(TEXT.make(studio, "Shoes"));
        String image = id(IMAGE.make(studio, "A pond"));

        ApiResponse answer = export(text, image).expect(200);

        assertThat(answer.header("Content-Type")).contains("application/zip");
        assertThat(answer.header("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"creatives-\\d{4}-\\d\\d-\\d\\d\\.zip\"");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        ExportedCreatives zip = ExportedCreatives.of(answer);
        String picture = zip.path(image + "-meta_feed_1x1-1.png");
        assertThat(picture).startsWith("creatives/a-pond-" + image + "/");
        assertThat(ImageIO.read(new ByteArrayInputStream(zip.bytes(picture))).getWidth())
                .isEqualTo(60);
        assertThat(zip.text(picture))
                .contains("XML:com.adobe.xmp")
                .contains("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
        assertThat(zip.text(zip.path(text + "-google_rsa-1.txt"))).isEqualTo("""
                        Headlines
                        - =1+1 is "two", always
                        - Run further
                        - Shoes

                        Descriptions
                        - Shoes for the long way.
                        - Ordered today, there tomorrow.
                        """);
    }

    @Test
    void hasAManifestOfWhatIsInIt() throws Exception {
        String image = id(IMAGE.make(studio, "A pond"));

        ExportedCreatives zip = ExportedCreatives.of(export(image).expect(200));

        JsonNode manifest = zip.json("manifest.json");
        assertThat(manifest.path("layout").asText()).isEqualTo("adgenius.creatives/1");
        assertThat(manifest.path("tenant").asText()).isEqualTo(TENANT.slug());
        assertThat(manifest.path("left_out")).isEmpty();
        JsonNode file = manifest.at("/creatives/0/files/0");
        byte[] bytes = zip.bytes(file.path("path").asText());
        assertThat(file.path("bytes").asInt()).isEqualTo(bytes.length);
        assertThat(file.path("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(bytes)));
        assertThat(file.path("digital_source_type").asText()).endsWith("/trainedAlgorithmicMedia");
        assertThat(manifest.at("/creatives/0/campaign").asText()).isEqualTo("Drafts");
        assertThat(manifest.at("/sheets/0/path").asText()).isEqualTo("meta_ads.csv");
    }

    @Test
    void hasSheetsForImportersWithoutFormulas() {
        String text = id(TEXT.make(studio, "Shoes"));
        String image = id(IMAGE.make(studio, "A pond"));

        ExportedCreatives zip = ExportedCreatives.of(export(text, image).expect(200));

        assertThat(zip.bytes("google_ads_editor.csv")).startsWith(0xEF, 0xBB, 0xBF);
        List<String> google = zip.lines("google_ads_editor.csv");
        assertThat(google).hasSize(2);
        assertThat(google.getFirst()).startsWith("\uFEFFCampaign,Ad group,Asset group,Ad type,Headline 1,Headline 2,");
        assertThat(google.get(1))
                .startsWith("Drafts,Shoes,,Responsive search ad,\"'=1+1 is \"\"two\"\", always\",Run further,Shoes,");
        List<String> meta = zip.lines("meta_ads.csv");
        assertThat(meta).hasSize(2);
        assertThat(meta.get(1)).contains("," + image + "-meta_feed_1x1-1.png,");
        assertThat(zip.json("manifest.json").at("/sheets/0/guarded_cells").asInt())
                .isEqualTo(1);
    }

    @Test
    void hasAReportOfEachLimit() {
        String image = id(IMAGE.make(studio, "A pond"));

        ExportedCreatives zip = ExportedCreatives.of(export(image).expect(200));

        List<String> report = zip.lines("spec_report.csv");
        assertThat(report.getFirst())
                .isEqualTo(
                        "\uFEFFcreative,file,format,variant,exported,limit,required,value,kind,outcome,reason,source,"
                                + "checked");
        assertThat(report.get(1))
                .isEqualTo(image + "," + image
                        + "-meta_feed_1x1-1.png,meta_feed_1x1,1,yes,min_width,at least 60 px,60 px,hard,passed,,"
                        + "Limits of the test,2026-11-22");
        JsonNode finding = zip.json("spec_report.json").at("/0/findings/0");
        assertThat(finding.path("limit").asText()).isEqualTo("min_width");
        assertThat(finding.path("outcome").asText()).isEqualTo("passed");
        assertThat(finding.path("source").asText()).isEqualTo("Limits of the test");
    }

    @Test
    void leavesOutWhatIsOverALimitOrDamagedAndSaysWhy() {
        String good = id(IMAGE.make(studio, "A pond"));
        String small = id(IMAGE.make(studio, SMALL));
        String damaged = id(IMAGE.make(studio, DAMAGED));

        ExportedCreatives zip =
                ExportedCreatives.of(export(small, good, damaged).expect(200));

        assertThat(zip.files().keySet())
                .filteredOn(path -> path.startsWith("creatives/"))
                .hasSize(1);
        JsonNode leftOut = zip.json("manifest.json").path("left_out");
        assertThat(leftOut).hasSize(2);
        assertThat(leftOut.at("/0/creative_id").asText()).isEqualTo(small);
        assertThat(leftOut.at("/0/code").asText()).isEqualTo("over_limit");
        assertThat(leftOut.at("/0/reason").asText()).isEqualTo("min_width must be at least 60 px, is 20 px");
        assertThat(leftOut.at("/1/code").asText()).isEqualTo("damaged");
        assertThat(zip.lines("spec_report.csv"))
                .filteredOn(line -> line.startsWith(small))
                .anySatisfy(line -> assertThat(line).contains(",no,min_width,").contains(",failed,"));
    }

    @Test
    void isRefusedWhereNothingIsLeft() {
        String small = id(IMAGE.make(studio, SMALL));
        long before = exportsInTheAudit(owner);

        ApiResponse refused = export(small).expect(422);

        assertThat(refused.text("code")).isEqualTo("nothing_to_export");
        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("ids[0]");
        assertThat(refused.json().at("/errors/0/message").asText())
                .isEqualTo("meta_feed_1x1 1 min_width must be at least 60 px, is 20 px");
        assertThat(exportsInTheAudit(owner)).isEqualTo(before);
    }

    @Test
    void isOfApprovedCreativesAloneWhereTheTenantWishes() {
        JsonNode approved = IMAGE.make(studio, "A pond");
        String other = id(IMAGE.make(studio, "A lake"));
        approvedOnly(TENANT, true);
        try {
            ApiResponse refused = export(id(approved), other).expect(422);
            assertThat(refused.json().path("errors")).hasSize(2);
            assertThat(refused.json().at("/errors/1/message").asText()).contains("is not approved as it is now (none)");

            owner.post(
                            "/creatives/" + id(approved) + "/approve",
                            Map.of("content_hash", approved.path("content_hash").asText()))
                    .expect(200);
            JsonNode manifest = ExportedCreatives.of(export(id(approved), other).expect(200))
                    .json("manifest.json");

            assertThat(manifest.path("approved_only").asBoolean()).isTrue();
            assertThat(manifest.path("creatives")).hasSize(1);
            assertThat(manifest.at("/creatives/0/approval").asText()).isEqualTo("approved");
            assertThat(manifest.at("/left_out/0/creative_id").asText()).isEqualTo(other);
            assertThat(manifest.at("/left_out/0/code").asText()).isEqualTo("not_approved");
        } finally {
            approvedOnly(TENANT, false);
        }
        export(other).expect(200);
    }

    @Test
    void isNotFoundAsAWholeWhereOneIsAnothers() {
        String own = id(IMAGE.make(studio, "A pond"));
        ApiClient stranger = HOST.newTenant().owner();
        long before = exportsInTheAudit(owner);

        assertThat(stranger.get("/creatives/export?ids=" + own).expect(404).text("code"))
                .isEqualTo("not_found");
        export(own, UUID.randomUUID().toString()).expect(404);

        assertThat(exportsInTheAudit(owner)).isEqualTo(before);
        assertThat(exportsInTheAudit(stranger)).isZero();
    }

    @Test
    void isAudited() {
        String image = id(IMAGE.make(studio, "A pond"));
        ApiResponse answer = export(image, image).expect(200);

        JsonNode entry = owner.get("/tenant/audit?action=creative.exported&subject=creative/" + image)
                .expect(200)
                .json()
                .at("/results/0");

        assertThat(entry.at("/details/ids").asText()).isEqualTo(image);
        assertThat(entry.at("/details/request_id").asText())
                .isEqualTo(answer.header("X-Request-Id").orElseThrow());
        assertThat(entry.path("actor_email").asText()).isEqualTo(TENANT.email());
    }

    @Test
    void isForViewersAndNotForClients() {
        String image = id(IMAGE.make(studio, "A pond"));

        HOST.newMember(TENANT, Role.VIEWER)
                .get("/creatives/export?ids=" + image)
                .expect(200);
        assertThat(HOST.newMember(TENANT, Role.CLIENT)
                        .get("/creatives/export?ids=" + image)
                        .expect(403)
                        .text("code"))
                .isEqualTo("role_required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?ids=", "?ids=,", "?ids=a,,b"})
    void wantsIds(String query) {
        ApiResponse refused = owner.get("/creatives/export" + query).expect(400);

        assertThat(refused.text("code")).isEqualTo("malformed_parameter");
        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("ids");
    }

    @Test
    void isOfAHundredAtMost() {
        String ids = IntStream.rangeClosed(1, 101)
                .mapToObj(each -> UUID.randomUUID().toString())
                .collect(Collectors.joining(","));

        ApiResponse refused = owner.get("/creatives/export?ids=" + ids).expect(422);

        assertThat(refused.text("code")).isEqualTo("invalid");
        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("ids");
    }
}
