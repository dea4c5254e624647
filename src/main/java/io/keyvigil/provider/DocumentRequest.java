package io.keyvigil.provider;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked for; equal requests of one round are one request.
 *
 * @param headers the tenant's; their values may be secrets
 * @param ca PEM file of the private CA
 * @param reach which hosts may be asked, the first one included
 */
record DocumentRequest(
        HttpAddress address,
        String accept,
        Map<String, String> headers,
        Optional<Path> ca,
        Validators validators,
        Reach reach) {

    @Override
    public String toString() {
        return "DocumentRequest[" + address + "]";
    }
}
