package dev.gatehouse.conformance;

import java.util.concurrent.atomic.AtomicInteger;

/// Names no other test uses, and values every test may use.
final class Names {
    /// A password that meets every default policy.
    static final String PASSWORD = "Corr3ct-Horse!";
    /// Another one.
    static final String OTHER_PASSWORD = "Batt3ry-Staple!";
    /// A pool id that names nothing.
    static final String NO_POOL = "us-east-1_aaaaaaaaa";
    /// A client id that names nothing.
    static final String NO_CLIENT = "00000000000000000000000000";

    private static final AtomicInteger NEXT = new AtomicInteger();

    private Names() {}

    /// A fresh name that starts with the given word.
    static String unique(String word) {
        return word + NEXT.incrementAndGet();
    }

    /// A fresh mail address.
    static String email() {
        return unique("mail") + "@example.com";
    }

    /// A fresh phone number.
    static String phone() {
        return "+1425555%04d".formatted(NEXT.incrementAndGet());
    }
}
