// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Statements whose values are all text. */
final class Sql {
    private Sql() {}

    static PreparedStatement statement(Connection connection, String text, String... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }

    static int run(Connection connection, String text, String... values) throws SQLException {
        try (PreparedStatement statement = statement(connection, text, values)) {
            return statement.executeUpdate();
        }
    }

    static Optional<String> one(Connection connection, String text, String... values) throws SQLException {
        try (PreparedStatement statement = statement(connection, text, values);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
