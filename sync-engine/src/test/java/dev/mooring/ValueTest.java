package dev.mooring;

import static dev.mooring.Rig.MOST;
import static dev.mooring.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValueTest {

    private static final Settings LIGHT = new Settings("light", 12);
    private static final Settings DARK = new Settings("dark", 12);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void localValueIsThereAfterARestart() {
        Value<Settings> settings =
                rig.mooring().value("settings", Settings.class).open();
        assertThat(settings.get()).isEmpty();
        assertThat(settings.patch(Map.of("size", 1))).isFalse();

        settings.set(LIGHT);
        settings.patch(old -> new Settings("dark", old.size()));
        settings.patch(Map.of("size", 14));
        rig.restart();

        Value<Settings> again = rig.mooring().value("settings", Settings.class).open();
        assertThat(again.get()).contains(new Settings("dark", 14));
        assertThat(again.delete()).isTrue();
        assertThat(again.get()).isEmpty();
    }

    @Test
    void valueIsSyncedAsOneRecordOfItsId() {
        Value<Settings> settings = rig.mooring()
                .value("settings", Settings.class)
                .id("mine")
                .sync(rig.client())
                .open();
        rig.created("other", Map.of("theme", "green", "size", 1));

        settings.set(LIGHT);
        assertThat(settings.flush(MOST)).isTrue();
        rig.updated("mine", Map.of("theme", "dark"));
        assertThat(settings.sync(MOST)).isTrue();

        assertThat(settings.get()).contains(DARK);
        assertThat(settings.status().pending()).isZero();
        settings.delete();
        assertThat(settings.sync(MOST)).isTrue();
        assertThat(rig.there("mine")).isEmpty();
    }

    @Test
    void initialValueIsShownUntilTheFirstLoadAndGivesWayToIt() {
        Gate gate = Gate.shut();
        rig.created("value", Map.of("theme", "dark", "size", 20));
        Value<Settings> settings = rig.mooring()
                .value("settings", Settings.class)
                .initial(LIGHT)
                .waitFor(gate)
                .sync(rig.client())
                .open();
        assertThat(settings.get()).contains(LIGHT);

        gate.set(true);

        assertThat(settings.sync(MOST)).isTrue();
        assertThat(settings.get()).contains(new Settings("dark", 20));
        assertThat(rig.there("value")).contains(Map.of("theme", "dark", "size", 20L));
    }

    @Test
    void observersAreToldOfTheValueAlone() {
        Value<Map<String, @Nullable Object>> settings =
                rig.mooring().value("settings").sync(rig.client()).open();
        settings.set(Map.of("theme", "light"));
        BlockingQueue<Optional<Map<String, @Nullable Object>>> seen = new LinkedBlockingQueue<>();
        Subscription subscription = settings.observe(seen::add);
        assertThat(next(seen)).contains(Map.of("theme", "light"));
        rig.created("other", Map.of("theme", "green"));
        assertThat(settings.sync(MOST)).isTrue();

        settings.delete();

        assertThat(next(seen)).isEmpty();
        subscription.close();
    }

    @Test
    void observersAreToldThatThereIsNoneYet() {
        Value<Settings> settings =
                rig.mooring().value("settings", Settings.class).open();
        BlockingQueue<Optional<Settings>> seen = new LinkedBlockingQueue<>();
        settings.observe(seen::add);
        assertThat(next(seen)).isEmpty();

        settings.set(LIGHT);

        assertThat(next(seen)).contains(LIGHT);
    }

    @Test
    void resetOfAValueLoadsItAnew() {
        Value<Settings> settings = rig.mooring()
                .value("settings", Settings.class)
                .sync(rig.client())
                .open();
        settings.set(LIGHT);
        assertThat(settings.flush(MOST)).isTrue();

        settings.clear();
        assertThat(settings.get()).isEmpty();
        settings.reset();

        assertThat(settings.sync(MOST)).isTrue();
        assertThat(settings.get()).contains(LIGHT);
    }

    record Settings(String theme, int size) {}
}
