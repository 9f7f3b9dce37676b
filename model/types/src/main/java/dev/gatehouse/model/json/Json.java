package dev.gatehouse.model.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// The JSON library as this package uses it.
final class Json {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 4_096;
    private static final int LONGEST_STRING = 4 * 1024 * 1024;

    /// Bounds what a text may cost to read; the front door bounds its length.
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(LONGEST_STRING)
                    .build())
            .build();

    /// The last millisecond of the year 9999.
    static final long GREATEST_MILLIS = 253_402_300_799_999L;

    private Json() {}
}
