package dev.mooring.firebase.realtime;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** Fields that keep any value, write keys of each device, and names of bookkeeping of its own, by a user. */
class EncodedContractTest extends RealtimeContract {

    @BeforeAll
    static void start() {
        RealtimeCollection.Builder layout =
                RealtimeCollection.builder().updatedAt("@at").deleted("@gone").writeKeys("@writes");
        List.of("amount", "price", "tags", "extra").forEach(layout::encoded);
        start(layout.build(), SignedIn.USER);
    }
}
