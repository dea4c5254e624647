package io.keyvigil.diagnosis.paste;

/**
 * One part of a pasted text.
 *
 * @param where its place in words, such as "before the token" or "line 3"; none of the pasted text
 */
public record Found(FoundKind kind, String where) {

    static final String BEFORE = "before the token";
    static final String AFTER = "after the token";
    static final String AROUND = "around the token";
    static final String IN = "in the token";
    static final String INSTEAD = "instead of the token";
    static final String WHOLE = "the whole text";

    /** The part and its place, for use in a sentence. */
    public String inWords() {
        return where.startsWith("line ") || where.startsWith("member ")
                ? kind.description() + " in " + where
                : kind.description() + " " + where;
    }
}
