package dev.gatehouse.model.service;

import java.util.Arrays;

/// Bytes that do not change; base64 text on the wire.
public final class Blob {
    private final byte[] bytes;

    private Blob(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A blob with a copy of these bytes.
    public static Blob of(byte[] bytes) {
        return new Blob(bytes.clone());
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The number of bytes.
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Only the length: a blob may be anything.
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
