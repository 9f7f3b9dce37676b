/// The devices of users: confirmed with a secret of their own, remembered or not, forgotten.
///
/// Start at {@link dev.gatehouse.server.devices.DeviceOperations}, the table of operations. Sign-in asks
/// {@link dev.gatehouse.server.devices.Devices}: which device a key names, what its proof is judged by, and which key a
/// new device gets. What a pool wants is {@link dev.gatehouse.server.devices.DeviceSettings}. A device exists once
/// it is confirmed; until then its key stands only in the session it was handed out with, and in its tokens.
///
/// Uses: store seal pools users
@NullMarked
package dev.gatehouse.server.devices;

import org.jspecify.annotations.NullMarked;
