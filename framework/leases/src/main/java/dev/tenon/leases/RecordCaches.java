// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears what Java 17 and 18 keep of the record whose {@code equals}, {@code hashCode} or {@code toString} was linked last:
 * the handles from which {@link ObjectMethods} makes those remember the type of its last component strongly (JDK-8078641;
 * softly from Java 19 on). Of a plugin that is gone it would keep the class loader until another record is linked.
 */
final class RecordCaches {
    private static final Logger LOG = LoggerFactory.getLogger(RecordCaches.class);
    private static final int SOFT_SINCE = 19;

    private RecordCaches() {}

    /** Links methods that nobody calls, of a record whose component is no plugin's. */
    private record Other(CharSequence component) {
        private static final MethodType EQUALS = MethodType.methodType(boolean.class, Other.class, Object.class);
        private static final MethodType HASH = MethodType.methodType(int.class, Other.class);
        private static final MethodType TEXT = MethodType.methodType(String.class, Other.class);

        private static void link() throws Throwable {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle getter =
                    lookup.findVirtual(Other.class, "component", MethodType.methodType(CharSequence.class));
            ObjectMethods.bootstrap(lookup, "equals", EQUALS, Other.class, "component", getter);
            ObjectMethods.bootstrap(lookup, "hashCode", HASH, Other.class, "component", getter);
            ObjectMethods.bootstrap(lookup, "toString", TEXT, Other.class, "component", getter);
        }
    }

    /** Clears them. */
    static void clear() {
        if (Runtime.version().feature() < SOFT_SINCE) {
            try {
                Other.link();
            } catch (Throwable e) { // as the bootstrap method declares
                LOG.debug("The last record of a plugin may stay", e);
            }
        }
    }
}
