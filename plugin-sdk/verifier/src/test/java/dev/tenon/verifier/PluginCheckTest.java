// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginCheckTest {
    @Test
    void passesOneAnnotatedClassWithTheBundlesName() throws Exception {
        assertThat(errors("org.example.tides", "tides")).isEmpty();
    }

    @Test
    void refusesTwoAnnotatedClasses() throws Exception {
        assertThat(errors("org.example.tides", "twice"))
                .singleElement()
                .asString()
                .contains("2 classes bear @TenonPlugin", "fixture.twice.First", "fixture.twice.Second");
    }

    @Test
    void refusesABundleWithoutAnAnnotatedClass() throws Exception {
        assertThat(errors("org.example.tides", "none"))
                .singleElement()
                .asString()
                .contains("no class bears @TenonPlugin");
    }

    @Test
    void refusesAnIdThatIsNotTheBundlesName() throws Exception {
        assertThat(errors("org.example.waves", "tides"))
                .singleElement()
                .asString()
                .contains("id = \"org.example.tides\"", "not the Bundle-SymbolicName org.example.waves");
    }

    private static List<String> errors(String symbolicName, String fixture) throws Exception {
        try (Builder builder = new Builder()) {
            builder.addClasspath(Path.of("target/test-classes").toFile());
            builder.addClasspath(Path.of(dev.tenon.api.lifecycle.TenonPlugin.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toFile());
            builder.set("Bundle-SymbolicName", symbolicName);
            builder.set("Private-Package", "dev.tenon.verifier.fixture." + fixture);
            builder.set("-plugin.tenon", PluginCheck.class.getName());
            try (Jar jar = builder.build()) {
                assertThat(jar.getManifest()).isNotNull();
                return builder.getErrors();
            }
        }
    }
}
