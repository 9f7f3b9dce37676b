/// The IAM policy language: reading documents, and deciding requests by them.
///
/// {@link dev.gatehouse.pure.policy.Policy#parse} turns a document into a policy ready to be asked, or says
/// what is wrong with it in IAM's words and where. {@link dev.gatehouse.pure.policy.Judge#decide} takes a
/// {@link dev.gatehouse.pure.policy.Request} (who, action, resource, context keys) and all {@link
/// dev.gatehouse.pure.policy.Policies} that bear on it, and gives a {@link
/// dev.gatehouse.pure.policy.Decision} that names the statement or the layer that decided.
///
/// Reading goes from `JsonReader` over `PolicyReader` to `Statement`; a `Template` is a text taken apart, a
/// `Glob` a pattern ready to match. Nothing is slow: documents are bounded in length and depth, and
/// matching never backtracks.
///
/// A stored document names users and roles by unique id ({@link dev.gatehouse.pure.policy.PrincipalNames}
/// puts them in), so that one made again under an old name is not trusted.
///
/// Uses: net
@NullMarked
package dev.gatehouse.pure.policy;

import org.jspecify.annotations.NullMarked;
