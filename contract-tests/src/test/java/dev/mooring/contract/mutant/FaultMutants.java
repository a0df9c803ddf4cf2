package dev.mooring.contract.mutant;

import dev.mooring.contract.http.JsonHttpAdapter;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.WriteKey;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

final class FaultMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                lostAnswerIsNotApplied(),
                lostCreateIsMadeAgain(),
                resetIsAWrongSetUp(),
                brokenPageIsTheEnd(),
                everyFailureIsApplied(),
                lateAnswerIsNotApplied(),
                takenIdIsRefused(),
                interruptionIsForgotten(),
                interruptionIsIgnored(),
                failureIsForEver());
    }

    private static Mutant lostAnswerIsNotApplied() {
        String rules = "FAULT-1 FAULT-2 FAULT-3 FAULT-7";
        return HttpMutant.of("a lost answer is said not to be applied", rules, setup -> new JsonHttpAdapter(setup) {
            @Override
            protected SyncException lost(String verb, IOException e) {
                return TemporaryFailure.notApplied(verb, e);
            }
        });
    }

    private static Mutant lostCreateIsMadeAgain() {
        String name = "a create whose answer is lost is made again, as another";
        return HttpMutant.of(name, "FAULT-1", setup -> new JsonHttpAdapter(setup) {
            @Override
            public Outcome create(Create create) {
                try {
                    return super.create(create);
                } catch (TemporaryFailure e) {
                    WriteKey key = WriteKey.of(create.key().device() + "again", 1);
                    super.create(Create.of(key, create.id() + "-again", create.fields()));
                    throw e;
                }
            }
        });
    }

    private static Mutant resetIsAWrongSetUp() {
        return HttpMutant.of(
                "a reset connection is a wrong set-up", "FAULT-4 FAULT-5", setup -> new JsonHttpAdapter(setup) {
                    @Override
                    protected SyncException lost(String verb, IOException e) {
                        return new Misconfigured(verb, e);
                    }
                });
    }

    private static Mutant brokenPageIsTheEnd() {
        return HttpMutant.of(
                "a page that broke off is the last one",
                "FAULT-5 FAULT-6 FAULT-10",
                setup -> new JsonHttpAdapter(setup) {
                    @Override
                    public Page list(Cursor from, int limit) {
                        try {
                            return super.list(from, limit);
                        } catch (TemporaryFailure e) {
                            return Page.last(List.of());
                        }
                    }
                });
    }

    private static Mutant everyFailureIsApplied() {
        return HttpMutant.of("a write without an answer is applied", "FAULT-4", setup -> new JsonHttpAdapter(setup) {
            @Override
            protected Outcome write(String verb, HttpRequest request) {
                try {
                    return super.write(verb, request);
                } catch (TemporaryFailure e) {
                    return Outcome.applied();
                }
            }
        });
    }

    private static Mutant lateAnswerIsNotApplied() {
        return HttpMutant.of(
                "a late answer is said not to be applied", "FAULT-8 FAULT-10", setup -> new JsonHttpAdapter(setup) {
                    @Override
                    protected SyncException lost(String verb, IOException e) {
                        return e.getCause() instanceof TimeoutException
                                ? TemporaryFailure.notApplied(verb, e)
                                : super.lost(verb, e);
                    }
                });
    }

    private static Mutant takenIdIsRefused() {
        String name = "a create whose id is taken is refused";
        InMemoryBackendBuilder ids = InMemoryBackend.builder().guarantees(claims -> claims.replay(Replay.IDS));
        return HttpMutant.of(name, "FAULT-9", ids, setup -> new JsonHttpAdapter(setup) {
            @Override
            public Outcome create(Create create) {
                Outcome outcome = super.create(create);
                return outcome.match(
                        applied -> applied,
                        conflict -> Outcome.refused("taken", "the id is taken"),
                        refused -> refused);
            }
        });
    }

    private static Mutant interruptionIsForgotten() {
        return HttpMutant.of("the interruption is forgotten", "FAULT-11", setup -> new JsonHttpAdapter(setup) {
            @Override
            protected SyncException interrupted(String verb, InterruptedException e) {
                return TemporaryFailure.maybeApplied(verb, e);
            }
        });
    }

    private static Mutant interruptionIsIgnored() {
        return HttpMutant.of("the interruption is ignored", "FAULT-11", setup -> new JsonHttpAdapter(setup) {
            @Override
            protected byte[] answer(String verb, boolean write, HttpRequest request) {
                try {
                    // join() waits on, whatever becomes of the thread
                    return CompletableFuture.supplyAsync(() -> super.answer(verb, write, request))
                            .join();
                } catch (CompletionException e) {
                    throw e.getCause() instanceof SyncException cause ? cause : e;
                }
            }
        });
    }

    private static Mutant failureIsForEver() {
        return HttpMutant.of("after a failure every call fails", "FAULT-12", setup -> new JsonHttpAdapter(setup) {
            private volatile @Nullable RuntimeException first;

            @Override
            protected byte[] answer(String verb, boolean write, HttpRequest request) {
                if (first != null) {
                    throw first;
                }
                try {
                    return super.answer(verb, write, request);
                } catch (TemporaryFailure e) {
                    first = e;
                    throw e;
                }
            }
        });
    }
}
