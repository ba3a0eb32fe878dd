// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestContainerFactory;

/** Runs container tests in Tenon's own host instead of a framework that Pax Exam puts together. */
public final class TenonTestContainerFactory implements TestContainerFactory {
    /** Called by the service loader. */
    public TenonTestContainerFactory() {}

    @Override
    public TestContainer[] create(ExamSystem system) {
        return new TestContainer[] {new TenonTestContainer(system)};
    }
}
