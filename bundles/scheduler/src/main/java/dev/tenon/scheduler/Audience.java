// SPDX-License-Identifier: Apache-2.0
package dev.tenon.scheduler;

import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.runtime.CallListener;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who hears of calls that were answered, if anybody does. Thread-safe. */
final class Audience {
    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    private volatile @Nullable CallListener listener;

    void enter(CallListener one) {
        listener = one;
    }

    void leave(CallListener one) {
        if (listener == one) {
            listener = null;
        }
    }

    /** Tells of a call; the answer is there, and nothing that goes wrong here takes it away. */
    void tell(String modelId, ModelSession session, Map<String, Tensor> inputs) {
        CallListener heard = listener;
        if (heard != null) {
            try {
                heard.answered(modelId, session.inputs(), inputs);
            } catch (RuntimeException e) {
                LOG.warn("{} failed at a call of {}, which was answered all the same", heard, modelId, e);
            }
        }
    }
}
