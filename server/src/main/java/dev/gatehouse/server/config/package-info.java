/// What the operator chose: one tree of records, read once from a YAML file, the environment and the command line.
///
/// Start at {@link dev.gatehouse.server.config.Settings}; {@link dev.gatehouse.server.config.Source} says where a
/// value
/// may come from and how a wrong one is refused. {@link dev.gatehouse.server.config.RootKey} is the account's own key
/// in the data folder.
///
/// Uses: nothing
@NullMarked
package dev.gatehouse.server.config;

import org.jspecify.annotations.NullMarked;
