// SPDX-License-Identifier: Apache-2.0
/** What the marketplace keeps: accounts and releases in a database, content in a folder. Durable before acknowledged. */
@NullMarked
package dev.tenon.store;

import org.jspecify.annotations.NullMarked;
