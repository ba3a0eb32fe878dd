// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.AdminException;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.TaskFailedException;

/** The statuses of HTTP for the reasons of the framework. */
final class Refusals {
    private Refusals() {}

    static int status(AdminException.Reason reason) {
        return switch (reason) {
            case BAD_REQUEST -> 400;
            case UNKNOWN -> 404;
            case AMBIGUOUS, NO_CHANGE, CONSENT, RESTART, CANCELLED -> 409;
            case UNRESOLVABLE, UNTRUSTED, UNFIT -> 422;
            case UNREACHABLE -> 502;
            case STORAGE -> 507;
        };
    }

    /** Returns a model's refusal as jobs show it. */
    static AdminException of(ModelRefusedException refused) {
        AdminException.Reason reason =
                switch (refused.reason()) {
                    case UNKNOWN -> AdminException.Reason.UNKNOWN;
                    case BAD_DESCRIPTOR -> AdminException.Reason.BAD_REQUEST;
                    case UNTRUSTED -> AdminException.Reason.UNTRUSTED;
                    case UNREACHABLE -> AdminException.Reason.UNREACHABLE;
                    case UNSUPPORTED -> AdminException.Reason.UNFIT;
                    case STORAGE -> AdminException.Reason.STORAGE;
                };
        return new AdminException(reason, String.valueOf(refused.getMessage()), refused);
    }

    /** Returns as jobs show it why work in a process of its own gave no answer. */
    static AdminException of(TaskFailedException failed) {
        AdminException.Reason reason =
                switch (failed.reason()) {
                    case CANCELLED -> AdminException.Reason.CANCELLED;
                    case OUT_OF_MEMORY, TIME_LIMIT, DIED, REFUSED -> AdminException.Reason.UNFIT;
                    case IMPOSSIBLE -> AdminException.Reason.UNRESOLVABLE;
                };
        return new AdminException(reason, String.valueOf(failed.getMessage()), failed);
    }
}
