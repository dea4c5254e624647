package io.keyvigil.provider;

/** Detects an HTML page in place of a document, the most common mistake: a login page, an error page, a proxy's warning. */
final class Html {

    private Html() {}

    static boolean looksLike(String text) {
        return text.stripLeading().startsWith("<");
    }
}
