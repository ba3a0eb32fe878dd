// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

/**
 * What the catalogue shows of a release besides the index, as blobs.
 *
 * @param iconSha256 of the picture, empty if there is none
 * @param iconType its media type, empty if there is none
 * @param docsSha256 of the Markdown page, empty if there is none
 */
public record Extras(String iconSha256, String iconType, String docsSha256) {
    /** Neither picture nor page. */
    public static final Extras NONE = new Extras("", "", "");
}
