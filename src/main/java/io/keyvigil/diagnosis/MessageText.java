package io.keyvigil.diagnosis;

import java.util.List;

/**
 * A text by which libraries report an error without a code.
 *
 * @param says what it is recognised by, in lower case; one of them is enough
 * @param general whether it says so little that anything more particular is preferred
 */
record MessageText(ErrorCode error, List<String> says, boolean general) {

    MessageText {
        says = List.copyOf(says);
    }

    boolean isIn(String lowerCase) {
        return says.stream().anyMatch(lowerCase::contains);
    }
}
