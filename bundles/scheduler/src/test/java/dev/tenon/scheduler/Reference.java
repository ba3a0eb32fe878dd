// SPDX-License-Identifier: Apache-2.0
package dev.tenon.scheduler;

import dev.tenon.api.backend.Backend;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Orders as a framework's references do: the older service first among equals. */
record Reference(int id) implements ServiceReference<Backend> {
    @Override
    public int compareTo(Object other) {
        return Integer.compare(((Reference) other).id, id);
    }

    @Override
    public Object getProperty(String key) {
        return "service.id".equals(key) ? id : null;
    }

    @Override
    public String[] getPropertyKeys() {
        return new String[] {"service.id"};
    }

    @Override
    public Bundle getBundle() {
        return null;
    }

    @Override
    public Bundle[] getUsingBundles() {
        return null;
    }

    @Override
    public boolean isAssignableTo(Bundle bundle, String className) {
        return true;
    }

    @Override
    public Dictionary<String, Object> getProperties() {
        return new Hashtable<>();
    }

    @Override
    public <A> A adapt(Class<A> type) {
        return null;
    }
}
