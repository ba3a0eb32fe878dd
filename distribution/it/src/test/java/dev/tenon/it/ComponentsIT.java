// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Jobs;
import dev.tenon.admin.Plugins;
import dev.tenon.api.platform.Answers;
import dev.tenon.api.platform.Models;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.Traces;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/** The distribution's bundles in their container. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ComponentsIT {
    @Test
    public void everyBundleRuns() {
        List<String> idle = Arrays.stream(InContainer.framework().getBundles())
                .filter(bundle -> (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(Bundle::toString)
                .toList();
        assertThat(idle).isEmpty();
    }

    @Test
    public void everyComponentHasWhatItNeeds() throws InterruptedException {
        InContainer.service(Answers.class);
        assertThat(Components.ours()).hasSizeGreaterThan(15);
        assertThat(Components.unsatisfied()).isEmpty();
    }

    /** The host's late start gives way to requests by it; without it, it would not, and nobody would hear of it. */
    @Test
    public void theDoorTellsTheHostHowManyRequestsAreAnsweredNow() throws Exception {
        assertThat(InContainer.framework()
                        .getAllServiceReferences(IntSupplier.class.getName(), "(tenon.requests=answered-now)"))
                .hasSize(1);
    }

    @Test
    public void aStrangerSeesWhatThePlatformOffersAndNothingOfTheOperators() throws Exception {
        BundleContext stranger = InContainer.stranger();
        for (Class<?> offered : List.of(Answers.class, Models.class)) {
            InContainer.service(offered);
            assertThat(stranger.getServiceReference(offered))
                    .as(offered.getName())
                    .isNotNull();
        }
        for (Class<?> hidden : List.of(Plugins.class, Jobs.class, ModelStore.class, Traces.class)) {
            InContainer.service(hidden);
            assertThat(stranger.getAllServiceReferences(hidden.getName(), null))
                    .as(hidden.getName())
                    .isNull();
        }
        ServiceReference<?>[] all = stranger.getAllServiceReferences(null, null);
        assertThat(all).isNotEmpty();
        assertThat(Stream.of(all).map(Object::toString)).noneMatch(text -> text.contains("dev.tenon.admin."));
    }
}
