// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageRecipeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"size": {"height": 224, "width": 200}}                                              | 200x224 stretch
            {"size": 224, "feature_extractor_type": "ViTFeatureExtractor"}                       | 224x224 stretch
            {"do_center_crop": true, "crop_size": 224, "size": {"shortest_edge": 256}}           | 224x224 crop
            {"do_center_crop": true, "crop_size": {"height": 8, "width": 9}, "size": 256}        | 9x8 crop
            {"size": {"shortest_edge": 224}, "crop_pct": 0.875}                                  | 224x224 crop
            {"size": {"shortest_edge": 384}, "image_processor_type": "ConvNextImageProcessor"}   | 384x384 stretch
            {"size": {"shortest_edge": 800, "longest_edge": 1333}}                               | none
            {"feature_size": 80, "sampling_rate": 16000}                                         | none
            """)
    void findsTheSizeOfThePicture(String config, String expected) throws JsonProcessingException {
        assertThat(ImageRecipe.of(Visit.MAPPER.readTree(config))
                        .map(image -> image.path("width").asInt() + "x"
                                + image.path("height").asInt() + " "
                                + image.path("fit").asText())
                        .orElse("none"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"size": 2, "image_mean": [0.1, 0.2, 0.3], "image_std": [1, 2, 4], "rescale_factor": 0.5} | rgb 0.5 [0.1,0.2,0.3] [1.0,2.0,4.0]
            {"size": 2, "image_mean": 0.5, "image_std": 0.25, "do_rescale": false}                    | rgb 1.0 [0.5,0.5,0.5] [0.25,0.25,0.25]
            {"size": 2, "image_mean": [9, 9, 9], "do_normalize": false, "do_rescale": false}          | rgb 1.0 [0.0,0.0,0.0] [1.0,1.0,1.0]
            {"size": 2, "do_flip_channel_order": true, "rescale_factor": 0.5}                         | bgr 0.5 [0.0,0.0,0.0] [1.0,1.0,1.0]
            {"size": 2, "rescale_factor": 0.5, "rescale_offset": true}                                | rgb 0.5 [1.0,1.0,1.0] [1.0,1.0,1.0]
            """)
    void findsTheNumbersOfTheChannels(String config, String expected) throws JsonProcessingException {
        assertThat(ImageRecipe.of(Visit.MAPPER.readTree(config))
                        .map(image -> image.path("channels").asText() + " "
                                + image.path("scale").asDouble() + " " + image.path("mean") + " "
                                + image.path("deviation"))
                        .orElseThrow())
                .isEqualTo(expected);
    }
}
