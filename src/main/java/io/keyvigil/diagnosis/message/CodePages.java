package io.keyvigil.diagnosis.message;

import io.keyvigil.tenant.AsciiCase;
import java.util.Optional;
import java.util.regex.Matcher;

/** Microsoft's pages about its codes: one for each AADSTS code, one for all AADB2C codes, one for all IDX codes. */
public final class CodePages {

    private static final String AADSTS = "AADSTS";
    private static final String B2C = "AADB2C";
    private static final String IDX = "IDX";

    private CodePages() {}

    static boolean isCode(String id) {
        return id.startsWith(AADSTS) || id.startsWith(B2C) || id.startsWith(IDX);
    }

    static Optional<String> codeAtStart(String text) {
        Matcher code = MessagePatterns.CODE.matcher(text);
        return code.lookingAt() ? Optional.of(AsciiCase.upper(code.group(1)) + code.group(2)) : Optional.empty();
    }

    /**
     * Returns the page of a code; empty if {@code id} is not a code.
     *
     * @param id a code such as {@code AADSTS50013}, known or not
     */
    public static Optional<String> of(String id) {
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
}
