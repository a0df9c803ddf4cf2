package dev.mooring.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatestTest {

    private final Turns turns = new Turns();
    private final List<RuntimeException> broken = new ArrayList<>();

    @Test
    void receiverThatFailsWithAnErrorIsEndedAndTold() {
        Latest<String> latest = new Latest<>(
                () -> "now",
                value -> {
                    throw new AssertionError("bad receiver");
                },
                turns,
                broken::add);
        assertThat(latest.moved()).isTrue();

        assertThatThrownBy(turns::run).isInstanceOf(AssertionError.class);

        assertThat(broken).singleElement().satisfies(why -> assertThat(why).hasMessageContaining("bad receiver"));
        assertThat(latest.moved()).isFalse();
    }
}
