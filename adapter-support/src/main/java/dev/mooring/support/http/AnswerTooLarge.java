package dev.mooring.support.http;

import java.io.IOException;

/** An answer has more bytes than allowed. */
final class AnswerTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLarge(long largest) {
        super("the answer is larger than the allowed " + largest + " bytes");
    }
}
