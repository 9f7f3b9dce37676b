package dev.gatehouse.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One round of one flow.
///
/// @param requests how many were answered
/// @param cpu what the server process used for them
/// @param nanos how long each took, ascending
/// @param floor CPU milliseconds of what cannot be avoided, measured within the same round
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sample(int requests, Cpu cpu, long[] nanos, double floor) {

    double cpuPerRequest() {
        return cpu.total() / requests;
    }

    double ratioToFloor() {
        return cpuPerRequest() / floor;
    }

    double kernelShare() {
        return cpu.total() == 0 ? 0 : cpu.system() / cpu.total();
    }

    /// A percentile of the latencies in milliseconds.
    double millis(double percent) {
        return percentile(nanos, percent) / 1e6;
    }

    /// The smallest value not below `percent` of all (nearest rank).
    ///
    /// @param ascending at least one value
    static long percentile(long[] ascending, double percent) {
        int rank = (int) Math.ceil(percent / 100 * ascending.length);
        return ascending[Math.clamp(rank - 1, 0, ascending.length - 1)];
    }

    /// The middle value, or the mean of the two in the middle.
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// The median of one figure over the rounds.
    static double median(List<Sample> rounds, ToDoubleFunction<Sample> figure) {
        return median(rounds.stream().mapToDouble(figure).toArray());
    }
}
