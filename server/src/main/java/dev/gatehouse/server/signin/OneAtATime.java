package dev.gatehouse.server.signin;

import dev.gatehouse.pure.id.PoolId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets guesses at one name be judged one after the other on this node, so that guesses sent at the same time cannot
/// all pass the lock-out's look before the first of them is counted.
final class OneAtATime {
    private final ConcurrentHashMap<String, Turn> turns = new ConcurrentHashMap<>();

    /// Whose turn it is at a name, and how many are at it.
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock();
        private int present;
    }

    /// Runs the work when nobody else works at this name.
    <T> T at(PoolId pool, String key, Supplier<T> work) {
        String name = pool + "/" + key;
        Turn turn = enter(name);
        turn.lock.lock();
        try {
            return work.get();
        } finally {
            turn.lock.unlock();
            leave(name);
        }
    }

    private Turn enter(String name) {
        return turns.compute(name, (ignored, before) -> {
            Turn turn = before == null ? new Turn() : before;
            turn.present++;
            return turn;
        });
    }

    private void leave(String name) {
        turns.computeIfPresent(name, (ignored, turn) -> --turn.present == 0 ? null : turn);
    }
}
