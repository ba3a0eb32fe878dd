// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import org.apache.felix.framework.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.LoggerFactory;

/** Sends what Felix has to say to the host's log. */
final class FelixLog extends Logger {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("org.apache.felix.framework");

    @Override
    @SuppressWarnings("rawtypes") // Felix declares it so
    protected void doLog(Bundle bundle, ServiceReference reference, int level, String message, Throwable throwable) {
        switch (level) {
            case Logger.LOG_ERROR -> LOG.error(message, throwable);
            case Logger.LOG_WARNING -> LOG.warn(message, throwable);
            default -> LOG.debug(message, throwable);
        }
    }
}
