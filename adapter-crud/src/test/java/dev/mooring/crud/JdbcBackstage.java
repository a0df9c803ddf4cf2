package dev.mooring.crud;

import dev.mooring.contract.Backstage;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the owner of the table of {@link JdbcItems} can do. */
final class JdbcBackstage implements Backstage {

    private static final List<String> COLUMNS = List.of("title", "body", "done", "amount", "price", "tags", "extra");

    private static final String VERSION = "(select coalesce(max(version), 0) + 1 from items)";

    private final String url;

    JdbcBackstage(String url) {
        this.url = url;
    }

    @Override
    public boolean putWithoutStamp(String id, Map<String, @Nullable Object> fields) {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(id));
        COLUMNS.forEach(name -> parameters.add(JdbcValues.toColumn(name, fields.get(name))));
        execute(
                "insert into items (id, owner, " + String.join(", ", COLUMNS) + ", version) values (?, 'user'"
                        + ", ?".repeat(COLUMNS.size()) + ", " + VERSION + ")",
                parameters);
        return true;
    }

    /** Stamped now, there later; only an update. */
    @Override
    public Optional<Late> begin(Write write) {
        long stamp = System.currentTimeMillis();
        return write.match(
                create -> Optional.empty(),
                update -> Optional.of(() -> committed(update, stamp)),
                delete -> Optional.empty());
    }

    private Outcome committed(Update update, long stamp) {
        List<@Nullable Object> parameters = new ArrayList<>();
        StringBuilder sets = new StringBuilder();
        update.patch().forEach((name, value) -> {
            sets.append(name).append(" = ?, ");
            parameters.add(JdbcValues.toColumn(name, value));
        });
        parameters.add(stamp);
        parameters.add(update.id());
        execute("update items set " + sets + "version = " + VERSION + ", updated_at = ? where id = ?", parameters);
        return Outcome.applied();
    }

    private void execute(String sql, List<@Nullable Object> parameters) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot execute " + sql, e);
        }
    }
}
