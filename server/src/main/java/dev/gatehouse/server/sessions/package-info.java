/// User sessions: what pools that keep track of them remember of each sign-in, shown to users and administrators, and
/// ended one by one.
///
/// Start at {@link dev.gatehouse.server.sessions.SessionOperations}, the front door.
/// {@link dev.gatehouse.server.sessions.Tracking} is told of sign-ins and refreshes and writes inside their writes;
/// what is kept on top of a sign-in's own row is a `SessionDetailsRecord`. `UserAgents` and `Locations` say what and
/// where a caller is. The settings stand in the room `pools`.
///
/// Uses: store seal pools users
@NullMarked
package dev.gatehouse.server.sessions;

import org.jspecify.annotations.NullMarked;
