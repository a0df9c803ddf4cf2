package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Transactions that end badly. */
class SqlTest {

    @Test
    void whatFailedIsThrownThoughTheDatabaseHasTakenTheTransactionBackByItself() throws SQLException {
        try (Sql sql = new Sql(Path.of("memory"), DriverManager.getConnection("jdbc:sqlite::memory:"), "BEGIN")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> sql.transaction(() -> {
                        // as it does when the disk is full
                        sql.update("ROLLBACK");
                        throw new IllegalStateException("the disk is full");
                    }))
                    .withMessage("the disk is full");
        }
    }
}
