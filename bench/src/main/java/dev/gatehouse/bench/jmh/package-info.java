/// The hot functions alone, by JMH: `./gatehouse bench jmh`. One class a subject.
@NullMarked
package dev.gatehouse.bench.jmh;

import org.jspecify.annotations.NullMarked;
