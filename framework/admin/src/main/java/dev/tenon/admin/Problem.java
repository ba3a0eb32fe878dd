// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

/**
 * Why something was refused or failed.
 *
 * @param code stable word for programs ({@code unknown-plugin})
 * @param message one line for people: what is wrong and what to do
 */
public record Problem(String code, String message) {}
