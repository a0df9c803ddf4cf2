package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.migrate.CheckpointException.Kind;
import dev.mooring.migrate.mapping.CollectionMapping;
import dev.mooring.migrate.mapping.Mapping;
import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint file that cannot be used is refused by name, and left as it is. */
class CheckpointTest {

    @TempDir
    private Path directory;

    private final Shelf source = new Shelf(new InMemoryBackend());
    private final Shelf target = new Shelf(new InMemoryBackend());
    private Path file = Path.of("unset");

    @BeforeEach
    void place() {
        file = directory.resolve("checkpoint");
        source.fill(3);
    }

    @Test
    void aCheckpointOfAnotherMigrationIsRefusedAndLeftUntouched() throws IOException {
        migration(target).build().run();
        byte[] before = Files.readAllBytes(file);
        Shelf other = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.scope("elsewhere"))
                .build());

        refused(migration(other).build(), Kind.OTHER_MIGRATION, "elsewhere");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(other.all()).isEmpty();
    }

    @Test
    void theOrderInWhichCollectionsAreGivenDoesNotMatter() {
        Shelf first = new Shelf(new InMemoryBackend());
        Shelf second = new Shelf(new InMemoryBackend());
        Map<String, SyncAdapter> there = new LinkedHashMap<>();
        there.put("items", target.adapter());
        there.put("others", second.adapter());
        Map<String, SyncAdapter> here = new LinkedHashMap<>();
        here.put("items", source.adapter());
        here.put("others", first.adapter());
        Migration.from(Side.of(here))
                .to(Side.of(there))
                .checkpoint(file)
                .build()
                .run();

        Map<String, SyncAdapter> other = new LinkedHashMap<>();
        other.put("others", first.adapter());
        other.put("items", source.adapter());
        source.create("later", Map.of());
        Migration.from(Side.of(other))
                .to(Side.of(there))
                .checkpoint(file)
                .build()
                .run();

        assertThat(target.all()).isEqualTo(source.all()).containsKey("later");
    }

    @Test
    void aCheckpointOfANewerReleaseIsRefusedAndLeftUntouched() throws IOException, SQLException {
        migration(target).build().run();
        sql("PRAGMA user_version = 99");
        byte[] before = Files.readAllBytes(file);

        refused(migration(target).build(), Kind.NEWER, "version 99");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aFileOfAnotherKindIsRefusedAndLeftUntouched() throws IOException, SQLException {
        Files.writeString(
                file, "a letter to a friend, which is longer than the header of any database would be, ".repeat(2));
        refused(migration(target).build(), Kind.FOREIGN, "no checkpoint");
        assertThat(Files.readString(file)).startsWith("a letter");

        Files.delete(file);
        sql("CREATE TABLE friends (name TEXT)");
        byte[] before = Files.readAllBytes(file);
        refused(migration(target).build(), Kind.FOREIGN, "no checkpoint");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void anEmptyFileBecomesACheckpoint() throws IOException {
        Files.createFile(file);

        migration(target).build().run();

        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void theRemainsOfAMakingThatWasCutShortAreReplaced() throws IOException {
        Files.writeString(directory.resolve("checkpoint.new"), "half");

        migration(target).build().run();

        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void twoRunsOfOneMigrationAtOnceAreRefused() {
        AtomicReference<CheckpointException> second = new AtomicReference<>();
        Migration.Builder migration = migration(target);
        migration.listener(progress -> {
            try {
                migration(target).build().run();
            } catch (CheckpointException e) {
                second.set(e);
            }
        });

        migration.build().run();

        assertThat(second.get().kind()).isEqualTo(Kind.LOCKED);
        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void whatIsLookedAtFromOutsideMustBeThere() {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> MigrationFile.at(file).status())
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MISSING));
    }

    @Test
    void unknownCollectionsComeWithTheNearestName() {
        Mapping typo = Mapping.same()
                .with("itmes", CollectionMapping.builder().drop("x").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> migration(target).mapping(typo).build())
                .withMessageContaining("source has no collection 'itmes'; did you mean 'items'?");
        Mapping reference = Mapping.same()
                .with(
                        "items",
                        CollectionMapping.builder().reference("list", "lits").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> migration(target).mapping(reference).build())
                .withMessageContaining("source has no collection 'lits'");
        Mapping elsewhere = Mapping.same()
                .with("items", CollectionMapping.builder().to("thimgs").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Migration.from(source.side())
                        .to(Side.of(Map.of("things", target.adapter())))
                        .checkpoint(file)
                        .mapping(elsewhere)
                        .build())
                .withMessageContaining("target has no collection 'thimgs'; did you mean 'things'?");
    }

    @Test
    void aTimeBetweenLooksIsNotNothing() {
        for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-5), Duration.ofNanos(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> migration(target).follow(none).build())
                    .withMessageContaining("follow must be a millisecond at least, was " + none);
        }
    }

    private static void refused(Migration migration, Kind kind, String words) {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(migration::run)
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private Migration.Builder migration(Shelf to) {
        return Migration.from(source.side()).to(to.side()).checkpoint(file);
    }
}
