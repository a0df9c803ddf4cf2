package dev.mooring.sync;

/** An adapter that has a listing only; each test says what it answers. */
abstract class FakeListing implements SyncAdapter {

    @Override
    public Outcome create(Create create) {
        return Outcome.refused("read-only", "create");
    }

    @Override
    public Outcome update(Update update) {
        return Outcome.refused("read-only", "update");
    }

    @Override
    public Outcome delete(Delete delete) {
        return Outcome.refused("read-only", "delete");
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        return Snapshots.page(this, since, limit);
    }

    @Override
    public Guarantees guarantees() {
        return Guarantees.minimal();
    }
}
