package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {

    private static final Hosts HOSTS = new Hosts(Set.of("Streams.example:8080"));

    /** The database answers 307 to lead to the machine that serves it; the token goes along, so the host must be its own. */
    @ParameterizedTest
    @CsvSource({
        "https://a.firebaseio.com/x.json, https://s-usc1c-nss-1.firebaseio.com/x.json?ns=a, true",
        "https://a.europe-west1.firebasedatabase.app/x.json, https://b.europe-west1.firebasedatabase.app/x.json, true",
        "https://a.firebaseio.com/x.json, /y.json, true",
        "https://a.firebaseio.com/x.json, https://a.firebaseio.com.evil.example/x.json, false",
        "https://a.firebaseio.com/x.json, https://evilfirebaseio.com/x.json, false",
        "https://a.firebaseio.com/x.json, http://b.firebaseio.com/x.json, false",
        "https://a.firebaseio.com/x.json, https://b.firebaseio.com:8443/x.json, false",
        "https://a.firebaseio.com/x.json, https://b.firebasedatabase.app/x.json, false",
        "http://127.0.0.1:9000/x.json, http://127.0.0.1:9001/x.json, false",
        "http://127.0.0.1:9000/x.json, https://b.firebaseio.com/x.json, false",
        "http://127.0.0.1:9000/x.json, http://streams.example:8080/x.json, true",
        "https://a.firebaseio.com/x.json, http://streams.example:8080/x.json, false",
        "http://127.0.0.1:9000/x.json, http://STREAMS.example:8080/x.json?a=|^, true",
        "http://127.0.0.1:9000/x.json, http://streams.example/x.json, false"
    })
    void redirectIsFollowedToHostsThatMayHaveTheToken(String from, String to, boolean followed) {
        assertThat(HOSTS.next(Address.of(from), to).isPresent()).isEqualTo(followed);
    }

    @Test
    void onlyARedirectThatRepeatsTheCallIsFollowed() {
        for (int status = 200; status < 500; status++) {
            HttpAnswer answer = HttpAnswer.of(
                            HttpCall.get(Address.of("http://localhost/x.json")).build(), status, "")
                    .withHeader("Location", "/y.json");

            Optional<Address> next = HOSTS.next(Address.of("http://localhost/x.json"), answer);

            assertThat(next.isPresent()).as("%s", status).isEqualTo(status == 307 || status == 308);
        }
    }
}
