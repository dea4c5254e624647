package io.keyvigil.diagnosis;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Decides which values of a pasted text may be shown. Excludes any value that looks like a token, a part of the
 * diagnosed token, a secret, or an address of a person. Shows a subject only if its form proves that it belongs to a
 * workload.
 */
final class MessageValues {

    private static final int MOST = 8;
    private static final int LONGEST_CHANCE = 7;
    private static final Pattern TOKEN_LIKE =
            Pattern.compile("(?<![\\w-])[\\w-]{10,256}\\.[\\w-]{10,256}\\.[\\w-]{10,256}");
    private static final Pattern SECRET =
            Pattern.compile("(?i)secret|password|passwd|eyJ|@|%40|assertion=|token=|code=");
    private static final Pattern WORKLOAD =
            Pattern.compile("(?:system:serviceaccount:|repo:|project_path:)[A-Za-z0-9:/._-]{1,200}");

    private final String token;

    MessageValues(String token) {
        this.token = token;
    }

    List<String> shown(List<String> values) {
        return values.stream().filter(this::mayBeShown).limit(MOST).toList();
    }

    List<String> shownSubjects(List<String> subjects) {
        return shown(subjects.stream()
                .filter(subject -> WORKLOAD.matcher(subject).matches())
                .toList());
    }

    private boolean mayBeShown(String value) {
        boolean partOfToken = value.length() > LONGEST_CHANCE && token.contains(value);
        return !partOfToken
                && !TOKEN_LIKE.matcher(value).find()
                && !SECRET.matcher(value).find();
    }
}
