// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import dev.tenon.catalog.format.Release;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts and releases. Every change is durable when its method returns, and whole or not made at all. Thread-safe;
 * every method blocks for the database and throws {@link StoreException} if that fails.
 */
public interface MarketStore extends AutoCloseable {
    /**
     * Makes a publisher the owner of namespaces; what it owns already is left as it is.
     *
     * @param publisher its name, registered if it is new
     * @param namespaces reverse DNS prefixes
     * @param at now
     * @throws RefusedException {@code FORBIDDEN} if another publisher owns one of them
     */
    void claim(String publisher, Set<String> namespaces, Instant at);

    /**
     * Adds a token.
     *
     * @param tokenSha256 the token's digest: the token itself is never kept
     * @param account what it stands for
     * @param at now
     */
    void addToken(String tokenSha256, Account account, Instant at);

    /**
     * Finds what a token stands for.
     *
     * @param tokenSha256 its digest
     * @return empty if there is no such token
     */
    Optional<Account> account(String tokenSha256);

    /**
     * Finds who owns a plugin's namespace, the longest that is owned.
     *
     * @param pluginId a Bundle-SymbolicName
     * @return the publisher, empty if nobody owns a prefix
     */
    Optional<String> owner(String pluginId);

    /**
     * All namespaces that are owned.
     *
     * @return publishers by namespace
     */
    Map<String, String> namespaces();

    /**
     * Whether a version is taken: published, or withdrawn and never to be used again.
     *
     * @param id the plugin
     * @param version the version
     * @return true if it can never be published (again)
     */
    boolean taken(String id, String version);

    /**
     * Adds a release for ever. Its content must be durable before.
     *
     * @param release with date and publisher
     * @param extras what the catalogue shows besides
     * @return the sequence number of this change
     * @throws RefusedException {@code EXISTS} if the version is taken
     */
    long add(Release release, Extras extras);

    /**
     * Takes a release away and leaves a tombstone.
     *
     * @param id the plugin
     * @param version the version
     * @param why for people
     * @param at now
     * @throws RefusedException {@code NOT_FOUND} if there is no such release
     */
    void withdraw(String id, String version, String why, Instant at);

    /**
     * Reads all releases.
     *
     * @return as of one moment
     */
    Snapshot snapshot();

    /**
     * Finds what the catalogue shows of a release besides the index.
     *
     * @param id the plugin
     * @param version the version
     * @return {@link Extras#NONE} if there is no such release
     */
    Extras extras(String id, String version);

    /**
     * Every blob that a release needs.
     *
     * @return SHA-256 digests
     */
    Set<String> blobs();

    @Override
    void close();
}
