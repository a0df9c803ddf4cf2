package dev.mooring.crud;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Faults;
import dev.mooring.sync.Ids;
import dev.mooring.sync.SyncAdapter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of an adapter over a table of SQLite, through plain JDBC. */
class JdbcContractTest extends AdapterContract {

    @TempDir
    private static Path directory;

    private static String url = "";

    private final CallFaults network = new CallFaults()
            .lost(() -> new SQLException("the connection broke", "08006"))
            .refused(() -> new SQLTransientConnectionException("there is no connection", "08001"))
            .late(() -> new SQLTimeoutException("no answer in time"));

    @BeforeAll
    static void createTable() throws SQLException {
        url = "jdbc:sqlite:" + directory.resolve("items.db")
                + "?busy_timeout=30000&transaction_mode=IMMEDIATE&synchronous=OFF";
        JdbcItems.createTable(url);
    }

    @Override
    protected SyncAdapter adapter() {
        return adapter(new JdbcItems(url, "user", network));
    }

    @Override
    protected Optional<SyncAdapter> otherUser() {
        return Optional.of(adapter(new JdbcItems(url, "other", network)));
    }

    @Override
    protected void fresh() {
        network.reset();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("delete from items");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot empty the table", e);
        }
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(network);
    }

    @Override
    protected Optional<Backstage> backstage() {
        return Optional.of(new JdbcBackstage(url));
    }

    private static SyncAdapter adapter(JdbcItems items) {
        return CrudAdapter.builder("crud (JDBC): items of one user")
                .listPages(items::page)
                .stablePages()
                .get(items::get)
                .create(items::insert)
                .update(items::update)
                .createAll(items::insertAll)
                .updateAll(items::updateAll)
                .listSince(Duration.ofSeconds(10), items::since)
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
