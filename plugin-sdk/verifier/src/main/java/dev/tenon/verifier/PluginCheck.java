// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Annotation;
import aQute.bnd.osgi.Clazz;
import aQute.bnd.service.verifier.VerifierPlugin;
import java.util.ArrayList;
import java.util.List;

/**
 * Fails the build of a plugin unless exactly one class bears {@code @TenonPlugin} and its id is the
 * Bundle-SymbolicName: two annotated classes would silently give two capabilities. Named in a module's bnd.bnd: {@code
 * -plugin.tenon: dev.tenon.verifier.PluginCheck}.
 */
public final class PluginCheck implements VerifierPlugin {
    private static final String ANNOTATION = "dev.tenon.api.lifecycle.TenonPlugin";

    /** Made by bnd. */
    public PluginCheck() {}

    @Override
    public void verify(Analyzer analyzer) throws Exception {
        List<String> classes = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (Clazz clazz : analyzer.getClassspace().values()) {
            for (Annotation annotation :
                    clazz.annotations(ANNOTATION.replace('.', '/')).toList()) {
                classes.add(clazz.getClassName().getFQN());
                String id = annotation.get("id");
                ids.add(id == null ? "" : id);
            }
        }
        if (classes.isEmpty()) {
            analyzer.error("no class bears @TenonPlugin: put it on one class of the bundle");
            return;
        }
        if (classes.size() > 1) {
            analyzer.error(
                    "%d classes bear @TenonPlugin, a plugin has exactly one: %s",
                    classes.size(), String.join(", ", classes.stream().sorted().toList()));
            return;
        }
        String symbolicName = analyzer.getBsn();
        if (!ids.get(0).equals(symbolicName)) {
            analyzer.error(
                    "@TenonPlugin(id = \"%s\") on %s is not the Bundle-SymbolicName %s: make them equal",
                    ids.get(0), classes.get(0), symbolicName);
        }
    }
}
