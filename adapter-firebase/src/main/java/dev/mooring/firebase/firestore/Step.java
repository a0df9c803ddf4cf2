package dev.mooring.firebase.firestore;

import com.google.api.core.ApiFuture;
import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Precondition;
import com.google.cloud.firestore.WriteBatch;
import com.google.cloud.firestore.WriteResult;
import dev.mooring.sync.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What to do next for a write: it is settled, a look at the document is needed, or something is sent. */
sealed interface Step {

    /** The write's outcome is known. */
    record Settled(Outcome outcome) implements Step {}

    /** Only the document's present state decides. */
    record Look() implements Step {}

    /**
     * One write of one document, conditional on what it was made for.
     *
     * @param outcome the outcome once it was done, by the document's new update time
     */
    record Send(DocumentReference to, Action action, Function<Timestamp, Outcome> outcome) implements Step {

        ApiFuture<WriteResult> alone() {
            return action.alone(to);
        }

        void in(WriteBatch batch) {
            action.in(batch, to);
        }
    }

    /** The verbs of the SDK, which has them once for single documents and once for batches. */
    sealed interface Action {

        ApiFuture<WriteResult> alone(DocumentReference to);

        void in(WriteBatch batch, DocumentReference to);
    }

    /** Makes a document that must not exist. */
    record Make(Map<String, @Nullable Object> fields) implements Action {
        @Override
        @SuppressWarnings("NullAway") // the SDK is not annotated: a null is Firestore's null
        public ApiFuture<WriteResult> alone(DocumentReference to) {
            return to.create(fields);
        }

        @Override
        @SuppressWarnings("NullAway") // as above
        public void in(WriteBatch batch, DocumentReference to) {
            batch.create(to, fields);
        }
    }

    /** Sets and clears fields of a document that must be in one state. */
    record Change(Timestamp state, Map<FieldPath, Object> fields) implements Action {
        @Override
        public ApiFuture<WriteResult> alone(DocumentReference to) {
            return to.update(Precondition.updatedAt(state), first(), firstValue(), others());
        }

        @Override
        public void in(WriteBatch batch, DocumentReference to) {
            batch.update(to, Precondition.updatedAt(state), first(), firstValue(), others());
        }

        private FieldPath first() {
            return fields.keySet().iterator().next();
        }

        private Object firstValue() {
            return Objects.requireNonNull(fields.get(first()), "every change has a value");
        }

        private Object[] others() {
            List<Object> pairs = new ArrayList<>();
            fields.forEach((path, value) -> {
                if (!path.equals(first())) {
                    pairs.add(path);
                    pairs.add(value);
                }
            });
            return pairs.toArray();
        }
    }

    /** Removes a document, in one state or in any. */
    record Remove(Optional<Timestamp> state) implements Action {
        @Override
        public ApiFuture<WriteResult> alone(DocumentReference to) {
            return to.delete(precondition());
        }

        @Override
        public void in(WriteBatch batch, DocumentReference to) {
            batch.delete(to, precondition());
        }

        private Precondition precondition() {
            return state.map(Precondition::updatedAt).orElse(Precondition.NONE);
        }
    }
}
