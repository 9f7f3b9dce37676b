/// The command line: `gatehouse start`, `env`, `backup` and the rest.
///
/// Start at {@link dev.gatehouse.server.cli.Cli}. What a command does with the server's rooms is handed in as
/// {@link dev.gatehouse.server.cli.Commands}.
///
/// Uses: config
@NullMarked
package dev.gatehouse.server.cli;

import org.jspecify.annotations.NullMarked;
