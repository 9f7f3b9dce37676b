package dev.gatehouse.server.devices;

import dev.gatehouse.model.cognitoidp.DeviceKeyExistsException;
import dev.gatehouse.model.cognitoidp.InvalidParameterException;
import dev.gatehouse.model.cognitoidp.InvalidUserPoolConfigurationException;
import dev.gatehouse.model.cognitoidp.ResourceNotFoundException;
import dev.gatehouse.model.service.ServiceException;

/// Every refusal of this room. All are the caller's to mend.
final class Refusals {
    private Refusals() {}

    /// The user has no confirmed device of that key. Clients drop what they know of the device at exactly this text.
    static ServiceException unknown() {
        return new ResourceNotFoundException("Device does not exist.");
    }

    /// ConfirmDevice: not the key the sign-in was given. Sign-in: a text no device key looks like.
    static ServiceException badKey() {
        return new InvalidParameterException("Invalid device key given.");
    }

    /// ConfirmDevice: done before.
    static ServiceException exists() {
        return new DeviceKeyExistsException("Device already exists.");
    }

    /// ConfirmDevice: the pool stopped tracking devices since the sign-in.
    static ServiceException notTracked() {
        return new InvalidUserPoolConfigurationException("Device tracking is not enabled for the user pool.");
    }

    /// ConfirmDevice without a secret, which leaves nothing to prove later.
    static ServiceException noVerifier() {
        return new InvalidParameterException("Missing required parameter DeviceSecretVerifierConfig");
    }

    /// ConfirmDevice: not base64 of a salt and of a verifier between 1 and N-1.
    static ServiceException badVerifier() {
        return new InvalidParameterException("Invalid device secret verifier given.");
    }

    /// No access token came along.
    static ServiceException noToken() {
        return new InvalidParameterException("Missing required parameter AccessToken");
    }

    /// Nobody of that name, where the operation declares no UserNotFoundException.
    static ServiceException noSuchUser(String text) {
        return new ResourceNotFoundException(text);
    }
}
