package dev.mooring;

import dev.mooring.internal.engine.Clearing;
import dev.mooring.internal.engine.Doors;
import dev.mooring.internal.engine.Lane;
import dev.mooring.internal.engine.Ledger;
import dev.mooring.internal.engine.World;
import dev.mooring.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes between a collection and its backend, as the application, its observers and the network steer it; nothing for a local
 * collection. Safe for several threads.
 */
final class Steering {

    private static final Logger LOG = LoggerFactory.getLogger(Steering.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Mooring mooring;
    private final CollectionBuilder.Parts<?> parts;
    private final Optional<Lane> lane;
    private final Standing standing;
    private final BooleanSupplier observed;
    private final Optional<Dormancy> dormancy;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Upstream upstream;

    Steering(
            Mooring mooring,
            CollectionBuilder.Parts<?> parts,
            Optional<Ledger> ledger,
            Optional<Lane> lane,
            Standing standing,
            World.Control control,
            BooleanSupplier observed) {
        this.mooring = mooring;
        this.parts = parts;
        this.lane = lane;
        this.standing = standing;
        this.observed = observed;
        this.upstream = new Upstream(
                new OpenStore(parts.home().store(), mooring::refuseClosed), parts.stored(), System::nanoTime);
        this.dormancy = lane.flatMap(running -> parts.refetch()
                .cacheTime()
                .map(kept -> new Dormancy(
                        control,
                        parts.home().store(),
                        parts.stored(),
                        ledger.orElseThrow(),
                        running,
                        kept,
                        this::isWanted)));
    }

    private boolean isWanted() {
        return waiting.get() > 0 || observed.getAsBoolean();
    }

    boolean isLocal() {
        return lane.isEmpty();
    }

    void start() {
        parts.gates().watch(() -> control(running -> running.doors(doors())));
        Optional<Instant> rest = standing.restsUntil();
        control(running -> {
            if (parts.manual()) {
                running.manual();
            }
            running.doors(doors());
            rest.ifPresent(running::rest);
            running.start();
            dormancy.ifPresent(Dormancy::idle);
        });
    }

    void stop() {
        parts.gates().close();
        done(running -> {
            dormancy.ifPresent(Dormancy::close);
            running.stop();
        });
    }

    private Doors doors() {
        return mooring.network().limit(parts.gates().doors());
    }

    void observed() {
        if (parts.refetch().staleTime().isPresent()) {
            refetchIfStale();
        }
        control(running -> dormancy.ifPresent(Dormancy::wake));
    }

    void unobserved() {
        control(running -> dormancy.ifPresent(Dormancy::idle));
    }

    /** The application is in the foreground again. */
    void foreground() {
        if (parts.refetch().onForeground()) {
            refetchIfStale();
        }
    }

    private void refetchIfStale() {
        if (!isLocal() && standing.isStale()) {
            control(Lane::refetch);
        }
    }

    void networkMoved(Connectivity.Level before, Connectivity.Level now) {
        boolean back = now == Connectivity.Level.ONLINE || before == Connectivity.Level.OFFLINE;
        done(running -> {
            running.doors(doors());
            if (back && parts.refetch().onReconnect()) {
                running.wake();
            } else if (back) {
                running.tryAgain();
            }
        });
    }

    void written() {
        awake(Lane::written);
        standing.moved();
    }

    void pull() {
        control(running -> running.pull(new CompletableFuture<>()));
    }

    void wakeUp() {
        control(Lane::wake);
    }

    void lost(String id) {
        control(running -> running.lost(id));
    }

    boolean sync(Duration most) {
        Given.wait(most, "the time to wait");
        return Allowance.share(most, System::nanoTime, this::flush, left -> asked(left, Lane::pull));
    }

    boolean flush(Duration most) {
        Given.wait(most, "the time to wait");
        return upstream.flush(most, this::flushOwn, (other, left) -> {
            if (doors().push()) {
                mooring.steering(other).ifPresent(found -> found.flushOwn(left));
            }
        });
    }

    private boolean flushOwn(Duration most) {
        return asked(most, Lane::flush);
    }

    boolean awaitPushed(String id, Duration most) {
        return asked(most, (running, answer) -> running.await(id, answer));
    }

    void gate(boolean open) {
        mooring.refuseClosed();
        parts.gates().own().set(open);
        done(running -> running.doors(doors()));
    }

    /** Forgets all that is stored; a late answer belongs to the past (law 19). */
    void forget(boolean goOn, Consumer<String> gone) {
        mooring.refuseClosed();
        if (isLocal()) {
            new Clearing(parts.home().store(), parts.stored()).run(gone);
        }
        AtomicReference<Optional<StoreException>> failed = new AtomicReference<>(Optional.empty());
        boolean ended = done(running -> {
            // shut meanwhile: nothing of the old generation goes, and nothing of the new one before it begins
            parts.gates().own().set(false);
            running.doors(doors());
            try {
                running.clear(true);
            } catch (StoreException e) {
                failed.set(Optional.of(e));
                // nothing was begun anew: what is still there goes on as it was
                running.start();
            }
            parts.gates().own().set(goOn);
            running.doors(doors());
        });
        failed.get().ifPresent(Steering::thrown);
        if (!ended) {
            throw new IllegalStateException("the data of '" + parts.name() + "' are not forgotten yet: the engine "
                    + "is busy, or this thread was interrupted; they will be when it gets to it");
        }
    }

    private static void thrown(StoreException e) {
        throw e;
    }

    private boolean asked(Duration most, BiConsumer<Lane, CompletableFuture<Boolean>> question) {
        mooring.refuseClosed();
        Given.wait(most, "the time to wait");
        return isLocal() || answered(most, answer -> awake(running -> question.accept(running, answer)));
    }

    /** Does something on the control thread, and waits until it is done, well or not; answers whether that came in time. */
    private boolean done(Consumer<Lane> work) {
        boolean came = isLocal()
                || answered(
                        PATIENCE,
                        answer -> control(running -> {
                            try {
                                work.accept(running);
                            } finally {
                                answer.complete(true);
                            }
                        }));
        if (!came) {
            LOG.warn(
                    Thread.currentThread().isInterrupted()
                            ? "nobody waits for the engine of '{}' to do what it was told: its caller was interrupted"
                            : "the engine of '{}' did not do within {} what it was told",
                    parts.name(),
                    PATIENCE);
        }
        return came;
    }

    private boolean answered(Duration most, Consumer<CompletableFuture<Boolean>> question) {
        Asked.Question asked = mooring.asked().one();
        CompletableFuture<Boolean> answer = asked.answer();
        waiting.incrementAndGet();
        question.accept(answer);
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (CancellationException e) {
            throw Mooring.closed();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the engine failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            mooring.asked().over(asked);
            waiting.decrementAndGet();
        }
    }

    private void awake(Consumer<Lane> event) {
        control(running -> {
            dormancy.ifPresent(Dormancy::wake);
            event.accept(running);
        });
    }

    private void control(Consumer<Lane> event) {
        lane.ifPresent(running -> mooring.world().control().execute(() -> {
            event.accept(running);
            standing.moved();
        }));
    }
}
