package dev.mooring.contract.mutant;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

final class IdMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                confusing(
                        "id not encoded: a slash ends it",
                        "ID-1",
                        id -> id.contains("/") ? id.substring(id.lastIndexOf('/') + 1) + "x" : id),
                confusing("path segments of dots are resolved", "ID-2", IdMutants::resolved),
                confusing("a comma ends an id in a filter", "ID-3", id -> id.split(",", 2)[0]),
                confusing("ids are decoded once too often", "ID-4", IdMutants::decoded),
                confusing("ids are normalised", "ID-5", id -> Normalizer.normalize(id, Normalizer.Form.NFC)),
                confusing(
                        "ids of digits are read as numbers",
                        "ID-6",
                        id -> id.matches("0+[0-9]+") ? id.replaceFirst("^0+", "") : id),
                confusing("ids are cut at 255 characters", "ID-7", id -> id.length() > 255 ? id.substring(0, 255) : id),
                confusing("ids are compared without case", "ID-8", id -> id.toLowerCase(Locale.ROOT)),
                ruleThatIsNotKept(),
                confusing("ids are trimmed", "ID-10", String::strip),
                confusing("quotes are taken from ids", "ID-11", id -> id.replaceAll("[\"'%]", "")),
                wordThatIsRefused());
    }

    private static Mutant confusing(String name, String rule, UnaryOperator<String> confusion) {
        return Mutant.of(name, rule, honest -> new Confusing(honest, confusion));
    }

    private static String resolved(String id) {
        return id.contains("../") ? URI.create("/" + id).normalize().getPath().replaceAll("^[/.]+", "") : id;
    }

    private static String decoded(String id) {
        try {
            return URLDecoder.decode(id, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return id;
        }
    }

    private static Mutant ruleThatIsNotKept() {
        return new Mutant(
                "an id outside the claimed rule is sent all the same",
                List.of("ID-9"),
                () -> Subject.of(
                        InMemoryBackend.builder()
                                .guarantees(g -> g.ids(Ids.clientMade("[a-z0-9-]+", 64)))
                                .build(),
                        UnaryOperator.identity()),
                () -> Subject.of(InMemoryBackend.builder().build(), honest -> new Broken(honest) {
                    @Override
                    public Guarantees guarantees() {
                        return honest.guarantees().toBuilder()
                                .ids(Ids.clientMade("[a-z0-9-]+", 64))
                                .build();
                    }
                }));
    }

    private static Mutant wordThatIsRefused() {
        return Mutant.of("the id 'null' is refused although the rule allows it", "ID-12", honest -> new Broken(honest) {
            @Override
            public Outcome create(Create create) {
                return create.id().equals("null") ? Outcome.refused("id", "no id") : honest.create(create);
            }
        });
    }

    /** Takes one id for another: answers in the words of the caller, acts on the other record. */
    private static final class Confusing extends Broken {

        private final UnaryOperator<String> confusion;

        Confusing(SyncAdapter honest, UnaryOperator<String> confusion) {
            super(honest);
            this.confusion = confusion;
        }

        @Override
        public Outcome create(Create create) {
            String taken = confusion.apply(create.id());
            return said(
                    create.id(),
                    honest.create(
                            new Create(create.key(), taken, create.fields(), create.tombstone(), create.resent())));
        }

        @Override
        public Outcome update(Update update) {
            String taken = confusion.apply(update.id());
            return said(
                    update.id(),
                    honest.update(new Update(
                            update.key(),
                            taken,
                            update.patch(),
                            update.base().map(base -> named(base, taken)),
                            update.resent())));
        }

        @Override
        public Outcome delete(Delete delete) {
            String taken = confusion.apply(delete.id());
            return said(
                    delete.id(), honest.delete(new Delete(delete.key(), taken, delete.baseVersion(), delete.resent())));
        }

        private static Outcome said(String id, Outcome outcome) {
            return outcome.match(
                    applied -> new Outcome.Applied(applied.now().map(now -> renamed(now, id))),
                    conflict -> Outcome.conflict(renamed(conflict.now(), id)),
                    refused -> refused);
        }

        private static Change renamed(Change now, String id) {
            return now.match(
                    upsert -> Change.of(named(upsert.document(), id)),
                    removal -> new Change.Removal(id, removal.reason(), removal.version()));
        }

        private static Document named(Document document, String id) {
            return new Document(id, document.fields(), document.version(), document.contains(), document.modifiedAt());
        }
    }
}
