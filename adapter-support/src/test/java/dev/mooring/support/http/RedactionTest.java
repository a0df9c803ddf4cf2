package dev.mooring.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private final Redaction redaction = Redaction.of(List.of("", "s3cret", "s3cret/more+", "x y"));

    @Test
    void knownSecretsAreTakenOutInEveryForm() {
        assertThat(redaction.apply("a s3cret b s3cret/more+ c s3cret%2Fmore%2B d x+y e x%20y"))
                .isEqualTo("a *** b *** c *** d *** e ***");
    }

    @Test
    void whatLooksLikeATokenIsTakenOut() {
        assertThat(redaction.apply(
                        "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.c2ln and Bearer abc.def-123 or basic dXNlcjpwYXNz"))
                .isEqualTo("got *** and Bearer *** or basic ***");
        assertThat(redaction.apply("the bearer of news")).isEqualTo("the bearer of news");
    }

    @Test
    void aSecretAcrossTheCutIsNotShownInPart() {
        String excerpt = redaction.excerpt("x".repeat(197) + "s3cret and more", 200);

        assertThat(excerpt).isEqualTo("x".repeat(197) + "***...");
    }

    @Test
    void linesAreJoined() {
        assertThat(redaction.apply("a\r\nb\u0000c")).isEqualTo("a  b c");
    }

    /** Every control character is blanked, those beyond ASCII as well: a blank is no secret. */
    @Test
    void aCauseIsKeptWhateverControlCharactersItHas() {
        Throwable strange = new IOException("a\u0085b\u009Fc\u0007\n");

        assertThat(redaction.safe(strange)).isSameAs(strange);
    }

    @Test
    void causesThatWouldShowASecretAreLeftOut() {
        Throwable clean = new IOException("reset", new IllegalStateException());
        Throwable telling = new IOException("reset", new IllegalStateException("sent s3cret"));

        assertThat(redaction.safe(clean)).isSameAs(clean);
        assertThat(redaction.safe(telling)).isNull();
    }
}
