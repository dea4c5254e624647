package io.keyvigil.profile;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * The sources of a profile's figures.
 *
 * @param version the version of the library or product that was read
 * @param asOf when the profile was put together
 * @param lessCertain the cells that are less certain than {@code confidence} says
 */
public record Provenance(
        Optional<String> version,
        String source,
        Confidence confidence,
        List<String> lessCertain,
        Optional<String> note,
        YearMonth asOf) {

    public Provenance {
        lessCertain = List.copyOf(lessCertain);
    }
}
