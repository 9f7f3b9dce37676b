package dev.gatehouse.server.devices;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.service.Operations;

/// The front door of the room.
public final class DeviceOperations {
    private DeviceOperations() {}

    /// Operation to method.
    public static Operations.Table table(Devices devices) {
        return Operations.table()
                .on(CognitoIdp.CONFIRM_DEVICE, devices.own()::confirm)
                .on(CognitoIdp.GET_DEVICE, devices.own()::get)
                .on(CognitoIdp.LIST_DEVICES, devices.own()::list)
                .on(CognitoIdp.UPDATE_DEVICE_STATUS, devices.own()::update)
                .on(CognitoIdp.FORGET_DEVICE, devices.own()::forget)
                .on(CognitoIdp.ADMIN_GET_DEVICE, devices.admin()::get)
                .on(CognitoIdp.ADMIN_LIST_DEVICES, devices.admin()::list)
                .on(CognitoIdp.ADMIN_UPDATE_DEVICE_STATUS, devices.admin()::update)
                .on(CognitoIdp.ADMIN_FORGET_DEVICE, devices.admin()::forget);
    }
}
