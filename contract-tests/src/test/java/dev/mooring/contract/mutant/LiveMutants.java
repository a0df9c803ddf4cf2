package dev.mooring.contract.mutant;

import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.LiveChanges.Listener;
import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.LiveChanges.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

final class LiveMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                live(
                        "a listening never says that it is live",
                        "LIVE-1",
                        live -> listener -> live.listen(new Quiet(listener) {
                            @Override
                            public void state(State state) {
                                if (state != State.LIVE) {
                                    listener.state(state);
                                }
                            }
                        })),
                live(
                        "writes are not hinted",
                        "LIVE-2",
                        live -> listener -> live.listen(new Quiet(listener) {
                            @Override
                            public void hint(Set<String> ids) {
                                // the mistake: nobody is told
                            }
                        })),
                live(
                        "no gap is told after connecting",
                        "LIVE-3",
                        live -> listener -> live.listen(new Quiet(listener) {
                            @Override
                            public void gap() {
                                // the mistake: nobody is told
                            }
                        })),
                live("hints come from many threads at once", "LIVE-4", LiveMutants::fromTwoThreads),
                closeThatDoesNotEndAListening(),
                live(
                        "a listener that throws is dropped",
                        "LIVE-6",
                        live -> listener -> live.listen(new Quiet(listener) {
                            private final AtomicBoolean dropped = new AtomicBoolean();

                            @Override
                            public void gap() {
                                tell(listener::gap);
                            }

                            @Override
                            public void hint(Set<String> ids) {
                                if (!dropped.get()) {
                                    tell(() -> listener.hint(ids));
                                }
                            }

                            private void tell(Runnable call) {
                                try {
                                    call.run();
                                } catch (IllegalStateException e) {
                                    dropped.set(true);
                                }
                            }
                        })));
    }

    /** The closed listener hears each hint before the open ones do, so that the rule cannot look too early. */
    private static Mutant closeThatDoesNotEndAListening() {
        List<Listener> closed = new CopyOnWriteArrayList<>();
        return live("close does not end a listening", "LIVE-5", live -> listener -> {
            Listening listening = live.listen(new Quiet(listener) {
                @Override
                public void hint(Set<String> ids) {
                    closed.forEach(ghost -> ghost.hint(ids));
                    listener.hint(ids);
                }
            });
            return () -> {
                closed.add(listener);
                listening.close();
            };
        });
    }

    private static Mutant live(String name, String rule, UnaryOperator<LiveChanges> breaking) {
        return Mutant.of(name, rule, honest -> new Broken(honest) {
            @Override
            public <C> Optional<C> capability(Class<C> type) {
                LiveChanges wrong =
                        breaking.apply(honest.capability(LiveChanges.class).orElseThrow());
                return type == LiveChanges.class ? Optional.of(type.cast(wrong)) : honest.capability(type);
            }
        });
    }

    private static LiveChanges fromTwoThreads(LiveChanges live) {
        return listener -> live.listen(new Quiet(listener) {
            @Override
            public void hint(Set<String> ids) {
                CountDownLatch told = new CountDownLatch(2);
                for (int i = 0; i < 2; i++) {
                    Thread thread = new Thread(() -> {
                        listener.hint(ids);
                        told.countDown();
                    });
                    thread.setDaemon(true);
                    thread.start();
                }
                try {
                    told.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    /** Passes everything on. */
    private static class Quiet implements Listener {

        private final Listener listener;

        Quiet(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void hint(Set<String> ids) {
            listener.hint(ids);
        }

        @Override
        public void gap() {
            listener.gap();
        }

        @Override
        public void state(State state) {
            listener.state(state);
        }
    }
}
