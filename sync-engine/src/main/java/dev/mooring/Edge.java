package dev.mooring;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The adapter as the engine sees it: the application's hooks around its calls, and no token in what it says. Calls run on threads of
 * their own, so a hook that blocks holds up this collection alone, until it is closed. Safe for several threads.
 */
final class Edge implements SyncAdapter {

    private final SyncAdapter inner;
    private final Hooks hooks;
    private volatile boolean pulling;

    Edge(SyncAdapter inner, Hooks hooks) {
        this.inner = inner;
        this.hooks = hooks;
    }

    @Override
    public Page list(Cursor from, int limit) {
        return clean(() -> inner.list(from, limit));
    }

    @Override
    public Outcome create(Create create) {
        return push(List.of(create), () -> clean(inner.create(create)));
    }

    @Override
    public Outcome update(Update update) {
        return push(List.of(update), () -> clean(inner.update(update)));
    }

    @Override
    public Outcome delete(Delete delete) {
        return push(List.of(delete), () -> clean(inner.delete(delete)));
    }

    private <T> T push(List<Write> writes, Supplier<T> call) {
        hooks.beforePush(writes);
        T given = clean(call);
        hooks.afterPush(writes);
        return given;
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        if (!pulling) {
            hooks.beforePull();
        }
        pulling = false;
        ChangePage page = clean(() -> inner.changesSince(since, limit));
        pulling = page.more();
        if (!page.more()) {
            hooks.afterPull();
        }
        return page;
    }

    @Override
    public Guarantees guarantees() {
        return inner.guarantees();
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        Optional<C> found = inner.capability(type);
        if (type != BatchWrites.class) {
            return found;
        }
        return found.map(BatchWrites.class::cast)
                .<BatchWrites>map(batches -> writes -> push(
                        writes,
                        () -> batches.write(writes).stream().map(Edge::clean).toList()))
                .map(type::cast);
    }

    @Override
    public void close() {
        inner.close();
    }

    private static Outcome clean(Outcome outcome) {
        return outcome.match(
                applied -> applied, conflict -> conflict, refused -> new Outcome.Refused(clean(refused.problem())));
    }

    private static Problem clean(Problem problem) {
        return new Problem(problem.code(), Redaction.of(problem.message()));
    }

    private static <T> T clean(Supplier<T> call) {
        try {
            return call.get();
        } catch (Rejected e) {
            throw new Rejected(clean(e.problem()), e.getCause());
        } catch (TemporaryFailure e) {
            throw clean(e);
        } catch (Unauthenticated e) {
            throw new Unauthenticated(message(e), e.getCause());
        } catch (Misconfigured e) {
            throw new Misconfigured(message(e), e.getCause());
        } catch (RuntimeException e) {
            throw TemporaryFailure.maybeApplied("the adapter failed: " + Redaction.of(e.toString()), e);
        }
    }

    private static TemporaryFailure clean(TemporaryFailure e) {
        TemporaryFailure told = e.maybeApplied()
                ? TemporaryFailure.maybeApplied(message(e), e.getCause())
                : TemporaryFailure.notApplied(message(e), e.getCause());
        return e.retryAfter().map(told::retryAfter).orElse(told);
    }

    private static String message(SyncException e) {
        return Redaction.of(e.getMessage() == null ? e.toString() : e.getMessage());
    }
}
