package dev.mooring.contract.mutant;

import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

final class BatchMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                batch("outcomes of a batch come back to front", "BATCH-1", BatchMutants::backToFront),
                batch("the last write of a batch is forgotten", "BATCH-2", BatchMutants::withoutTheLast),
                batch("a batch takes creates only", "BATCH-3", BatchMutants::createsOnly),
                batch("one conflict fails the whole batch", "BATCH-4", BatchMutants::allOrNothing),
                batchThatAppliesHalfAndReportsNone(),
                batch("every batch has new keys", "BATCH-6", BatchMutants::withNewKeys),
                lostBatchIsSaidNotToBeApplied(),
                batch("half of the claimed size is too much", "BATCH-8", BatchMutants::smallOnly),
                batch("ids in a batch are joined by commas", "BATCH-9", BatchMutants::withoutCommas));
    }

    private static Mutant batch(
            String name, String rule, BiFunction<BatchWrites, List<Write>, List<Outcome>> breaking) {
        return Mutant.on(
                () -> InMemoryBackend.builder().guarantees(g -> g.largestBatch(40)),
                name,
                rule,
                () -> honest -> broken(honest, breaking));
    }

    private static SyncAdapter broken(
            SyncAdapter honest, BiFunction<BatchWrites, List<Write>, List<Outcome>> breaking) {
        BatchWrites batch = honest.capability(BatchWrites.class).orElseThrow();
        BatchWrites wrong = writes -> breaking.apply(batch, writes);
        return new Broken(honest) {
            @Override
            public <C> Optional<C> capability(Class<C> type) {
                return type == BatchWrites.class ? Optional.of(type.cast(wrong)) : honest.capability(type);
            }
        };
    }

    private static Mutant batchThatAppliesHalfAndReportsNone() {
        return batch("batch that applies half and reports none", "BATCH-5", (batch, writes) -> {
            if (writes.size() > 20) {
                batch.write(writes.subList(0, writes.size() / 2));
                throw new Rejected(new Problem("413", "too large"));
            }
            return batch.write(writes);
        });
    }

    private static Mutant lostBatchIsSaidNotToBeApplied() {
        UnaryOperator<SyncAdapter> breaking = honest -> broken(honest, (batch, writes) -> {
            try {
                return batch.write(writes);
            } catch (TemporaryFailure e) {
                throw TemporaryFailure.notApplied("the batch was lost", e);
            }
        });
        return new Mutant(
                "a batch without an answer is said not to be applied",
                List.of("BATCH-7"),
                () -> withFaults(UnaryOperator.identity()),
                () -> withFaults(breaking));
    }

    private static Subject withFaults(UnaryOperator<SyncAdapter> breaking) {
        InMemoryBackend backend = new InMemoryBackend();
        CallFaults faults = new CallFaults();
        return new Subject() {
            @Override
            public SyncAdapter adapter() {
                return breaking.apply(backend.client(faults));
            }

            @Override
            public Optional<Faults> faults() {
                return Optional.of(faults);
            }
        };
    }

    private static List<Outcome> backToFront(BatchWrites batch, List<Write> writes) {
        List<Outcome> outcomes = new ArrayList<>(batch.write(writes));
        Collections.reverse(outcomes);
        return outcomes;
    }

    private static List<Outcome> withoutTheLast(BatchWrites batch, List<Write> writes) {
        List<Outcome> outcomes = new ArrayList<>(batch.write(writes.subList(0, writes.size() - 1)));
        outcomes.add(Outcome.applied());
        return outcomes;
    }

    private static List<Outcome> createsOnly(BatchWrites batch, List<Write> writes) {
        return writes.stream()
                .map(write -> write instanceof Create
                        ? batch.write(List.of(write)).get(0)
                        : Outcome.refused("verb", "creates only"))
                .toList();
    }

    private static List<Outcome> allOrNothing(BatchWrites batch, List<Write> writes) {
        List<Outcome> outcomes = batch.write(writes);
        boolean allApplied = outcomes.stream().allMatch(Outcome.Applied.class::isInstance);
        return allApplied
                ? outcomes
                : writes.stream()
                        .<Outcome>map(write -> Outcome.refused("409", "conflict in the batch"))
                        .toList();
    }

    private static List<Outcome> withNewKeys(BatchWrites batch, List<Write> writes) {
        List<Write> renewed = new ArrayList<>();
        for (Write write : writes) {
            Create create = (Create) write;
            String attempt = create.resent() ? "second" : "first";
            renewed.add(
                    Create.of(new WriteKey(attempt + create.key().token()), create.id() + attempt, create.fields()));
        }
        batch.write(renewed);
        return writes.stream().<Outcome>map(write -> Outcome.applied()).toList();
    }

    private static List<Outcome> smallOnly(BatchWrites batch, List<Write> writes) {
        if (writes.size() > 20) {
            throw new Rejected(new Problem("413", "too large"));
        }
        return batch.write(writes);
    }

    private static List<Outcome> withoutCommas(BatchWrites batch, List<Write> writes) {
        return writes.stream()
                .map(write -> write.id().contains(",")
                        ? Outcome.applied()
                        : batch.write(List.of(write)).get(0))
                .toList();
    }
}
