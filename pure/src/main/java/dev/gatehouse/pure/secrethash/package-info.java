/// The `SECRET_HASH` with which an app client proves that it knows its secret.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.pure.secrethash;

import org.jspecify.annotations.NullMarked;
