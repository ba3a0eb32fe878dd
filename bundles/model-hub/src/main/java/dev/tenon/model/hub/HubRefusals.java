// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** What a hub's answers without the thing mean, and what to do (its header {@code X-Error-Code}, else the status). */
final class HubRefusals {
    private final HubSettings settings;
    private final HubReference reference;

    HubRefusals(HubSettings settings, HubReference reference) {
        this.settings = settings;
        this.reference = reference;
    }

    /**
     * Reads an answer.
     *
     * @param answer of the hub itself, not of a mirror; not 200
     * @param path of the file that was asked for; empty if it was the repository
     */
    ModelRefusedException of(HttpResponse<?> answer, String path) {
        HttpHeaders headers = answer.headers();
        int status = answer.statusCode();
        String message = headers.firstValue("X-Error-Message").orElse("");
        if (status == 429) {
            return refusal(
                    Reason.UNREACHABLE,
                    settings.endpoint() + " has had too many requests from here; try again " + wait(headers)
                            + (hasToken() ? "" : ", or with a token, which is granted more"));
        }
        if (message.startsWith("Invalid credentials")) {
            return refusal(
                    Reason.UNREACHABLE,
                    settings.endpoint() + " does not know the token of HF_TOKEN or " + settings.tokenFile()
                            + "; make another at " + settings.endpoint() + "/settings/tokens");
        }
        if (message.contains("is disabled")) {
            return refusal(Reason.UNKNOWN, reference.repository() + " has been disabled at " + settings.endpoint());
        }
        return switch (headers.firstValue("X-Error-Code").orElse("")) {
            case "GatedRepo" -> gated();
            case "RevisionNotFound" ->
                refusal(
                        Reason.UNKNOWN,
                        reference.repository() + " has no revision '" + reference.revision() + "'; " + page()
                                + "/commits/main lists its commits");
            case "EntryNotFound" ->
                refusal(
                        Reason.UNKNOWN,
                        reference.repository() + " has no file " + path + " in revision " + reference.revision());
            default -> byStatus(status);
        };
    }

    private ModelRefusedException byStatus(int status) {
        return switch (status) {
            case 401, 404 ->
                refusal(
                        Reason.UNKNOWN,
                        "there is no repository " + reference.repository() + " at " + settings.endpoint()
                                + ", or it is private; check the name"
                                + (hasToken()
                                        ? ", and that your token may read it"
                                        : "; for a private one " + giveToken()));
            case 403 ->
                refusal(
                        Reason.UNREACHABLE,
                        (hasToken() ? "your token may not read " : "a token is needed to read ") + page() + "; "
                                + (hasToken()
                                        ? "give it the right to read that at " + settings.endpoint()
                                                + "/settings/tokens"
                                        : giveToken()));
            default -> refusal(Reason.UNREACHABLE, page() + " answers with status " + status + "; try again later");
        };
    }

    private ModelRefusedException gated() {
        return refusal(
                Reason.UNREACHABLE,
                reference.repository() + " is gated: accept its terms at " + page()
                        + (hasToken()
                                ? " with the account of your token, wait until access is granted, then say this again"
                                : ", then " + giveToken()));
    }

    private String giveToken() {
        return "set HF_TOKEN where Tenon starts, or write a token into " + settings.tokenFile()
                + ", and say this again";
    }

    private String page() {
        return settings.endpoint() + "/" + reference.repository();
    }

    private boolean hasToken() {
        return settings.token().isPresent();
    }

    private static String wait(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(seconds -> "after " + seconds + " seconds")
                .orElse("later");
    }

    private static ModelRefusedException refusal(Reason reason, String message) {
        return new ModelRefusedException(reason, message);
    }
}
