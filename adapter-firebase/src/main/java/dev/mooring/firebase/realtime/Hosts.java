package dev.mooring.firebase.realtime;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * Where a redirect may lead with a credential: to the same origin, to another host of the same Firebase domain, and to hosts that the
 * application names. Never from https to http. Immutable.
 *
 * @param named {@code host} or {@code host:port}
 */
record Hosts(Set<String> named) {

    private static final List<String> DOMAINS = List.of(".firebaseio.com", ".firebasedatabase.app");

    Hosts {
        named = named.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Where a call that was answered by a redirect goes on; empty where it must not. */
    Optional<Address> next(Address from, HttpAnswer answer) {
        return repeats(answer.status())
                ? answer.header("Location").flatMap(link -> next(from, link))
                : Optional.empty();
    }

    /** Where a link leads. */
    Optional<Address> next(Address from, String link) {
        return Optional.of(from.resolve(link)).filter(to -> allows(from, to));
    }

    static boolean repeats(int status) {
        return status == 307 || status == 308;
    }

    private boolean allows(Address from, Address to) {
        HttpUrl target = HttpUrl.get(to.full());
        boolean usual = target.port() == HttpUrl.defaultPort(target.scheme());
        String authority = usual ? target.host() : target.host() + ":" + target.port();
        boolean downgraded = from.full().startsWith("https:") && !target.isHttps();
        return from.sameOrigin(to)
                || (!downgraded && named.contains(authority))
                || (target.isHttps()
                        && usual
                        && DOMAINS.stream()
                                .anyMatch(domain -> from.host().endsWith(domain)
                                        && to.host().endsWith(domain)));
    }
}
