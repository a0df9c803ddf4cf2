package dev.mooring.support.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsTest {

    private final Json json = Json.standard();
    private final List<String> seen = new ArrayList<>();

    @Test
    void rowsOfAListComeOneByOne() throws IOException {
        Object around = read("[{\"a\":1},2,null]", "");

        assertThat(seen).containsExactly("0={a=1}", "1=2", "2=null");
        assertThat(around).isEqualTo(List.of());
    }

    @Test
    void whatIsAroundTheRowsIsKept() throws IOException {
        Object around = read("{\"more\":true,\"data\":{\"rows\":[1,2],\"n\":2},\"cursor\":\"x\"}", "/data/rows");

        assertThat(seen).containsExactly("0=1", "1=2");
        assertThat(around).isEqualTo(Map.of("more", true, "data", Map.of("rows", List.of(), "n", 2L), "cursor", "x"));
    }

    @Test
    void membersOfAnObjectAreRowsWithTheirNames() throws IOException {
        read("[0,{\"r\":{\"k1\":{\"a\":1},\"k2\":{}}}]", "/1/r");

        assertThat(seen).containsExactly("k1={a=1}", "k2={}");
    }

    @Test
    void nullStandsForNoRows() throws IOException {
        read("null", "");
        read("{\"rows\":null}", "/rows");

        assertThat(seen).isEmpty();
    }

    @Test
    void rowsThatAreNowhereAreAnErrorAndNotAnEmptyCollection() {
        for (String document :
                List.of("{}", "{\"data\":{}}", "{\"data\":[]}", "[]", "1", "null", "{\"data\":{\"row\":[]}}")) {
            assertThatThrownBy(() -> read(document, "/data/rows")).as(document).isInstanceOf(UnreadableJson.class);
        }
        assertThatThrownBy(() -> read("{\"rows\":\"none\"}", "/rows")).isInstanceOf(UnreadableJson.class);
        assertThatThrownBy(() -> read("", "")).isInstanceOf(UnreadableJson.class);
    }

    @Test
    void rowsThatAreThereTwiceAreAnError() {
        assertThatThrownBy(() -> read("{\"rows\":[1],\"rows\":[2]}", "/rows")).isInstanceOf(UnreadableJson.class);
    }

    @Test
    void aTruncatedDocumentIsAnErrorAfterTheRowsBeforeIt() {
        assertThatThrownBy(() -> read("{\"rows\":[1,2,", "/rows")).isInstanceOf(UnreadableJson.class);
        assertThatThrownBy(() -> read("{\"rows\":[1,2]", "/rows")).isInstanceOf(UnreadableJson.class);
        assertThat(seen).containsExactly("0=1", "1=2", "0=1", "1=2");
    }

    @Test
    void oneRowIsBoundedAndTheirNumberIsNot() throws IOException {
        Json small = Json.builder().largestValue(300).build();
        String row = "[1,2,3,4,5,6,7,8,9]";

        small.rows(stream("[" + (row + ",").repeat(10_000) + row + "]"), Pointer.ROOT, this::see);

        assertThat(seen).hasSize(10_001);
        assertThatThrownBy(() -> small.rows(stream("[[" + "1,".repeat(100) + "1]]"), Pointer.ROOT, this::see))
                .isInstanceOf(UnreadableJson.class);
        assertThatThrownBy(() -> small.rows(
                        stream("{\"a\":[" + "1,".repeat(100) + "1],\"rows\":[]}"), Pointer.of("/rows"), this::see))
                .isInstanceOf(UnreadableJson.class);
    }

    @Test
    void rowsAreHandedOutWhileTheDocumentArrives() throws IOException {
        EndlessRows fiftyMegabytes = new EndlessRows(50_000_000);
        long[] ahead = {0};

        json.rows(fiftyMegabytes, Pointer.of("/rows"), (key, row) -> {
            long used = Long.parseLong(key) * EndlessRows.ROW.length();
            ahead[0] = Math.max(ahead[0], fiftyMegabytes.given - used);
        });

        assertThat(fiftyMegabytes.given).isGreaterThan(50_000_000);
        assertThat(ahead[0]).isLessThan(100_000);
    }

    @Test
    void whatTheReaderOfRowsThrowsReachesTheCaller() {
        IllegalStateException full = new IllegalStateException("full");

        assertThatThrownBy(() -> json.rows(stream("[1,2]"), Pointer.ROOT, (key, row) -> {
                    throw full;
                }))
                .isSameAs(full);
    }

    @Test
    void whatTheStreamThrowsReachesTheCaller() {
        IOException lost = new IOException("connection lost");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw lost;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw lost;
            }
        };

        assertThatThrownBy(() -> json.rows(broken, Pointer.ROOT, this::see)).isSameAs(lost);
    }

    private @Nullable Object read(String document, String pointer) throws IOException {
        return json.rows(stream(document), Pointer.of(pointer), this::see);
    }

    private void see(String key, @Nullable Object row) {
        seen.add(key + "=" + row);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** A document of many rows that is never in memory as a whole. */
    private static final class EndlessRows extends InputStream {

        static final String ROW = "{\"id\":\"0123456789\",\"text\":\"" + "x".repeat(200) + "\"},";

        private final long size;
        private byte[] part = "{\"rows\":[".getBytes(UTF_8);
        private int at;
        private boolean ended;
        long given;

        EndlessRows(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (at == part.length) {
                if (ended) {
                    return -1;
                }
                ended = given > size;
                part = (ended ? "0]}" : ROW).getBytes(UTF_8);
                at = 0;
            }
            int count = Math.min(length, part.length - at);
            System.arraycopy(part, at, into, from, count);
            at += count;
            given += count;
            return count;
        }
    }
}
