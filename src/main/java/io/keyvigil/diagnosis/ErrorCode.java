package io.keyvigil.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * An error that is reported about tokens: a code, or a well-known text of a library without one.
 *
 * @param id {@code AADSTS50013}, {@code IDX10503}, or the name of a text
 * @param about what it is a matter of, the likeliest first
 * @param hint usual causes; empty text where nothing is known
 * @param basis how well the reading is founded: official, quoted, Identity.Web or unverified
 */
record ErrorCode(String id, List<MessageBucket> about, String meaning, String hint, String basis) {

    private static final String AADSTS = "AADSTS";
    private static final String B2C = "AADB2C";
    private static final String IDX = "IDX";

    ErrorCode {
        about = List.copyOf(about);
    }

    /** Its page, or for codes that have none a page about all of its kind. */
    static Optional<String> link(String id) {
        if (id.startsWith(AADSTS)) {
            return Optional.of("https://login.microsoftonline.com/error?code=" + id.substring(AADSTS.length()));
        }
        if (id.startsWith(B2C)) {
            return Optional.of("https://learn.microsoft.com/azure/active-directory-b2c/error-codes");
        }
        return id.startsWith(IDX)
                ? Optional.of(
                        "https://github.com/AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet/wiki")
                : Optional.empty();
    }

    boolean isAbout(MessageBucket bucket) {
        return about.contains(bucket);
    }
}
