package dev.gatehouse.model.service;

/// A generated structure of the model. Its `toString` hides the members the model calls sensitive.
public interface Shape {}
