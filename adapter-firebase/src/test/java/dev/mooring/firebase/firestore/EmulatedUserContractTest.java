package dev.mooring.firebase.firestore;

import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** The same on the official emulator, which takes ID tokens that nobody signed and evaluates security rules. */
class EmulatedUserContractTest extends EmulatedContract {

    @BeforeAll
    static void start() throws IOException {
        connectUser(emulator(Optional.of(Users.rules())).address(), Users.MINE);
    }

    @Override
    protected Optional<SyncAdapter> otherUser() {
        return Optional.of(other());
    }

    @Override
    protected List<String> secrets() {
        return List.of(Users.token(Users.MINE));
    }
}
