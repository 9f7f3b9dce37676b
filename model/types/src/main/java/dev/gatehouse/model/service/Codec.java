package dev.gatehouse.model.service;

/// Reads and writes one shape; generated.
///
/// @param <S> the shape
public interface Codec<S extends Shape> {}
