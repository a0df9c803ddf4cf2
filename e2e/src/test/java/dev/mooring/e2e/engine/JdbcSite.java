package dev.mooring.e2e.engine;

import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.Transport;
import dev.mooring.crud.CrudAdapter;
import dev.mooring.sync.Ids;
import dev.mooring.sync.SyncAdapter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A table of SQLite through plain JDBC, with faults around its statements. */
final class JdbcSite implements Site {

    private final CallFaults faults = new CallFaults()
            .statuses(Statuses::thrownFor)
            .lost(() -> new SQLException("the connection broke", "08006"))
            .refused(() -> new SQLTransientConnectionException("there is no connection", "08001"))
            .late(() -> new SQLTimeoutException("no answer in time"));

    private final Map<String, Boolean> tables = new ConcurrentHashMap<>();
    private final String url;

    JdbcSite(Path file) {
        url = "jdbc:sqlite:" + file + "?busy_timeout=30000&transaction_mode=IMMEDIATE&synchronous=OFF";
    }

    @Override
    public SyncAdapter client(String collection) {
        return adapter(collection, faults);
    }

    @Override
    public SyncAdapter direct(String collection) {
        return adapter(collection, new CallFaults());
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public void close() {
        faults.close();
    }

    private SyncAdapter adapter(String collection, Transport network) {
        SqlTable table = new SqlTable(url, collection, network);
        tables.computeIfAbsent(collection, any -> table.created());
        return CrudAdapter.builder("jdbc/" + collection)
                .listPages(table::page)
                .stablePages()
                .get(table::get)
                .create(table::insert)
                .update(table::update)
                .createAll(table::insertAll)
                .updateAll(table::updateAll)
                .listSince(Duration.ofSeconds(10), table::since)
                .version("version")
                .updated("updated_at")
                .deletedFlag("deleted")
                .writeKeys("write_keys")
                .ids(Ids.clientMade("[^\\x00]+", 4096))
                .exactWrites()
                .conditionalUpdates()
                .build();
    }
}
