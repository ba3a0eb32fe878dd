// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.generation.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Config Admin, as settings are given to it: for whoever asks ({@code ?}), marked with the digest of their file. */
final class ConfigAdminPort {
    /** A property of components: SHA-256 of the settings they run with. The dot keeps it out of service properties. */
    static final String MARK = ".tenon.settings";

    private static final Logger LOG = LoggerFactory.getLogger(ConfigAdminPort.class);
    private static final String ANYBODY = "?";

    private final ConfigurationAdmin admin;

    ConfigAdminPort(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    void update(String pid, Map<String, Object> values, String json) {
        Dictionary<String, Object> properties = new Hashtable<>(values);
        properties.put(MARK, digest(json));
        try {
            configuration(pid).updateIfDifferent(properties);
        } catch (IOException e) {
            LOG.error("Config Admin does not take the settings of {}", pid, e);
        }
    }

    void delete(String pid) {
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

    /** Returns the SHA-256 of a text. */
    static String digest(String text) {
        MessageDigest digest = Sha256.start();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return Sha256.end(digest);
    }

    private Configuration configuration(String pid) throws IOException {
        int tilde = pid.indexOf('~');
        return tilde < 0
                ? admin.getConfiguration(pid, ANYBODY)
                : admin.getFactoryConfiguration(pid.substring(0, tilde), pid.substring(tilde + 1), ANYBODY);
    }
}
