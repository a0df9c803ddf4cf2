package dev.mooring.crud;

import dev.mooring.contract.Backstage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Write;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the owner of the table of {@link JdbcItems} can do. */
final class JdbcBackstage implements Backstage {

    private static final String INSERT =
            "insert into items (id, owner, title, body, done, amount, price, tags, extra, version,"
                    + " updated_at) values (?, 'user', ?, ?, ?, ?, ?, ?, ?, (select coalesce(max(version), 0) + 1 from items), ?)";

    private final String url;

    JdbcBackstage(String url) {
        this.url = url;
    }

    @Override
    public boolean putWithoutStamp(String id, Map<String, @Nullable Object> fields) {
        insert(id, fields, null);
        return true;
    }

    /** Stamped now, there later; only a create. */
    @Override
    public Optional<Late> begin(Write write) {
        long stamp = System.currentTimeMillis();
        return write.match(
                create -> Optional.of(() -> committed(create, stamp)),
                update -> Optional.empty(),
                delete -> Optional.empty());
    }

    private Outcome committed(Create create, long stamp) {
        insert(create.id(), create.fields(), stamp);
        return Outcome.applied();
    }

    private void insert(String id, Map<String, ? extends @Nullable Object> fields, @Nullable Long stamp) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            int place = 1;
            statement.setString(place++, id);
            for (String name : new String[] {"title", "body", "done", "amount", "price", "tags", "extra"}) {
                statement.setObject(place++, JdbcValues.toColumn(name, fields.get(name)));
            }
            statement.setObject(place, stamp);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot put '" + id + "' into the table", e);
        }
    }
}
