// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import java.util.Hashtable;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.util.tracker.ServiceTracker;

/** Starts hiding before any plugin registers anything: no component, since Declarative Services starts later. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "dev.tenon.leases.LeasesActivator")
public final class LeasesActivator implements BundleActivator {
    private FrontBook book;
    private ServiceTracker<?, ?> factories;

    @Override
    public void start(BundleContext context) {
        Hiding hiding = new Hiding(context.getBundle());
        context.registerService(
                new String[] {FindHook.class.getName(), EventListenerHook.class.getName()}, hiding, new Hashtable<>());
        Factories known = new Factories();
        book = new FrontBook(context, hiding, new Fronts(context, known));
        book.open();
        factories = tracker(context, known, book);
        factories.open();
        context.registerService(Leases.class, book, new Hashtable<>());
    }

    @SuppressWarnings("rawtypes")
    private static ServiceTracker<?, ?> tracker(BundleContext context, Factories known, FrontBook book) {
        return new ServiceTracker<FrontFactory, FrontFactory>(context, FrontFactory.class, null) {
            @Override
            public FrontFactory addingService(ServiceReference<FrontFactory> reference) {
                FrontFactory factory = super.addingService(reference);
                known.add(factory);
                book.sweep();
                return factory;
            }

            @Override
            public void removedService(ServiceReference<FrontFactory> reference, FrontFactory factory) {
                known.remove(factory);
                super.removedService(reference, factory);
            }
        };
    }

    @Override
    public void stop(BundleContext context) {
        factories.close();
        book.close();
    }
}
