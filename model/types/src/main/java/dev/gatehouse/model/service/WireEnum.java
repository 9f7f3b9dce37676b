package dev.gatehouse.model.service;

/// A generated enum of the model.
public interface WireEnum {

    /// The text on the wire.
    String value();
}
