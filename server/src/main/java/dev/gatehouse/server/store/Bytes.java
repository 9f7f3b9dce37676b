package dev.gatehouse.server.store;

import java.util.Arrays;

/// Immutable bytes as a value: equal by content, and never shown when printed, because most of what is kept here is
/// sealed or hashed.
public final class Bytes {
    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// A copy of the array as a value.
    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /// Takes an array nobody else will change, without copying.
    static Bytes wrap(byte[] content) {
        return new Bytes(content);
    }

    /// A copy that belongs to the caller.
    public byte[] toArray() {
        return content.clone();
    }

    byte[] shared() {
        return content;
    }

    /// How many bytes.
    public int length() {
        return content.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "Bytes[" + content.length + "]";
    }
}
