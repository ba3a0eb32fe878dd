// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon model publish}: hands a model and its variants in. */
@Command(
        name = "publish",
        description = "Make plugins of a model and of its variants that passed, and publish them.",
        footerHeading = "%n",
        footer = {
            "Of NAMESPACE.model.MODEL a host installs the variant that fits its machine, and says why.",
            "Publish only what its licence allows: 'tenon model list' shows it.",
            "The token is taken as 'tenon market publish' takes it."
        })
final class ModelPublishCommand implements Callable<Integer> {
    @ParentCommand
    private ModelCommands group;

    @Parameters(paramLabel = "MODEL", description = "its id, as 'tenon model list' shows it")
    private String model;

    @Option(
            names = "--namespace",
            paramLabel = "PREFIX",
            required = true,
            description = "yours, which the plugins' ids begin with (org.example)")
    private String namespace;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            defaultValue = "1.0.0",
            description = "of the plugins, three numbers (default: ${DEFAULT-VALUE})")
    private String version;

    @Option(names = "--out", paramLabel = "DIR", description = "write the plugins there and publish nothing")
    private Path out;

    @Mixin
    private PublishTarget target;

    @Override
    public Integer call() {
        Tenon tenon = group.tenon();
        ModelRelease release = new ModelRelease(model, namespace, version);
        JobFollower jobs = tenon.jobs(tenon.host());
        ObjectNode document = Home.MAPPER.createObjectNode().put("plugin", release.plugin());
        ArrayNode plugins = document.putArray("plugins");
        if (out != null) {
            List<Path> files = release.pack(jobs, out.toAbsolutePath().normalize());
            files.forEach(file -> plugins.addObject().put("file", file.toString()));
            return tenon.show(document, () -> files.stream().map(Path::toString).toList());
        }
        MarketClient market = target.open(tenon);
        List<ModelRelease.Published> published =
                TemporaryFolder.with(folder -> ModelRelease.publish(market, release.pack(jobs, folder)));
        published.forEach(each -> plugins.add(each.document()));
        return tenon.show(
                document,
                () -> published.stream().map(ModelRelease.Published::line).toList());
    }
}
