package dev.mooring.supabase.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** How PostgREST writes: each test quotes the fact behind it. */
class SimWritesTest extends SimulatorTest {

    private static final String A = "{\"id\":\"" + ONE + "\",\"name\":\"a\"}";
    private static final String B = "{\"id\":\"" + TWO + "\",\"name\":\"b\"}";

    /** "representation: 201, Content-Range: *&#47;*; minimal: 201, empty body; headers-only: 201 + Location". */
    @Test
    void insertAnswersAsAsked() {
        Got shown = post("items?select=name,version", A, representation());
        Got silent = post("items", B);
        Got located = post("items", "{\"id\":\"" + THREE + "\",\"name\":\"c\"}", "Prefer:return=headers-only");

        assertThat(shown.status()).isEqualTo(201);
        assertThat(shown.body()).isEqualTo("[{\"name\":\"a\",\"version\":1}]");
        assertThat(shown.range()).isEqualTo("*/*");
        assertThat(silent.body()).isEmpty();
        assertThat(located.header("Location")).isEqualTo("/items?id=eq." + THREE);
    }

    /** "All object keys must match"; "columns ... (+ missing=default, else missing = NULL). With columns= extra keys are ignored". */
    @Test
    void keysOfManyRowsMustMatchUnlessColumnsAreNamed() {
        String rows = "[" + A + ",{\"id\":\"" + TWO + "\",\"name\":\"b\",\"qty\":3}]";

        assertThat(post("items", rows).code()).isEqualTo("PGRST102");
        post("items?columns=id,name,qty", rows, "Prefer:missing=default");
        assertThat(get("items?select=qty&order=name").body()).isEqualTo("[{\"qty\":7},{\"qty\":3}]");
        delete("items?id=not.is.null");
        post("items?columns=id,name,qty", rows);
        assertThat(get("items?select=qty&order=name").body()).isEqualTo("[{\"qty\":null},{\"qty\":3}]");
        assertThat(post("items?columns=id,nothing", A).code()).isEqualTo("PGRST204");
    }

    /** "Whole array is one statement: one bad row fails all". */
    @Test
    void oneBadRowFailsAll() {
        Got got = post("items", "[" + A + ",{\"id\":\"" + TWO + "\",\"name\":\"\"}]");

        assertThat(got.code()).isEqualTo("23514");
        assertThat(get("items").body()).isEqualTo("[]");
    }

    /** "[] -> 201 [] (200 with merge-duplicates)". */
    @Test
    void nothingIsInserted() {
        assertThat(post("items", "[]", representation()).status()).isEqualTo(201);
        assertThat(post("items", "[]", "Prefer:resolution=merge-duplicates").status())
                .isEqualTo(200);
    }

    /** "ignore-duplicates: 201, representation holds only the inserted rows"; nothing is overwritten. */
    @Test
    void duplicatesAreIgnored() {
        post("items", A);

        Got got = post(
                "items?on_conflict=id&select=name",
                "[{\"id\":\"" + ONE + "\",\"name\":\"other\"}," + B + "]",
                "Prefer:resolution=ignore-duplicates,return=representation");

        assertThat(got.status()).isEqualTo(201);
        assertThat(got.body()).isEqualTo("[{\"name\":\"b\"}]");
        assertThat(get("items?select=name&id=eq." + ONE).body()).isEqualTo("[{\"name\":\"a\"}]");
    }

    /** "merge-duplicates: 201 if at least one row was inserted, 200 if all updated"; "Row twice in one batch -> 500 21000". */
    @Test
    void duplicatesAreMerged() {
        String merge = "Prefer:resolution=merge-duplicates";

        assertThat(post("items", A, merge).status()).isEqualTo(201);
        assertThat(post("items", A, merge).status()).isEqualTo(200);
        assertThat(post("items", "[" + A + "," + A + "]", merge).code()).isEqualTo("21000");
        assertThat(get("items?select=version").body()).isEqualTo("[{\"version\":2}]");
    }

    /** "on_conflict on a column without unique index -> 400 42P10"; "Table without PK: preference silently dropped and not echoed". */
    @Test
    void conflictsNeedAUniqueIndex() {
        Got heap = post("heap", "{\"name\":\"x\"}", "Prefer:resolution=ignore-duplicates,return=minimal");

        assertThat(post("items?on_conflict=name", A, "Prefer:resolution=ignore-duplicates")
                        .code())
                .isEqualTo("42P10");
        assertThat(heap.header("Preference-Applied")).isEqualTo("return=minimal");
    }

    /** "Preference-Applied has a fixed order: resolution, missing, return, count, tx, handling, timezone, max-affected(strict only)". */
    @Test
    void preferencesAreNamedInTheirOrder() {
        Got got = patch(
                "items?id=eq." + ONE,
                "{\"name\":\"z\"}",
                "Prefer:max-affected=1,handling=strict,return=representation");
        Got lenient = patch("items?id=eq." + ONE, "{\"name\":\"z\"}", "Prefer:max-affected=1,nonsense=1");

        assertThat(got.header("Preference-Applied"))
                .isEqualTo("return=representation, handling=strict, max-affected=1");
        assertThat(lenient.header("Preference-Applied")).isEmpty();
        assertThat(patch("items?id=eq." + ONE, "{}", "Prefer:handling=strict,nonsense=1")
                        .code())
                .isEqualTo("PGRST122");
    }

