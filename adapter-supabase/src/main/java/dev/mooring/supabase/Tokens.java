package dev.mooring.supabase;

import dev.mooring.supabase.auth.SupabaseAuth;
import dev.mooring.support.token.Jwt;
import dev.mooring.support.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Where the signed-in user's token comes from; an empty one means that nobody is signed in. Safe for several threads. */
interface Tokens {

    /** A token that is believed to be good. */
    String current();

    /** A token for a connection that stays open: it should not end soon. */
    default String lasting() {
        return current();
    }

    /** Another one than a token that was refused, if there is one. */
    String otherThan(String refused);

    /** Makes tokens, each of which passes a check before it is believed or remembered. */
    interface Origin {

        /** Those of one backend. */
        Tokens checkedBy(UnaryOperator<String> check);
    }

    /** Nobody is signed in. */
    static Origin none() {
        return of(() -> "", Clock.systemUTC());
    }

    /** Those of a session that is kept fresh. */
    static Origin of(SupabaseAuth auth) {
        return check -> new Tokens() {
            @Override
            public String current() {
                return check.apply(auth.accessToken());
            }

            @Override
            public String otherThan(String refused) {
                return check.apply(auth.accessTokenOtherThan(refused));
            }
        };
    }

    /** Those of an application, which is asked again when one is refused. */
    static Origin of(Supplier<String> source, Clock clock) {
        return check -> new Supplied(TokenSource.of(() -> check.apply(source.get())), clock);
    }

    /** Remembers what it was given. Safe for several threads. */
    record Supplied(TokenSource source, Clock clock) implements Tokens {

        private static final Duration MARGIN = Duration.ofSeconds(90);

        @Override
        public String current() {
            return source.current();
        }

        @Override
        public String lasting() {
            String token = source.current();
            boolean ends = Jwt.expiry(token)
                    .filter(end -> end.isBefore(clock.instant().plus(MARGIN)))
                    .isPresent();
            return ends ? source.refresh(token) : token;
        }

        @Override
        public String otherThan(String refused) {
            return source.refresh(refused);
        }

        @Override
        public String toString() {
            return "Tokens";
        }
    }
}
