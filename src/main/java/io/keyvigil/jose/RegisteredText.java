package io.keyvigil.jose;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shares one instance of each value that nearly every key has, because tens of thousands of keys are in memory. */
final class RegisteredText {
    private static final Map<String, Optional<String>> SHARED = Stream.concat(
                    Stream.of("RSA", "EC", "OKP", "oct", "sig", "enc", "verify", "sign", "RSA-OAEP", "RSA-OAEP-256"),
                    Arrays.stream(JwsAlgorithm.values()).map(JwsAlgorithm::registeredName))
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Optional::of));

    private RegisteredText() {}

    static Optional<String> shared(Optional<String> text) {
        return text.map(value -> SHARED.getOrDefault(value, text)).orElse(text);
    }

    static String shared(String text) {
        return SHARED.getOrDefault(text, Optional.of(text)).orElse(text);
    }
}
