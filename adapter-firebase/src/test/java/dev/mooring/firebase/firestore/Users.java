package dev.mooring.firebase.firestore;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Two users of one collection, whose documents say whose they are. */
final class Users {

    static final String OWNER = "owner";
    static final String MINE = "u1";
    static final String OTHER = "u2";

    /** For the official emulator; the same rules as the simulator's. */
    static final String RULES = """
            rules_version = '2';
            service cloud.firestore {
              match /databases/{database}/documents {
                match /{collection}/{id} {
                  allow create: if request.resource.data.owner == request.auth.uid;
                  allow get: if request.auth != null && (resource == null || resource.data.owner == request.auth.uid);
                  allow list: if resource.data.owner == request.auth.uid;
                  allow update: if resource.data.owner == request.auth.uid
                                && request.resource.data.owner == request.auth.uid;
                }
              }
            }
            """;

    private Users() {}

    static FirestoreCollection shape(String user) {
        return FirestoreCollection.builder()
                .owner(OWNER, user)
                .writeKeys("keys")
                .pageSize(40)
                .batchSize(100)
                .build();
    }

    /** An ID token that nobody has signed, which the emulator takes. */
    static String token(String user) {
        return part("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "."
                + part("{\"iss\":\"https://securetoken.google.com/demo-mooring\",\"aud\":\"demo-mooring\",\"sub\":\""
                        + user + "\",\"user_id\":\"" + user
                        + "\",\"iat\":1700000000,\"auth_time\":1700000000,\"exp\":4000000000}")
                + ".";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
