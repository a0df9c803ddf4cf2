package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mooring.store.LocalStore;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.sync.Document;
import dev.mooring.sync.WriteKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ExportImportCommandTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void anImportedStoreSaysTheSame() throws IOException {
        try (Desk desk = Desk.open(directory)) {
            desk.giveUp("milk", Map.of("count", 1L));
            desk.offline(list -> list.put("bread", Map.of("count", 2L)));
            Ran exported = Ran.mooring("export", desk.store());
            assertThat(exported.code()).isZero();
            assertThat(exported.err()).isEmpty();

            Ran imported = Ran.mooring("import", place("new.db"), desk.file("list.jsonl", exported.out()));

            assertThat(imported.code()).as(imported.toString()).isZero();
            assertThat(imported.out().replaceAll("\\s+", " "))
                    .contains("new.db has", "1 pending write,", "1 dead letter,");
            assertThat(Ran.mooring("export", place("new.db")).out()).isEqualTo(exported.out());
            assertThat(Ran.mooring("pending", place("new.db"), "--json"))
                    .isEqualTo(Ran.mooring("pending", desk.store(), "--json"));
            assertThat(files()).doesNotContain("importing");
        }
    }

    @Test
    void aWriteThatWaitedIsSentOnceWithItsOldKeyByWhicheverStoreComesFirst() {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of("count", 2L)));
            Ran exported = Ran.mooring("export", desk.store());
            String key = exported.json().stream()
                    .filter(line -> "pending".equals(line.get("kind")))
                    .map(line -> String.valueOf(line.get("key")))
                    .findFirst()
                    .orElseThrow();
            String copy = desk.file("list.jsonl", exported.out());
            assertThat(Ran.mooring("import", place("new.db"), copy).code()).isZero();

            Ran first = Ran.mooring("sync", desk.config());
            List<Document> once = desk.there();
            Ran second = Ran.mooring("sync", desk.file("new.properties", configOf(desk)));

            assertThat(first.code()).as(first.toString()).isZero();
            assertThat(second.code()).as(second.toString()).isZero();
            assertThat(once)
                    .singleElement()
                    .satisfies(milk -> assertThat(milk.contains()).contains(new WriteKey(key)));
            assertThat(desk.there()).isEqualTo(once);
            assertThat(Ran.mooring("pending", place("new.db")).out()).contains("0 writes wait");
        }
    }

    @Test
    void anImportedStoreSendsWhatWaitedByItself() {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of("count", 2L)));
            Ran exported = Ran.mooring("export", desk.store());
            assertThat(Ran.mooring("import", place("new.db"), desk.file("list.jsonl", exported.out()))
                            .code())
                    .isZero();

            Ran synced = Ran.mooring("sync", desk.file("new.properties", configOf(desk)));

            assertThat(synced.code()).as(synced.toString()).isZero();
            assertThat(desk.there()).singleElement().satisfies(milk -> {
                assertThat(milk.fields()).isEqualTo(Map.of("count", 2L));
                assertThat(exported.out())
                        .contains(milk.contains().iterator().next().token());
            });
        }
    }

    @Test
    void aStoreThatIsThereIsNotWrittenOver() throws IOException {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of()));
            String copy =
                    desk.file("list.jsonl", Ran.mooring("export", desk.store()).out());
            byte[] before = Files.readAllBytes(Path.of(desk.store()));

            Ran imported = Ran.mooring("import", desk.store(), copy);

            assertThat(imported.code()).isEqualTo(Exit.USAGE.code());
            assertThat(imported.err()).contains("list.db is there already").hasLineCount(1);
            assertThat(Files.readAllBytes(Path.of(desk.store()))).isEqualTo(before);
        }
    }

    @Test
    void theRestOfARemovedStoreIsNotPlayedIntoTheNewOne() throws IOException {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of()));
            String copy =
                    desk.file("list.jsonl", Ran.mooring("export", desk.store()).out());
            desk.file("new.db-wal", "what is left of another store");

            Ran imported = Ran.mooring("import", place("new.db"), copy);

            assertThat(imported.code()).isEqualTo(Exit.USAGE.code());
            assertThat(imported.err()).contains("new.db-wal is there already");
        }
    }

    @Test
    void aBrokenCopyLeavesNothingBehind() throws IOException {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of()));
            String whole = Ran.mooring("export", desk.store()).out();
            String copy = desk.file("list.jsonl", whole.substring(0, whole.lastIndexOf('{')));
            String before = files();
            long lines = whole.lines().count();

            Ran imported = Ran.mooring("import", place("new.db"), copy);

            assertThat(imported.code()).isEqualTo(Exit.USAGE.code());
            assertThat(imported.err()).contains("list.jsonl, line " + lines + ": the copy ends here");
            assertThat(files()).isEqualTo(before);
        }
    }

    @Test
    void aCopyOfANewerProgramEndsWithFive() {
        try (Desk desk = Desk.open(directory)) {
            String copy = desk.file("list.jsonl", "{\"kind\":\"mooring-store\",\"format\":99}\n");

            Ran imported = Ran.mooring("import", place("new.db"), copy);

            assertThat(imported.code()).isEqualTo(Exit.STORE.code());
            assertThat(imported.err()).contains("line 1: the copy has format 99");
            assertThat(Path.of(place("new.db"))).doesNotExist();
        }
    }

    @Test
    void aCopyCanBePipedIn() {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of()));
            String copy = Ran.mooring("export", desk.store()).out();
            InputStream before = System.in;
            System.setIn(new ByteArrayInputStream(copy.getBytes(StandardCharsets.UTF_8)));
            try {
                Ran imported = Ran.mooring("import", place("new.db"), "--json");

                assertThat(imported.json())
                        .singleElement()
                        .satisfies(counts -> assertThat(counts.get("pending")).isEqualTo(1L));
            } finally {
                System.setIn(before);
            }
        }
    }

    @Test
    void aStoreInUseIsNotExported() {
        try (Desk desk = Desk.open(directory);
                LocalStore application = SqliteStore.at(Path.of(desk.store()))) {
            assertThat(application.<Integer>read(reader -> reader.collections().size()))
                    .isZero();

            Ran exported = Ran.mooring("export", desk.store());

            assertThat(exported.code()).isEqualTo(Exit.STORE.code());
            assertThat(exported.out()).isEmpty();
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        try (Desk desk = Desk.open(directory)) {
            Ran noStore = Ran.mooring("export", place("typo.db"));
            Ran noCopy = Ran.mooring("import", place("new.db"), place("typo.jsonl"));
            Ran noDirectory = Ran.mooring("import", place("typo/new.db"), desk.file("list.jsonl", "{}"));

            assertThat(noStore.code()).isEqualTo(Exit.USAGE.code());
            assertThat(noStore.err()).contains("there is no store");
            assertThat(noCopy.code()).isEqualTo(Exit.USAGE.code());
            assertThat(noCopy.err()).contains("there is no file");
            assertThat(noDirectory.code()).isEqualTo(Exit.USAGE.code());
            assertThat(noDirectory.err()).contains("there is no directory");
        }
    }

    private static String configOf(Desk desk) {
        return String.join(
                "\n",
                "backend = fetch",
                "preset = mooring-rest",
                "url = " + desk.uri(),
                "attempts = 1",
                "store = new.db",
                "collections = " + Desk.COLLECTION,
                "");
    }

    private String place(String name) {
        return directory.resolve(name).toString();
    }

    private String files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return String.join(
                    " ",
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    /** Who opens a pipe waits for the other end, and nothing interrupts that. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aCopyMayComeThroughANamedPipe() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "only where there are named pipes");
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of()));
            String copy =
                    desk.file("list.jsonl", Ran.mooring("export", desk.store()).out());
            assertThat(new ProcessBuilder("/usr/bin/mkfifo", place("pipe"))
                            .start()
                            .waitFor())
                    .isZero();
            Process writer = new ProcessBuilder("tee", place("pipe"))
                    .redirectInput(Path.of(copy).toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                Ran imported = Ran.mooring("import", place("new.db"), place("pipe"));

                assertThat(imported.code()).as(imported.toString()).isZero();
                assertThat(Ran.mooring("pending", place("new.db")).out()).contains("1 write waits");
            } finally {
                writer.destroyForcibly().waitFor();
            }
        }
    }
}
