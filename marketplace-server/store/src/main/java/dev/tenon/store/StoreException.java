// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

/** The database failed: neither done nor refused. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