    /** "23505 -> 409", with the constraint in the message and the key in the details. */
    @Test
    void takenKeysAreConflicts() {
        post("items", "{\"id\":\"" + ONE + "\",\"name\":\"a\",\"code\":\"x\"}");

        Got sameId = post("items", A);
        Got sameCode = post(
                "items?on_conflict=id",
                "{\"id\":\"" + TWO + "\",\"name\":\"b\",\"code\":\"x\"}",
                "Prefer:resolution=ignore-duplicates");

        assertThat(sameId.status()).isEqualTo(409);
        assertThat(sameId.body()).contains("items_pkey", "Key (id)=(" + ONE + ") already exists.");
        assertThat(sameCode.status()).isEqualTo(409);
        assertThat(sameCode.body()).contains("items_code_key");
    }

    /** "22*,23502,23514 -> 400", "23503 -> 409". */
    @Test
    void constraintsHaveTheirCodes() {
        assertThat(post("items", "{\"id\":\"" + ONE + "\"}").code()).isEqualTo("23502");
        assertThat(post("items", "{\"id\":\"" + ONE + "\",\"name\":\"\"}").status())
                .isEqualTo(400);
        assertThat(post("items", "{\"id\":\"x\",\"name\":\"a\"}").code()).isEqualTo("22P02");
        assertThat(post("notes", "{\"id\":1,\"item_id\":\"" + ONE + "\"}").code())
                .isEqualTo("23503");
        post("items", A);
        assertThat(post("notes", "{\"id\":1,\"item_id\":\"" + ONE + "\"}").status())
                .isEqualTo(201);
        assertThat(delete("items?id=eq." + ONE).status()).isEqualTo(409);
        assertThat(post("items", "{\"id\":\"" + TWO + "\",\"name\":\"\\u0000\"}")
                        .code())
                .isEqualTo("22P05");
    }

    /** "Unsupported request Content-Type -> 400 PGRST102 (not 415)", and a body that is no JSON. */
    @Test
    void bodiesAreJson() {
        assertThat(post("items", "{").code()).isEqualTo("PGRST102");
        assertThat(post("items", A, "Content-Type:text/plain").code()).isEqualTo("PGRST102");
    }

    /** "200 [row], or 200 [] when stale / gone"; "With return=minimal the header alone tells". */
    @Test
    void conditionalUpdateTouchesTheVersionOnly() {
        post("items", A);

        Got first = patch("items?id=eq." + ONE + "&version=eq.1&select=version", "{\"name\":\"b\"}", representation());
        Got stale = patch("items?id=eq." + ONE + "&version=eq.1", "{\"name\":\"c\"}", representation());
        Got silent = patch("items?id=eq." + ONE + "&version=eq.2", "{\"name\":\"d\"}");

        assertThat(first.body()).isEqualTo("[{\"version\":2}]");
        assertThat(stale.status()).isEqualTo(200);
        assertThat(stale.body()).isEqualTo("[]");
        assertThat(silent.range()).isEqualTo("0-0/*");
        assertThat(patch("items?id=eq." + TWO, "{\"name\":\"d\"}").range()).isEqualTo("*/*");
    }

    /** "a BEFORE trigger can protect: sent version 77 became 2". */
    @Test
    void triggersOverwriteWhatIsSent() {
        post("items", A);

        Got got = patch("items?id=eq." + ONE + "&select=version", "{\"version\":77}", representation());

        assertThat(got.body()).isEqualTo("[{\"version\":2}]");
    }

    /** "With object Accept: 406 PGRST116 The result contains 0 rows". */
    @Test
    void objectIsDemanded() {
        Got got = patch(
                "items?id=eq." + ONE, "{\"name\":\"b\"}", representation(), "Accept:application/vnd.pgrst.object+json");

        assertThat(got.status()).isEqualTo(406);
        assertThat(got.body()).contains("PGRST116", "The result contains 0 rows");
    }

    /** "PATCH without filter ... 400 21000 UPDATE requires a WHERE clause"; "max-affected=1 -> 400 PGRST124, rolled back". */
    @Test
    void guardsKeepTheOtherRows() {
        three();

        Got tooMany = patch("items?qty=eq.7", "{\"name\":\"x\"}", "Prefer:handling=strict,max-affected=1");

        assertThat(patch("items", "{\"name\":\"x\"}").code()).isEqualTo("21000");
        assertThat(tooMany.code()).isEqualTo("PGRST124");
        assertThat(get("items?name=eq.x").body()).isEqualTo("[]");
    }

    /** "Delete: 204 (minimal); representation 200 with deleted rows; second time 200 []: idempotent". */
    @Test
    void deleteIsIdempotent() {
        post("items", A);

        assertThat(delete("items?id=eq." + ONE + "&select=name", representation())
                        .body())
                .isEqualTo("[{\"name\":\"a\"}]");
        assertThat(delete("items?id=eq." + ONE, representation()).body()).isEqualTo("[]");
        assertThat(delete("items?id=eq." + ONE).status()).isEqualTo(204);
        assertThat(delete("items?id=eq." + ONE, "Prefer:count=exact").range()).isEqualTo("*/0");
    }

    /** 2.1: "A: insert stamped at t=0, commits at t=2; B commits at t=0.5; ... updated_at > cursor: nothing". */
    @Test
    void lateCommitsAreStampedBeforeWhatOvertookThem() {
        post("items", A);
        Runnable commit = project.begin("public", "items", ONE, Map.of("name", "late"));
        post("items", B);
        String cursor = String.valueOf(project.rows("public", "items").get(1).get("updated_at"));

        commit.run();

        assertThat(get("items?select=name&id=eq." + ONE).body()).isEqualTo("[{\"name\":\"late\"}]");
        assertThat(Long.parseLong(
                        String.valueOf(project.rows("public", "items").get(0).get("updated_at"))))
                .isLessThan(Long.parseLong(cursor));
    }
}
