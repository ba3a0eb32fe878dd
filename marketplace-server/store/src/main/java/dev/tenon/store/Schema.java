// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/** The tables. Instants are ISO 8601 text, so that no database's time zone gets a say. */
final class Schema {
    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS publisher (name VARCHAR(64) PRIMARY KEY, created_at VARCHAR(40) NOT NULL)",
            "CREATE TABLE IF NOT EXISTS namespace (prefix VARCHAR(200) PRIMARY KEY,"
                    + " publisher VARCHAR(64) NOT NULL REFERENCES publisher (name), claimed_at VARCHAR(40) NOT NULL)",
            "CREATE TABLE IF NOT EXISTS token (sha256 VARCHAR(64) PRIMARY KEY,"
                    + " publisher VARCHAR(64) NOT NULL REFERENCES publisher (name),"
                    + " namespaces TEXT NOT NULL, created_at VARCHAR(40) NOT NULL)",
            "CREATE TABLE IF NOT EXISTS plugin_release (id VARCHAR(200) NOT NULL, version VARCHAR(40) NOT NULL,"
                    + " sha256 VARCHAR(64) NOT NULL, publisher VARCHAR(64) NOT NULL, document TEXT NOT NULL,"
                    + " icon_sha256 VARCHAR(64) NOT NULL, icon_type VARCHAR(40) NOT NULL,"
                    + " docs_sha256 VARCHAR(64) NOT NULL, PRIMARY KEY (id, version))",
            "CREATE TABLE IF NOT EXISTS tombstone (id VARCHAR(200) NOT NULL, version VARCHAR(40) NOT NULL,"
                    + " why VARCHAR(400) NOT NULL, withdrawn_at VARCHAR(40) NOT NULL, PRIMARY KEY (id, version))",
            "CREATE TABLE IF NOT EXISTS change_counter (name VARCHAR(20) PRIMARY KEY,"
                    + " sequence BIGINT NOT NULL, changed_at VARCHAR(40) NOT NULL)");

    private Schema() {}

    static void prepare(SqlSession session) {
        session.transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
                try (ResultSet row = statement.executeQuery("SELECT name FROM change_counter")) {
                    if (row.next()) {
                        return null;
                    }
                }
                statement.execute("INSERT INTO change_counter (name, sequence, changed_at)"
                        + " VALUES ('index', 0, '1970-01-01T00:00:00Z')");
                return null;
            }
        });
    }
}
