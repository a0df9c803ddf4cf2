package dev.mooring.contract.guide;

import dev.mooring.contract.AdapterContract;
import dev.mooring.sync.SyncAdapter;

class NotesAdapterTest extends AdapterContract {

    private final Notes notes = new Notes();

    @Override
    protected SyncAdapter adapter() {
        return new NotesAdapter(notes);
    }
}
