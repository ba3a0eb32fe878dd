// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.io.IOException;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Config Admin, as settings are given to it: for whoever asks ({@code ?}). Each delivery bears a mark of its own, which
 * Declarative Services hands on to the services of the component that took it. Thread-safe.
 */
final class ConfigAdminPort {
    /** A property of components and their services: which delivery of settings they run with. */
    static final String MARK = "tenon.settings";

    private static final Logger LOG = LoggerFactory.getLogger(ConfigAdminPort.class);
    private static final String ANYBODY = "?";

    private final ConfigurationAdmin admin;
    private final Map<String, Delivered> delivered = new HashMap<>();
    private long deliveries;

    private record Delivered(String json, String mark) {}

    ConfigAdminPort(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    synchronized void update(String pid, Map<String, Object> values, String json) {
        Delivered before = delivered.get(pid);
        if (before != null && before.json().equals(json)) {
            return;
        }
        Delivered now = new Delivered(json, Long.toString(++deliveries));
        Dictionary<String, Object> properties = new Hashtable<>(values);
        properties.put(MARK, now.mark());
        try {
            configuration(pid).update(properties);
            delivered.put(pid, now);
        } catch (IOException e) {
            LOG.error("Config Admin does not take the settings of {}", pid, e);
        }
    }

    /** Returns the mark of what was delivered last, empty if the defaults are in force. */
    synchronized Optional<String> mark(String pid) {
        return Optional.ofNullable(delivered.get(pid)).map(Delivered::mark);
    }

    synchronized void delete(String pid) {
        delivered.remove(pid);
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
            if (found != null) {
                for (Configuration configuration : found) {
                    configuration.delete();
                }
            }
        } catch (IOException | InvalidSyntaxException e) {
            LOG.error("Config Admin does not put {} back to its defaults", pid, e);
        }
    }

    private Configuration configuration(String pid) throws IOException {
        int tilde = pid.indexOf('~');
        return tilde < 0
                ? admin.getConfiguration(pid, ANYBODY)
                : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), ANYBODY);
    }
}
