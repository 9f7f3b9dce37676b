package dev.gatehouse.pure.aws;

/// A request to DynamoDB.
///
/// @param target the header `X-Amz-Target`
/// @param body the whole body
/// @param region in which the tables are
/// @param account whose they are
public record DynamoRequest(String target, Node body, String region, String account) {}
