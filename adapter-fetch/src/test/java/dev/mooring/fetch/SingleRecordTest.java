package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.sim.RestSimulator;
import dev.mooring.fetch.sim.Style;
import dev.mooring.fetch.sim.Trait;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleRecordTest {

    private final RestSimulator simulator =
            RestSimulator.start(Style.of(Trait.SINGLE_DOCUMENT, Trait.IF_MATCH, Trait.PUT_ONLY));
    private final SyncAdapter settings = FetchBackend.builder(simulator.uri())
            .resource(Resource.builder()
                    .single(Single.ONE)
                    .item("/api/{collection}")
                    .versionField("version")
                    .updatedField("updated_at")
                    .precondition(Precondition.ETAG)
                    .build())
            .build()
            .collection("settings");

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void documentIsOneRecordFromCreationToDeletion() {
        assertThat(settings.list(Cursor.START, 10).documents()).isEmpty();

        settings.create(Create.of(WriteKey.of("d", 1), "value", Map.of("theme", "dark", "size", 12)));
        Document made = only();
        Outcome updated = settings.update(Update.of(WriteKey.of("d", 2), made, Map.of("size", 14)));
        Outcome stale = settings.update(Update.of(WriteKey.of("d", 3), made, Map.of("size", 9)));

        assertThat(updated).isInstanceOf(Outcome.Applied.class);
        assertThat(stale).isInstanceOf(Outcome.Conflict.class);
        assertThat(only().fields()).isEqualTo(Map.of("theme", "dark", "size", 14L));

        settings.delete(Delete.of(WriteKey.of("d", 4), only()));
        assertThat(settings.list(Cursor.START, 10).documents()).isEmpty();
    }

    @Test
    void otherIdIsRefused() {
        assertThat(settings.create(Create.of(WriteKey.of("d", 1), "other", Map.of())))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void takenDocumentIsConflict() {
        settings.create(Create.of(WriteKey.of("d", 1), "value", Map.of("theme", "dark")));

        assertThat(settings.create(Create.of(WriteKey.of("d", 2), "value", Map.of("theme", "light"))))
                .isInstanceOf(Outcome.Conflict.class);
        assertThat(only().fields()).isEqualTo(Map.of("theme", "dark"));
    }

    private Document only() {
        return settings.list(Cursor.START, 10).documents().get(0);
    }
}
