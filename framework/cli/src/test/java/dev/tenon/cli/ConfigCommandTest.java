// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class ConfigCommandTest extends CommandTest {
    private static final String LISTED = "{\"configurations\":[{\"pid\":\"dev.tenon.skill.faq\","
            + "\"plugin\":\"dev.tenon.skill.faq\",\"shortName\":\"skill-faq\",\"source\":\"file\",\"problem\":\"\","
            + "\"file\":\"/h/f.json\",\"settings\":[{\"key\":\"min.score\",\"type\":\"double\",\"list\":false,"
            + "\"values\":[\"0.5\"],\"defaults\":[\"0.4\"],\"unit\":\"share\",\"range\":\"0.1 to 1\",\"options\":[],"
            + "\"meaning\":\"How near\",\"set\":true,\"secret\":false},"
            + "{\"key\":\"token\",\"type\":\"password\",\"list\":false,\"values\":[],\"defaults\":[],\"unit\":\"\","
            + "\"range\":\"\",\"options\":[],\"meaning\":\"A secret\",\"set\":true,\"secret\":true}]}]}";
    private static final String METATYPE = """
            <m:MetaData xmlns:m="http://www.osgi.org/xmlns/metatype/v1.4.0"><OCD id="o" name="Greeter">
            <AD id="times" type="Integer" name="Times [times]" description="How often" min="1" default="1"/>
            <AD id="names" type="String" cardinality="9" name="Names" description="Whom" required="false"/></OCD>
            <Designate pid="org.example.greeter"><Object ocdref="o"/></Designate></m:MetaData>
            """;

    @Test
    void showsEverySettingWithWhatOneMustKnow() {
        host().on("GET /admin/v1/settings", LISTED).on("GET /admin/v1/settings/skill-faq", LISTED);
        assertThat(run("config", "show").exits(0).out())
                .isEqualTo("skill-faq (dev.tenon.skill.faq): set in /h/f.json\n"
                        + "  min.score = 0.5 share  (set; default 0.4; 0.1 to 1)\n      How near\n"
                        + "  token = (secret)  (set)\n      A secret\n");
        assertThat(run("config", "get", "skill-faq/min.score").exits(0).out()).isEqualTo("0.5\n");
        run("config", "get", "skill-faq/token").fails("never shown");
        run("config", "get", "skill-faq/nothing").fails("there is no setting");
        run("config", "get", "skill-faq").fails("write PLUGIN/KEY");
    }

    @Test
    void setsAsAJobOfTheHost() {
        host().on("POST /admin/v1/settings", 202, "{\"id\":\"1\",\"state\":\"done\",\"result\":\"it is 0.5\"}");
        assertThat(run("config", "set", "skill-faq/min.score", "0.5").exits(0).out())
                .isEqualTo("it is 0.5\n");
        assertThat(server.last().body())
                .isEqualTo("{\"action\":\"set\",\"name\":\"skill-faq\",\"key\":\"min.score\",\"values\":[\"0.5\"]}");
        run("config", "unset", "skill-faq").exits(0);
        assertThat(server.last().body()).isEqualTo("{\"action\":\"unset\",\"name\":\"skill-faq\",\"key\":\"\"}");
        run("config", "reload").exits(0);
        assertThat(server.last().body()).isEqualTo("{\"action\":\"reload\"}");
    }

    @Test
    void readsASecretFromStandardInput() {
        host().on("POST /admin/v1/settings", 202, "{\"id\":\"1\",\"state\":\"done\",\"result\":\"set\"}");
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("very-secret\n".getBytes(StandardCharsets.UTF_8)));
        try {
            run("config", "set", "x/token", "--stdin").exits(0);
        } finally {
            System.setIn(before);
        }
        assertThat(server.last().body()).contains("\"values\":[\"very-secret\"]");
        run("config", "set", "x/token", "--stdin", "word").exits(2);
    }

    @Test
    void bearsThatTheDoorIsGoneForAMoment() {
        host().on("POST /admin/v1/settings", 202, "{\"id\":\"1\",\"state\":\"running\"}")
                .on("GET /admin/v1/jobs/1", 503, "{\"error\":{\"code\":\"unavailable\",\"message\":\"not now\"}}")
                .on("GET /admin/v1/jobs/1", "{\"id\":\"1\",\"state\":\"done\",\"result\":\"done\"}");
        run("config", "set", "http/hosts", "a").exits(0);
    }

    @Test
    void checksAndWritesFilesWithoutAHost() throws IOException {
        bundle();
        run("config", "set", "greeter/times", "0").fails("times must be at least 1, not 0");
        run("config", "set", "greeter/time", "1").fails("did you mean times?");
        run("config", "set", "greter/times", "1").fails("did you mean greeter?");
        assertThat(run("config", "set", "greeter/times", "3").exits(0).out()).contains("reads it when it starts");
        run("config", "set", "org.example.greeter/names", "a", "b").exits(0);
        Path file = home.resolve("config/org.example.greeter.json");
        assertThat(file).hasContent("{\n  \"times\" : 3,\n  \"names\" : [ \"a\", \"b\" ]\n}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run("config", "get", "greeter/names").exits(0).out()).isEqualTo("a\nb\n");
        run("config", "unset", "greeter/names").exits(0);
        run("config", "unset", "greeter/names").fails("is not set");
        Files.writeString(file, "{\"times\":");
        assertThat(run("config", "show", "greeter").exits(0).out()).contains("LEFT OUT", "no valid JSON", "times = 1");
        run("config", "set", "greeter/times", "3").fails("no valid JSON");
        run("config", "unset", "greeter").exits(0);
        assertThat(file).doesNotExist();
    }

    private void bundle() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.example.greeter;singleton:=true");
        Path jar = write("store/sha256/ab/abcdef", "");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry("OSGI-INF/metatype/g.xml"));
            out.write(METATYPE.getBytes(StandardCharsets.UTF_8));
        }
        write("store/sha256/cd/no-jar", "a model");
    }
}
