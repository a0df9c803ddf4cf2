package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.TemporaryFailure;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls in virtual time: a call takes effect at one moment, and its answer arrives, or gets lost, at another. Faults: the
 * request is lost, the answer is lost, it acts twice, it acts after the time-out.
 */
final class SimNetwork {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST = 20_000;

    private final SimClock clock;
    private final Random random;
    private boolean healthy;
    private int calls;

    SimNetwork(SimClock clock, Random random) {
        this.clock = clock;
        this.random = random;
    }

    void heal() {
        healthy = true;
    }

    /** Between two events: what is thrown within one, the engine deals with. */
    void mustBeBounded() {
        assertThat(calls).as("bounded calls").isLessThan(MOST);
    }

    /** How many calls there were. */
    int calls() {
        return calls;
    }

    /** The calls of one device; answers are dropped when it has crashed meanwhile. */
    World.Calls calls(BooleanSupplier alive, Consumer<Runnable> control) {
        return new World.Calls() {
            @Override
            public <T> void call(Callable<T> work, World.Answer<T> answer) {
                calls++;
                send(
                        work,
                        (given, failure) ->
                                clock.after(soon(), alive, () -> control.accept(() -> answer.told(given, failure))));
            }
        };
    }

    private <T> void send(Callable<T> work, World.Answer<T> answer) {
        int fate = healthy ? 99 : random.nextInt(100);
        if (fate < 5) {
            clock.after(soon(), () -> true, () -> answer.told(null, TemporaryFailure.notApplied("refused", null)));
        } else if (fate < 10) {
            clock.after(TIMEOUT, () -> true, () -> answer.told(null, lost()));
        } else if (fate < 20) {
            clock.after(soon(), () -> true, () -> act(work));
            clock.after(TIMEOUT, () -> true, () -> answer.told(null, lost()));
        } else if (fate < 23) {
            clock.after(TIMEOUT.plus(soon()), () -> true, () -> act(work));
            clock.after(TIMEOUT, () -> true, () -> answer.told(null, lost()));
        } else {
            if (fate < 28) {
                clock.after(soon(), () -> true, () -> act(work));
            }
            clock.after(soon(), () -> true, () -> act(work).tell(answer));
        }
    }

    private static <T> Acted<T> act(Callable<T> work) {
        try {
            return new Acted<>(work.call(), null);
        } catch (Exception e) {
            return new Acted<>(null, e);
        }
    }

    private Duration soon() {
        return Duration.ofMillis(1 + random.nextInt(300));
    }

    private static TemporaryFailure lost() {
        return TemporaryFailure.maybeApplied("no answer", null);
    }

    private record Acted<T>(@Nullable T given, @Nullable Exception failure) {
        void tell(World.Answer<T> answer) {
            answer.told(given, failure);
        }
    }
}
