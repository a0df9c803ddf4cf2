package dev.mooring;

import dev.mooring.internal.engine.Doors;
import java.util.List;
import java.util.stream.Stream;

/** The gates of one collection behind two doors: each is open while all of its gates are. Safe for several threads. */
final class Gates {

    private final Gate own = Gate.opened();
    private final List<Gate> both;
    private final List<Gate> push;
    private List<Subscription> watched = List.of();

    Gates(List<Gate> both, List<Gate> push) {
        this.both = List.copyOf(both);
        this.push = List.copyOf(push);
    }

    /** The one that {@link Records#gate} moves. */
    Gate own() {
        return own;
    }

    /** As it is at the moment of the question: who is told of a change asks for it, so that the last one counts. */
    Doors doors() {
        boolean pulls = own.isOpen() && both.stream().allMatch(Gate::isOpen);
        return new Doors(pulls, pulls && push.stream().allMatch(Gate::isOpen));
    }

    void watch(Runnable changed) {
        watched = Stream.concat(both.stream(), push.stream())
                .map(gate -> gate.watch(changed))
                .toList();
    }

    void close() {
        watched.forEach(Subscription::close);
    }
}
