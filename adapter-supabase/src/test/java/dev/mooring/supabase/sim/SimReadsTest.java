package dev.mooring.supabase.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How PostgREST reads: each test quotes the fact behind it. */
class SimReadsTest extends SimulatorTest {

    /** "200 (never 206 without count), Content-Range: 0-2/*, empty = *&#47;* + []". */
    @Test
    void pageWithoutCountIs200WithAnOpenRange() {
        three();

        assertThat(get("items?limit=3").status()).isEqualTo(200);
        assertThat(get("items?limit=3").range()).isEqualTo("0-2/*");
        assertThat(get("items?name=eq.none").range()).isEqualTo("*/*");
        assertThat(get("items?name=eq.none").body()).isEqualTo("[]");
    }

    /** "Percent-encode +: raw +00:00 becomes a space -> 400 22007". */
    @Test
    void rawPlusInAStampIsABlank() {
        Got raw = get("items?updated_at=gte.2025-12-31T19:00:00+00:00");
        Got encoded = get("items?updated_at=gte." + encoded("2025-12-31T19:00:00+00:00"));

        assertThat(raw.status()).isEqualTo(400);
        assertThat(raw.code()).isEqualTo("22007");
        assertThat(encoded.status()).isEqualTo(200);
    }

    /** "Never cut microseconds: ...123Z != ...123456Z", "trailing zeros dropped", "+00:00". */
    @Test
    void microsecondsCount() {
        project.put("public", "items", Map.of("id", ONE, "name", "a", "updated_at", "2026-01-01T00:00:00.123456Z"));

        assertThat(get("items?updated_at=eq.2026-01-01T00:00:00.123456Z").range())
                .isEqualTo("0-0/*");
        assertThat(get("items?updated_at=eq.2026-01-01T00:00:00.123Z").range()).isEqualTo("*/*");
        assertThat(get("items?select=updated_at").body())
                .isEqualTo("[{\"updated_at\":\"2026-01-01T00:00:00.123456+00:00\"}]");
    }

    /** The manual on date and time input: "now ... current transaction's start time", and infinity is later than all. */
    @Test
    void wordsAreTimesToo() {
        project.put("public", "items", Map.of("id", ONE, "name", "a", "updated_at", "2020-01-01T00:00:00Z"));
        project.put("public", "items", Map.of("id", TWO, "name", "b", "updated_at", "infinity"));

        assertThat(get("items?select=name&updated_at=lte.now").body()).isEqualTo("[{\"name\":\"a\"}]");
        assertThat(get("items?select=updated_at&updated_at=gt.now").body())
                .isEqualTo("[{\"updated_at\":\"infinity\"}]");
    }

    /** "max-rows silently cuts limit=5000 to 1000; 200 and 0-999/*": a short page is not the end. */
    @Test
    void capCutsInSilence() {
        three();
        project.mostRows(2);

        assertThat(get("items?limit=5000").range()).isEqualTo("0-1/*");
        assertThat(get("items?limit=5000").status()).isEqualTo(200);
    }

    /** "HEAD count=exact: 200 0-9/10; 206 when the range is partial"; "416 PGRST103 ... without count: 200 []". */
    @Test
    void countMakesRangesPartial() {
        three();

        assertThat(send("HEAD", "items", "", "Prefer:count=exact").range()).isEqualTo("0-2/3");
        assertThat(send("HEAD", "items?limit=1", "", "Prefer:count=exact").status())
                .isEqualTo(206);
        assertThat(get("items?offset=9", "Prefer:count=exact").code()).isEqualTo("PGRST103");
        assertThat(get("items?offset=9").body()).isEqualTo("[]");
    }

    /** "Values with , . : ( ) inside or=()/in.() go in double quotes; \" and \ are backslash-escaped". */
    @Test
    void valuesInListsAndTreesAreQuoted() {
        String hostile = "a,b.(\"c\\d)";
        project.put("public", "owned", Map.of("id", hostile, "owner", "ann"));
        String quoted = "\"a,b.(\\\"c\\\\d)\"";

        assertThat(get("owned?id=in.(" + encoded(quoted) + ")", as("ann")).range())
                .isEqualTo("0-0/*");
        assertThat(get("owned?or=(id.eq." + encoded(quoted) + ",id.is.null)", as("ann"))
                        .range())
                .isEqualTo("0-0/*");
        assertThat(get("owned?id=eq." + encoded(hostile), as("ann")).range()).isEqualTo("0-0/*");
        assertThat(get("owned?id=in.(" + encoded(hostile) + ")", as("ann")).code())
                .isEqualTo("PGRST100");
    }

