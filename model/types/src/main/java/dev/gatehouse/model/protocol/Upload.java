package dev.gatehouse.model.protocol;

import java.io.IOException;
import java.io.InputStream;

/// Takes a request body that may be longer than others, as it arrives.
@FunctionalInterface
public interface Upload {

    /// Answers one request. Whatever is thrown becomes an error answer without detail.
    ///
    /// @param visit the request, its body left out
    /// @param body what arrives; need not be read to its end by whoever refuses it, and is bounded by its reader
    /// @throws IOException when the body breaks off or comes too slowly
    WireAnswer answer(Page.Visit visit, InputStream body) throws IOException;
}
