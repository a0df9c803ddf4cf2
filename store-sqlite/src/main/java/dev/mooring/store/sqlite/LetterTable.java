package dev.mooring.store.sqlite;

import dev.mooring.store.DeadLetter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Dead letters. */
final class LetterTable {

    static final String ONE = "SELECT number, collection, body FROM letters WHERE number = ?";

    static final String PAGE = "SELECT number, collection, body FROM letters INDEXED BY letters_of_collection"
            + " WHERE collection = ? AND number > ? ORDER BY number LIMIT ?";

    static final String INSERT = "INSERT INTO letters (number, collection, body) VALUES (?, ?, ?)";
    static final String REMOVE = "DELETE FROM letters WHERE number = ? RETURNING collection";
    static final String DROP = "DELETE FROM letters WHERE collection = ?";

    private final Session session;
    private final Counts counts;

    LetterTable(Session session, Counts counts) {
        this.session = session;
        this.counts = counts;
    }

    Optional<DeadLetter> one(long number) {
        return session.call(ONE).number(number).first(LetterTable::read);
    }

    List<DeadLetter> page(String collection, long after, int limit) {
        return session.call(PAGE).text(collection).number(after).number(limit).list(LetterTable::read);
    }

    void put(DeadLetter letter) {
        remove(letter.number());
        session.call(INSERT)
                .number(letter.number())
                .text(letter.collection())
                .json(session.text(WriteText.body(letter)))
                .run();
        counts.letters(letter.collection(), 1);
    }

    void remove(long number) {
        session.call(REMOVE)
                .number(number)
                .list(row -> row.getString(1))
                .forEach(collection -> counts.letters(collection, -1));
    }

    void drop(String collection) {
        counts.letters(collection, -session.call(DROP).text(collection).run());
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        return WriteText.letter(row.getLong(1), row.getString(2), new Stored(Json.fields(row.getBytes(3))));
    }
}
