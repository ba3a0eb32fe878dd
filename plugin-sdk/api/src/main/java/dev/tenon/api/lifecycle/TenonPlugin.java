// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.lifecycle;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Requirement;

/**
 * Makes a bundle a plugin. Stands on exactly one class of the bundle; the build writes the capability {@code
 * tenon.plugin} into the manifest from it, and the requirement of a host that offers this API.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Capability(namespace = "tenon.plugin", effective = "tenon")
@Requirement(namespace = "tenon.host", filter = "(&(version>=1.0)(!(version>=2.0)))")
public @interface TenonPlugin {
    /**
     * The plugin's id: must equal the Bundle-SymbolicName.
     *
     * @return reverse DNS ({@code org.example.tides})
     */
    @Attribute("tenon.plugin")
    String id();

    /**
     * What people call it.
     *
     * @return a few words
     */
    @Attribute("name")
    String name();

    /**
     * What it does.
     *
     * @return one sentence, at most 200 characters
     */
    @Attribute("summary")
    String summary();

    /**
     * Where a catalogue lists it.
     *
     * @return at least one of {@code skill}, {@code backend}, {@code device}, {@code router}, {@code quantizer}, {@code
     *     model}, {@code source}
     */
    @Attribute("categories")
    String[] categories();

    /**
     * What it asks to be allowed, shown before every install: {@code network:HOST}, {@code files:PATH}, {@code exec},
     * {@code native}. Declared, not yet enforced.
     *
     * @return none by default
     */
    @Attribute("permissions")
    String[] permissions() default {};

    /**
     * How much Java heap it needs at most, in mebibytes. A release that its operator's host has no reason to trust is
     * rehearsed with so much before it is let in, and refused if that is not enough.
     *
     * @return 32 to 65536; 0, the default, means 256
     */
    @Attribute("memory")
    int memory() default 0;

    /**
     * A picture for the catalogue.
     *
     * @return path of an SVG or PNG file inside the bundle, at most 64 KiB
     */
    @Attribute("icon")
    String icon() default "";

    /**
     * What a reader of the catalogue should know.
     *
     * @return path of a Markdown file inside the bundle, at most 256 KiB
     */
    @Attribute("docs")
    String docs() default "";

    /**
     * The form of the files in the plugin's data folder. An update to a release with a higher number needs a {@link
     * #migration()}; one to a lower number is refused where there are data.
     *
     * @return 0 by default; raise it when older releases could not read what this one writes
     */
    @Attribute("dataVersion")
    int dataVersion() default 0;

    /**
     * Brings data of older releases into this one's form.
     *
     * @return a class of the bundle; {@link DataMigration} itself means none
     */
    @Attribute("migration")
    Class<? extends DataMigration> migration() default DataMigration.class;
}
