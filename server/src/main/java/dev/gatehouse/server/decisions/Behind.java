package dev.gatehouse.server.decisions;

import dev.gatehouse.pure.aws.Tables;
import dev.gatehouse.server.seal.Secret;
import java.util.List;
import java.util.Optional;

/// What is known of the services that requests are for, and of the proxies in front of them.
///
/// @param account the 12 digits of the account
/// @param region the region of the services: who signs for another is refused
/// @param secret what proxies must send; they are not answered without
/// @param hosts names whose subdomains are S3 buckets, in lower case
/// @param tables the partition keys of DynamoDB tables
public record Behind(String account, String region, Optional<Secret> secret, List<String> hosts, Tables tables) {}
