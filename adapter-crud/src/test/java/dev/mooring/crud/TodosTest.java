package dev.mooring.crud;

import static dev.mooring.crud.GuideTest.todos;

import dev.mooring.contract.AdapterContract;
import dev.mooring.sync.SyncAdapter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

class TodosTest extends AdapterContract {

    private final Map<String, Map<String, Object>> rows = new ConcurrentHashMap<>();

    @Override
    protected SyncAdapter adapter() {
        return todos(rows);
    }
}
