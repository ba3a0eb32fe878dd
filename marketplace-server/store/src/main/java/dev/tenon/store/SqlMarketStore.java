// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Release;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** In any relational database; only statements that H2 and PostgreSQL both understand. */
public final class SqlMarketStore implements MarketStore {
    private final SqlSession sql;

    /**
     * Prepares the tables if they are missing.
     *
     * @param session the way to the database, closed together with this store
     */
    public SqlMarketStore(SqlSession session) {
        this.sql = session;
        Schema.prepare(session);
    }

    @Override
    public void claim(String publisher, Set<String> namespaces, Instant at) {
        sql.transaction(connection -> {
            if (Sql.one(connection, "SELECT name FROM publisher WHERE name = ?", publisher)
                    .isEmpty()) {
                Sql.run(connection, "INSERT INTO publisher (name, created_at) VALUES (?, ?)", publisher, at.toString());
            }
            for (String namespace : new TreeSet<>(namespaces)) {
                Optional<String> owner =
                        Sql.one(connection, "SELECT publisher FROM namespace WHERE prefix = ?", namespace);
                if (owner.isEmpty()) {
                    Sql.run(
                            connection,
                            "INSERT INTO namespace (prefix, publisher, claimed_at) VALUES (?, ?, ?)",
                            namespace,
                            publisher,
                            at.toString());
                } else if (!owner.get().equals(publisher)) {
                    throw new RefusedException(
                            RefusedException.Reason.FORBIDDEN,
                            "namespace-not-owned",
                            "the namespace " + namespace + " belongs to " + owner.get() + ": choose another");
                }
            }
            return null;
        });
    }

    @Override
    public void addToken(String tokenSha256, Account account, Instant at) {
        sql.transaction(connection -> {
            Sql.run(
                    connection,
                    "INSERT INTO token (sha256, publisher, namespaces, created_at) VALUES (?, ?, ?, ?)",
                    tokenSha256,
                    account.publisher(),
                    String.join(" ", new TreeSet<>(account.namespaces())),
                    at.toString());
            return null;
        });
    }

    @Override
    public Optional<Account> account(String tokenSha256) {
        return sql.transaction(connection -> {
            try (PreparedStatement select = Sql.statement(
                            connection, "SELECT publisher, namespaces FROM token WHERE sha256 = ?", tokenSha256);
                    ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Account(
                                row.getString(1), Set.of(row.getString(2).split(" "))))
                        : Optional.empty();
            }
        });
    }

    @Override
    public Optional<String> owner(String pluginId) {
        Map<String, String> owners = namespaces();
        for (int dot = pluginId.lastIndexOf('.'); dot > 0; dot = pluginId.lastIndexOf('.', dot - 1)) {
            String owner = owners.get(pluginId.substring(0, dot));
            if (owner != null) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }

    @Override
    public Map<String, String> namespaces() {
        return sql.transaction(connection -> {
            Map<String, String> owners = new HashMap<>();
            try (PreparedStatement select = Sql.statement(connection, "SELECT prefix, publisher FROM namespace");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    owners.put(row.getString(1), row.getString(2));
                }
            }
            return owners;
        });
    }

    @Override
    public boolean taken(String id, String version) {
        return sql.transaction(connection -> taken(connection, id, version));
    }

    private static boolean taken(Connection connection, String id, String version) throws SQLException {
        return Sql.one(connection, "SELECT id FROM plugin_release WHERE id = ? AND version = ?", id, version)
                        .isPresent()
                || Sql.one(connection, "SELECT id FROM tombstone WHERE id = ? AND version = ?", id, version)
                        .isPresent();
    }

    @Override
    public long add(Release release, Extras extras) {
        return sql.transaction(connection -> {
            // the counter's row is locked first: changes are made one after the other, so the check below holds
            long sequence = nextSequence(connection, release.publishedAt());
            if (taken(connection, release.id(), release.version())) {
                throw new RefusedException(
                        RefusedException.Reason.EXISTS,
                        "version-exists",
                        release.id() + " " + release.version() + " is published already and never changes:"
                                + " raise the version");
            }
            Sql.run(
                    connection,
                    "INSERT INTO plugin_release (id, version, sha256, publisher, document,"
                            + " icon_sha256, icon_type, docs_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    release.id(),
                    release.version(),
                    release.sha256(),
                    release.publisher(),
                    Json.write(release),
                    extras.iconSha256(),
                    extras.iconType(),
                    extras.docsSha256());
            return sequence;
        });
    }

    @Override
    public void withdraw(String id, String version, String why, Instant at) {
        sql.transaction(connection -> {
            nextSequence(connection, at.toString());
            if (Sql.run(connection, "DELETE FROM plugin_release WHERE id = ? AND version = ?", id, version) == 0) {
                throw new RefusedException(
                        RefusedException.Reason.NOT_FOUND, "unknown-release", "there is no " + id + " " + version);
            }
            Sql.run(
                    connection,
                    "INSERT INTO tombstone (id, version, why, withdrawn_at) VALUES (?, ?, ?, ?)",
                    id,
                    version,
                    why,
                    at.toString());
            return null;
        });
    }

    private static long nextSequence(Connection connection, String at) throws SQLException {
        Sql.run(
                connection,
                "UPDATE change_counter SET sequence = sequence + 1, changed_at = ? WHERE name = 'index'",
                at);
        return Long.parseLong(Sql.one(connection, "SELECT sequence FROM change_counter WHERE name = 'index'")
                .orElseThrow());
    }

    @Override
    public Snapshot snapshot() {
        return sql.transaction(connection -> {
            List<Release> releases = new ArrayList<>();
            try (PreparedStatement select = Sql.statement(connection, "SELECT document FROM plugin_release");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    releases.add(read(row.getString(1)));
                }
            }
            releases.sort(Versions.BY_ID_AND_VERSION);
            try (PreparedStatement select = Sql.statement(
                            connection, "SELECT sequence, changed_at FROM change_counter WHERE name = 'index'");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return new Snapshot(row.getLong(1), Instant.parse(row.getString(2)), releases);
            }
        });
    }

    private static Release read(String document) throws SQLException {
        try {
            return Json.read(document, Release.class);
        } catch (FormatException e) {
            throw new SQLException("a stored release cannot be read", e);
        }
    }

    @Override
    public Extras extras(String id, String version) {
        return sql.transaction(connection -> {
            try (PreparedStatement select = Sql.statement(
                            connection,
                            "SELECT icon_sha256, icon_type, docs_sha256 FROM plugin_release"
                                    + " WHERE id = ? AND version = ?",
                            id,
                            version);
                    ResultSet row = select.executeQuery()) {
                return row.next() ? new Extras(row.getString(1), row.getString(2), row.getString(3)) : Extras.NONE;
            }
        });
    }

    @Override
    public Set<String> blobs() {
        return sql.transaction(connection -> {
            Set<String> blobs = new HashSet<>();
            try (PreparedStatement select =
                            Sql.statement(connection, "SELECT sha256, icon_sha256, docs_sha256 FROM plugin_release");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    blobs.addAll(List.of(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
            blobs.remove("");
            return blobs;
        });
    }

    @Override
    public void close() {
        sql.close();
    }
}
