package io.keyvigil.provider;

/** The most common mistake about a document is a page in its place: a login, an error, a proxy's warning. */
final class Html {

    private Html() {}

    static boolean looksLike(String text) {
        return text.stripLeading().startsWith("<");
    }
}
