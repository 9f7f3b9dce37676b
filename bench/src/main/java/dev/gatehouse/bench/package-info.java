/// Measures what Gatehouse costs: CPU of the server process per request, against the floor that cryptography and
/// storage set, in pools of several sizes; start and memory; and, in `jmh`, the hot functions alone.
///
/// Start reading at {@link dev.gatehouse.bench.LoadBench}. A `Site` is a running server with one pool; a `Worker` is
/// one connection to it and performs `Flow`s; `Floors` are measured in a process of their own by `FloorProcess`.
@NullMarked
package dev.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
