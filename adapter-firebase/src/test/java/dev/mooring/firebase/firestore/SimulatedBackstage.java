package dev.mooring.firebase.firestore;

import com.google.firestore.v1.Document;
import com.google.firestore.v1.DocumentMask;
import com.google.firestore.v1.DocumentTransform.FieldTransform;
import com.google.firestore.v1.Value;
import dev.mooring.contract.Backstage;
import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the project's owner can do: documents from before the timestamp was there, and requests that are committed late. */
record SimulatedBackstage(FirestoreSimulator simulator, String collection, Map<String, @Nullable Object> always)
        implements Backstage {

    @Override
    public Optional<Late> begin(Write write) {
        if (!(write instanceof Update update)) {
            return Optional.empty();
        }
        Map<String, Value> fields = values(update.patch());
        com.google.firestore.v1.Write late = com.google.firestore.v1.Write.newBuilder()
                .setUpdate(Document.newBuilder()
                        .setName(FirestoreSimulator.name(collection + "/" + update.id()))
                        .putAllFields(fields))
                .setUpdateMask(DocumentMask.newBuilder().addAllFieldPaths(fields.keySet()))
                .addUpdateTransforms(FieldTransform.newBuilder()
                        .setFieldPath("updatedAt")
                        .setSetToServerValue(FieldTransform.ServerValue.REQUEST_TIME))
                .build();
        Runnable commit = simulator.begin(late);
        return Optional.of(() -> {
            commit.run();
            return Outcome.applied();
        });
    }

    @Override
    public boolean putWithoutStamp(String id, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(fields);
        whole.putAll(always);
        simulator.put(collection + "/" + id, values(whole));
        return true;
    }

    private static Map<String, Value> values(Map<String, @Nullable Object> fields) {
        Map<String, Value> values = new LinkedHashMap<>();
        fields.forEach((name, value) -> values.put(name, TestValues.of(value)));
        return values;
    }
}
