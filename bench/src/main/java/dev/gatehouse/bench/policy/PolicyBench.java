package dev.gatehouse.bench.policy;

import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Judge;
import dev.gatehouse.pure.policy.NamedPolicy;
import dev.gatehouse.pure.policy.Policies;
import dev.gatehouse.pure.policy.PolicyKind;
import dev.gatehouse.pure.policy.Request;
import dev.gatehouse.pure.policy.Requester;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Compares engine and twin, then measures decisions: the CPU time of one thread, sizes one after the other
/// in each round, ratios within a round, medians of the rounds.
///
/// The policies are the engine's worst case: every statement is about the service and action that is asked,
/// and only the last allows, by a resource with a policy variable and a condition.
public final class PolicyBench {
    private static final List<Integer> SIZES = List.of(1, 100, 1_000);
    private static final int BATCH = 200;

    private final PolicyOptions options;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Request request = new Request(
            new Requester.RoleSession("123456789012", "AROAGUEST00000000000A", "app"),
            "dynamodb:GetItem",
            "arn:aws:dynamodb:eu-west-1:123456789012:table/Notes-alice",
            Context.builder()
                    .put("aws:username", "alice")
                    .put("aws:SourceIp", "203.0.113.7")
                    .put("dynamodb:LeadingKeys", List.of("alice"))
                    .build());

    private PolicyBench(PolicyOptions options) {
        this.options = options;
    }

    /// Runs with the options of the command line.
    ///
    /// @throws IllegalArgumentException when they are not understood
    public static void run(String... arguments) {
        new PolicyBench(PolicyOptions.parse(arguments)).run();
    }

    private void run() {
        Comparison comparison = Comparison.run(options.seed(), options.cases());
        StringBuilder report = new StringBuilder()
                .append(String.format(
                        Locale.ROOT,
                        "Engine and twin agree on %,d cases (seed %d):%n%n| decision | cases |%n|---|---|%n",
                        comparison.cases(),
                        options.seed()));
        comparison
                .outcomes()
                .forEach((outcome, times) ->
                        report.append(String.format(Locale.ROOT, "| %s | %,d |%n", outcome, times)));
        System.out.print(report);
        System.out.print(measured());
    }

    private String measured() {
        List<Policies> policies = SIZES.stream().map(PolicyBench::policies).toList();
        double[][] micros = new double[options.rounds()][SIZES.size()];
        policies.forEach(each -> perDecision(each, options.warmUpNanos()));
        for (double[] round : micros) {
            for (int size = 0; size < SIZES.size(); size++) {
                round[size] = perDecision(policies.get(size), options.roundNanos());
            }
        }
        var report = new StringBuilder(
                "\n| statements | decisions per second of CPU | µs | to one statement |\n|---|---|---|---|\n");
        for (int size = 0; size < SIZES.size(); size++) {
            int at = size;
            double cost = median(Arrays.stream(micros).mapToDouble(round -> round[at]));
            double ratio = median(Arrays.stream(micros).mapToDouble(round -> round[at] / round[0]));
            report.append(String.format(
                    Locale.ROOT, "| %,d | %,.0f | %.2f | %.1f |%n", SIZES.get(size), 1e6 / cost, cost, ratio));
        }
        return report.toString();
    }

    /// Microseconds of CPU that a decision takes.
    private double perDecision(Policies policies, long nanos) {
        long start = threads.getCurrentThreadCpuTime();
        long decisions = 0;
        long spent = 0;
        while (spent < nanos) {
            for (int i = 0; i < BATCH; i++) {
                if (!Judge.decide(request, policies).allowed()) {
                    throw new IllegalStateException("not allowed");
                }
            }
            decisions += BATCH;
            spent = threads.getCurrentThreadCpuTime() - start;
        }
        return spent / 1e3 / decisions;
    }

    private static Policies policies(int statements) {
        String others = IntStream.range(1, statements)
                .mapToObj(i -> "{\"Effect\":\"" + (i % 10 == 0 ? "Deny" : "Allow")
                        + "\",\"Action\":[\"dynamodb:Get*\",\"dynamodb:Query\"],"
                        + "\"Resource\":\"arn:aws:dynamodb:*:*:table/Table" + i + "-*\"},")
                .collect(Collectors.joining());
        String last = "{\"Effect\":\"Allow\",\"Action\":[\"dynamodb:Query\",\"dynamodb:GetItem\"],"
                + "\"Resource\":\"arn:aws:dynamodb:*:*:table/Notes-${aws:username}\","
                + "\"Condition\":{\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":\"${aws:username}\"},"
                + "\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}}";
        return Policies.of(List.of(new NamedPolicy(
                "bench",
                Comparison.parsed(
                        PolicyKind.IDENTITY, "{\"Version\":\"2012-10-17\",\"Statement\":[" + others + last + "]}"))));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
