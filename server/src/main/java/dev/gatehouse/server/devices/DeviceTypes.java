package dev.gatehouse.server.devices;

import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.DeviceType;
import dev.gatehouse.server.store.DeviceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Devices as the API shows them.
final class DeviceTypes {
    private DeviceTypes() {}

    /// As users see their own.
    static DeviceType shown(DeviceRecord device) {
        List<AttributeType> attributes = new ArrayList<>();
        attributes.add(new AttributeType("device_status", "valid"));
        if (device.name() != null) {
            attributes.add(new AttributeType("device_name", device.name()));
        }
        attributes.add(new AttributeType("last_ip_used", device.lastIp()));
        return DeviceType.builder()
                .deviceKey(device.key())
                .deviceAttributes(attributes)
                .deviceCreateDate(Instant.ofEpochMilli(device.createdAt()))
                .deviceLastModifiedDate(Instant.ofEpochMilli(device.modifiedAt()))
                .deviceLastAuthenticatedDate(Instant.ofEpochMilli(device.authenticatedAt()))
                .build();
    }

    /// As administrators see them: whether it is remembered shows too.
    static DeviceType whole(DeviceRecord device) {
        DeviceType shown = shown(device);
        List<AttributeType> attributes = new ArrayList<>();
        if (shown.deviceAttributes() != null) {
            attributes.addAll(shown.deviceAttributes());
        }
        attributes.add(new AttributeType(
                "dev:device_remembered_status", device.remembered() ? "remembered" : "not_remembered"));
        return shown.toBuilder().deviceAttributes(attributes).build();
    }
}
