package dev.gatehouse.model;

import java.util.Set;

/// Where the models are newer than the SDK the tests use.
final class NewerThanTheSdk {
    static final Set<String> DIFFERENCES = Set.of();

    private NewerThanTheSdk() {}
}
