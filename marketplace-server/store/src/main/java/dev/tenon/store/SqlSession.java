// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.Driver;
import org.jspecify.annotations.Nullable;

/**
 * One connection, used by one thread at a time: the marketplace reads its database when something changes or a page is
 * drawn, never per download. Thread-safe.
 */
public final class SqlSession implements AutoCloseable {
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();

    /** Work inside one transaction. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run(Connection connection) throws SQLException;
    }

    private SqlSession(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /**
     * Opens an embedded H2 database, made if it is missing. It writes every commit through to the disk.
     *
     * @param file its path without H2's suffix
     * @return the session
     * @throws StoreException if the file cannot be opened
     */
    public static SqlSession h2(Path file) {
        String url = "jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        try {
            return new SqlSession(new Driver().connect(url, null));
        } catch (SQLException e) {
            throw new StoreException("the database " + file + " cannot be opened", e);
        }
    }

    <T extends @Nullable Object> T transaction(Work<T> work) {
        lock.lock();
        try {
            T result = work.run(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw rolledBack(new StoreException("the database failed", e));
        } catch (RuntimeException e) {
            throw rolledBack(e);
        } finally {
            lock.unlock();
        }
    }

    private <E extends RuntimeException> E rolledBack(E failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    @Override
    public void close() {
        lock.lock();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new StoreException("the database cannot be closed", e);
        } finally {
            lock.unlock();
        }
    }
}
