package dev.mooring.contract.mutant;

import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import java.util.Optional;
import java.util.function.Function;

/** An adapter whose versions are made by a rule of its own; as preconditions they hold where the rule gives the same again. */
final class Relabelled extends Rewritten {

    private final Function<Document, String> rule;

    Relabelled(SyncAdapter honest, Function<Document, String> rule) {
        super(honest, document -> document.withVersion(new Version(rule.apply(document))), In.LIST, In.FEED, In.ANSWER);
        this.rule = rule;
    }

    @Override
    public Outcome update(Update update) {
        if (update.baseVersion().isEmpty()) {
            return super.update(update);
        }
        Document base = update.base().orElseThrow().withVersion(honestVersion(update));
        return super.update(new Update(update.key(), update.id(), update.patch(), Optional.of(base), update.resent()));
    }

    private Version honestVersion(Update update) {
        Version asked = update.baseVersion().orElseThrow();
        return find(update.id())
                .filter(document -> rule.apply(document).equals(asked.token()))
                .flatMap(Document::version)
                .orElse(new Version("stale"));
    }
}
