package dev.mooring.firebase.firestore;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Two users of one collection, whose documents say whose they are. */
final class Users {

    static final String OWNER = "owner";
    static final String MINE = "u1";
    static final String OTHER = "u2";

    private Users() {}

    /** For the official emulator: the rules of the page, for collections of any name; the simulator's are like them. */
    static String rules() {
        List<String> page = Guide.lines();
        int list = page.indexOf("  allow list: if resource.data.owner == request.auth.uid;");
        List<String> fromThere = page.subList(list - 1, page.size());
        String published = String.join("\n", fromThere.subList(0, fromThere.indexOf("```")));
        return "rules_version = '2';\nservice cloud.firestore {\nmatch /databases/{database}/documents {\n"
                + published.replace("match /todos/", "match /{collection}/") + "\n}\n}\n";
    }

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
