package io.keyvigil.jose;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Text from UTF-8 (RFC 3629), decoded strictly without a byte order mark at the start.
 *
 * @param text the text before the first malformed byte
 * @param malformedAt the offset of that byte, from 0
 * @param byteOrderMark whether a byte order mark was removed
 */
record Utf8Text(String text, OptionalInt malformedAt, boolean byteOrderMark) {

    static Utf8Text of(byte[] octets) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer input = ByteBuffer.wrap(octets);
        CharBuffer output = CharBuffer.allocate(octets.length);
        CoderResult result = decoder.decode(input, output, true);
        String text = output.flip().toString();
        boolean marked = text.startsWith("\uFEFF");
        return new Utf8Text(
                marked ? text.substring(1) : text,
                result.isError() ? OptionalInt.of(input.position()) : OptionalInt.empty(),
                marked);
    }
}
