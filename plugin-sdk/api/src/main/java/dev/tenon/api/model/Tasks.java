// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.model;

/** Names of common tasks, spelt as model hubs spell them. The list is open: a model may bear another word. */
public final class Tasks {
    /** A picture to one score per class. */
    public static final String IMAGE_CLASSIFICATION = "image-classification";
    /** A picture to boxes with classes. */
    public static final String OBJECT_DETECTION = "object-detection";
    /** A picture to boxes around faces. */
    public static final String FACE_DETECTION = "face-detection";
    /** A picture to a picture. */
    public static final String IMAGE_TO_IMAGE = "image-to-image";
    /** A text to one score per class. */
    public static final String TEXT_CLASSIFICATION = "text-classification";
    /** A text to a vector. */
    public static final String EMBEDDING = "embedding";
    /** A text to its continuation. */
    public static final String TEXT_GENERATION = "text-generation";
    /** Numbers of one record to a class or a number. */
    public static final String TABULAR = "tabular";
    /** Sound to whether somebody speaks. */
    public static final String VOICE_ACTIVITY_DETECTION = "voice-activity-detection";
    /** Anything else. */
    public static final String OTHER = "other";

    private Tasks() {}
}
