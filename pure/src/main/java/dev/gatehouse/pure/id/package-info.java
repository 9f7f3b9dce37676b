/// Identifiers that mean something, each a one-field record whose constructor checks.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.pure.id;

import org.jspecify.annotations.NullMarked;
