package io.keyvigil.provider;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The request for a document. Equal requests of one round are sent once.
 *
 * @param headers the tenant's headers; their values may be secrets
 * @param ca PEM file of the private CA
 * @param reach the hosts to which requests may be sent, including the first one
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