    /** The grammar: at top level a value is everything to the end, so that quotes are part of it. */
    @Test
    void quotesOutsideOfListsArePartOfTheValue() {
        three();

        assertThat(get("items?name=eq." + encoded("\"a\"")).range()).isEqualTo("*/*");
    }

    @Test
    void treesNestAndNegate() {
        three();

        assertThat(get("items?select=name&or=(name.eq.a,and(name.gt.a,name.lt.c))&order=name.desc")
                        .body())
                .isEqualTo("[{\"name\":\"b\"},{\"name\":\"a\"}]");
        assertThat(get("items?select=name&name=not.in.(a,b)").body()).isEqualTo("[{\"name\":\"c\"}]");
        assertThat(get("items?select=name&not.or=(name.eq.a,name.eq.b)").body()).isEqualTo("[{\"name\":\"c\"}]");
    }

    /** SQL's logic: what is compared with null is unknown, and unknown lets nothing through, negated or not. */
    @Test
    void nullIsNeitherEqualNorUnequal() {
        three();

        assertThat(get("items?code=neq.x").body()).isEqualTo("[]");
        assertThat(get("items?code=not.eq.x").body()).isEqualTo("[]");
        assertThat(get("items?code=is.null").range()).isEqualTo("0-2/*");
    }

    /** "PGRST100 filter syntax"; an unknown parameter is a filter on an unknown column, 42703. */
    @Test
    void whatIsNotUnderstoodIsA400() {
        assertThat(get("items?name=a").code()).isEqualTo("PGRST100");
        assertThat(get("items?name=equals.a").code()).isEqualTo("PGRST100");
        assertThat(get("items?or=(name.eq.a").code()).isEqualTo("PGRST100");
        assertThat(get("items?order=name.up").code()).isEqualTo("PGRST100");
        assertThat(get("items?id=in.()").code()).isEqualTo("22P02");
        assertThat(get("items?page=eq.2").code()).isEqualTo("42703");
        assertThat(get("items?select=nothing").code()).isEqualTo("42703");
        assertThat(get("items?page=eq.2").status()).isEqualTo(400);
    }

    /** "invalid input syntax" is 22P02 for ids that are none. */
    @Test
    void literalsHaveTheColumnsType() {
        assertThat(get("items?id=eq.nonsense").code()).isEqualTo("22P02");
        assertThat(get("items?qty=eq.99999999999999999999").code()).isEqualTo("22003");
    }

    /** "Profiles: Accept-Profile GET/HEAD, Content-Profile others"; "106 schema 406". */
    @Test
    void schemasAreChosenByProfile() {
        assertThat(get("things").code()).isEqualTo("PGRST205");
        assertThat(get("things").status()).isEqualTo(404);
        assertThat(get("things", "Accept-Profile:app").status()).isEqualTo(200);
        assertThat(get("things", "Accept-Profile:nowhere").status()).isEqualTo(406);
        assertThat(post("things", "{\"id\":\"a\"}", "Content-Profile:app").status())
                .isEqualTo(201);
    }

    /** "bigint and numeric = JSON numbers of any length". */
    @Test
    void numbersAreExact() {
        post(
                "items",
                "{\"id\":\"" + ONE + "\",\"name\":\"a\",\"qty\":9007199254740993,\"price\":0.1000000000000000000001}");

        assertThat(get("items?select=qty,price").json())
                .isEqualTo(
                        List.of(Map.of("qty", 9007199254740993L, "price", new BigDecimal("0.1000000000000000000001"))));
    }

    /** "Text ids: id.gt uses the database collation": not the order of code points. */
    @Test
    void textIsComparedByTheCollation() {
        project.put("public", "owned", Map.of("id", "b", "owner", "ann"));
        project.put("public", "owned", Map.of("id", "C", "owner", "ann"));

        assertThat(get("owned?select=id&order=id", as("ann")).body()).isEqualTo("[{\"id\":\"b\"},{\"id\":\"C\"}]");
    }
}
