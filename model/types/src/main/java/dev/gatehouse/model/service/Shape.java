package dev.gatehouse.model.service;

import org.jspecify.annotations.Nullable;

/// A generated structure of the model. Its `toString` hides the members the model calls sensitive.
public interface Shape {

    /// What the model says about this structure.
    Codec<?> codec();

    /// The value of a member by its place in {@link Codec#members()}; null when absent.
    @Nullable
    Object member(int index);
}
