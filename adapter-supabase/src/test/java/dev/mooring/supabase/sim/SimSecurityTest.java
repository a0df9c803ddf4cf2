package dev.mooring.supabase.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys, tokens, row-level security, and a project in trouble: each test quotes the fact behind it. */
class SimSecurityTest extends SimulatorTest {

    private static final String IGNORE = "Prefer:resolution=ignore-duplicates,return=representation";

    /** "Error parser for three shapes: ... gateway {message,hint}". */
    @Test
    void gatewayAsksForAKey() {
        Got none = get("items", "apikey:wrong");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.code()).isEqualTo("null");
        assertThat(none.body()).contains("message", "hint");
    }

    /** "30 s leeway"; "301 bad token 401, 303 claims (expired) 401". */
    @Test
    void tokensExpireWithALeeway() {
        String token = "Authorization:Bearer " + project.token("authenticated", "ann", 60);

        time.updateAndGet(now -> now.plusSeconds(89));
        assertThat(get("owned", token).status()).isEqualTo(200);
        time.updateAndGet(now -> now.plusSeconds(3));
        assertThat(get("owned", token).code()).isEqualTo("PGRST303");
        assertThat(get("owned", token + "x").code()).isEqualTo("PGRST301");
        assertThat(get("owned", "Authorization:Bearer nonsense").status()).isEqualTo(401);
    }

    /** "42501 -> 403 with JWT / 401 anon". */
    @Test
    void deniedIs401ForNobodyAnd403ForSomebody() {
        assertThat(get("owned").status()).isEqualTo(401);
        assertThat(get("owned").code()).isEqualTo("42501");
        Got foreign = post("owned", "{\"id\":\"a\",\"owner\":\"bob\"}", as("ann"));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.body()).contains("new row violates row-level security policy for table \\\"owned\\\"");
    }

    @Test
    void rowsOfOthersAreNotThere() {
        post("owned", "{\"id\":\"a\"}", as("ann"));

        assertThat(get("owned", as("bob")).body()).isEqualTo("[]");
        assertThat(patch("owned?id=eq.a", "{\"name\":\"x\"}", as("bob"), representation())
                        .body())
                .isEqualTo("[]");
        assertThat(delete("owned?id=eq.a", as("bob"), representation()).body()).isEqualTo("[]");
        assertThat(get("owned", as("ann")).range()).isEqualTo("0-0/*");
        assertThat(get("owned", "Authorization:Bearer " + project.token("service_role", "", 60))
                        .range())
                .isEqualTo("0-0/*");
    }

    /** "POST with an id that another user owns -> 409 23505; merge -> 403 42501; ignore-duplicates -> 201 [] (looks like a replay!)". */
    @Test
    void takenIdsOfOthersLookLikeReplays() {
        post("owned", "{\"id\":\"a\"}", as("ann"));

        assertThat(post("owned", "{\"id\":\"a\"}", as("bob")).code()).isEqualTo("23505");
        assertThat(post("owned", "{\"id\":\"a\"}", as("bob"), "Prefer:resolution=merge-duplicates")
                        .code())
                .isEqualTo("42501");
        Got ignored = post("owned?on_conflict=id", "{\"id\":\"a\"}", as("bob"), IGNORE);
        assertThat(ignored.status()).isEqualTo(201);
        assertThat(ignored.body()).isEqualTo("[]");
    }

    /** 2.4: "if the SELECT policy hides tombstones, the UPDATE that sets it fails: 42501". */
    @Test
    void tombstonesThatAreHiddenCannotBeMade() {
        project.table(TableSpec.of("public", "hiding")
                .key("id", Type.TEXT)
                .column("deleted_at", Type.TIMESTAMPTZ)
                .selectable((row, claims) -> row.get("deleted_at") == null));
        post("hiding", "{\"id\":\"a\"}", as("ann"));

        assertThat(patch("hiding?id=eq.a", "{\"deleted_at\":\"now\"}", as("ann"))
                        .code())
                .isEqualTo("42501");
    }

    /** "RLS-refused delete looks the same as already gone"; the same for "no UPDATE policy". */
    @Test
    void policiesOfOneVerbHideTheRowFromIt() {
        project.table(TableSpec.of("public", "locked")
                .key("id", Type.TEXT)
                .updatable((row, claims) -> false)
                .deletable((row, claims) -> false));
        project.put("public", "locked", Map.of("id", "a"));

        assertThat(patch("locked?id=eq.a", "{\"id\":\"b\"}", as("ann"), representation())
                        .body())
                .isEqualTo("[]");
        assertThat(delete("locked?id=eq.a", as("ann"), representation()).body()).isEqualTo("[]");
        assertThat(get("locked", as("ann")).range()).isEqualTo("0-0/*");
    }

    /** "Retry-After (seconds) is set by PostgREST on all 503 and nothing else"; "PGRST003 -> 504". */
    @Test
    void troubleIsNotExecuted() {
        project.unavailable(7);
        project.poolTimeout();

        Got away = post("items", "{\"id\":\"" + ONE + "\",\"name\":\"a\"}");
        Got full = post("items", "{\"id\":\"" + ONE + "\",\"name\":\"a\"}");

        assertThat(List.of(away.status(), full.status())).containsExactly(503, 504);
        assertThat(away.header("Retry-After")).isEqualTo("7");
        assertThat(full.header("Retry-After")).isEmpty();
        assertThat(List.of(away.code(), full.code())).containsExactly("PGRST002", "PGRST003");
        assertThat(get("items").body()).isEqualTo("[]");
    }

    /** "Errors always {code, details, hint, message}"; "HEAD errors have no body -> code only in Proxy-Status". */
    @Test
    void errorsHaveFourMembersAndHeadHasNone() {
        Got head = send("HEAD", "nothing", "");

        assertThat(head.status()).isEqualTo(404);
        assertThat(head.header("Proxy-Status")).isEqualTo("PostgREST; error=PGRST205");
        Object error = get("nothing").json();
        Set<?> members = error instanceof Map<?, ?> map ? map.keySet() : Set.of();
        assertThat(members).isEqualTo(Set.of("code", "details", "hint", "message"));
    }
}
