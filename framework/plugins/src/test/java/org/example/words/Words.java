// SPDX-License-Identifier: Apache-2.0
package org.example.words;

/** What one bundle gives to another. */
public final class Words {
    private Words() {}

    /** Returns one. */
    public static String tide() {
        return "潮";
    }
}
