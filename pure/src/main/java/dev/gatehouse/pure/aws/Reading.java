package dev.gatehouse.pure.aws;

import java.util.List;

/// What a request was understood to mean.
public sealed interface Reading {

    /// It is clear what it wants.
    ///
    /// @param all at least one
    record Clear(List<Want> all) implements Reading {
        public Clear {
            all = List.copyOf(all);
        }
    }

    /// It cannot be told, or might mean something else to the service behind.
    ///
    /// @param why for people
    record Unclear(String why) implements Reading {}
}
