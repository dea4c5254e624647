package io.keyvigil.diagnosis.paste;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a segment without a joint in it.
 *
 * @param start inclusive
 * @param end exclusive
 * @param afterLineBreak whether a line ends before it
 */
record Run(String text, int start, int end, boolean afterLineBreak) {

    private static final int MOST = 4_096;

    /** The runs from that index on, up to the first character that belongs to none; the first run can be empty. */
    static List<Run> from(String text, int start, int longest) {
        List<Run> runs = new ArrayList<>();
        int last = (int) Math.min(text.length(), (long) start + longest);
        int index = start;
        boolean broken = false;
        while (runs.size() < MOST) {
            int end = end(text, index, last);
            if (end == index && !runs.isEmpty()) {
                break;
            }
            runs.add(new Run(text.substring(index, end), index, end, broken));
            LineJoint joint = LineJoint.at(text, end);
            if (joint.isNone(end)) {
                break;
            }
            index = joint.end();
            broken = joint.breaksLine();
        }
        return runs;
    }

    private static int end(String text, int start, int last) {
        int index = start;
        while (index < last && belongs(text, index)) {
            index++;
        }
        return index;
    }

    private static boolean belongs(String text, int index) {
        char letter = text.charAt(index);
        if (Letters.isBase64Url(letter)) {
            return true;
        }
        boolean followed = index + 1 < text.length() && Letters.isBase64Url(text.charAt(index + 1));
        if (letter == '=') {
            return !isSoftBreak(text, index);
        }
        return Letters.isBase64(letter) || followed && Letters.isDamage(letter);
    }

    /**
     * Whether this is a soft line break of quoted-printable text (RFC 2045 section 6.7): the token continues in the
     * next line.
     */
    private static boolean isSoftBreak(String text, int index) {
        int next = index + 1;
        while (next < text.length() && next <= index + 2 && Letters.isLineBreak(text.charAt(next))) {
            next++;
        }
        return next > index + 1 && next < text.length() && Letters.isBase64Url(text.charAt(next));
    }
}
