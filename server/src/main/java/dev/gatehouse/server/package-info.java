/// The process: {@link dev.gatehouse.server.Main} wires the rooms of this package's sub-packages in floor order.
@NullMarked
package dev.gatehouse.server;

import org.jspecify.annotations.NullMarked;
