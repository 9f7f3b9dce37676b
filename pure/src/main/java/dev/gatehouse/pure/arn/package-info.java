/// Amazon Resource Names.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.pure.arn;

import org.jspecify.annotations.NullMarked;
