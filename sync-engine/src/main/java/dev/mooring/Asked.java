package dev.mooring;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The questions that wait for the control thread: once that has ended nobody answers any more, so that each is told instead. Safe for several
 * threads.
 */
final class Asked {

    private final Set<Question> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** A question that is told if nobody answers any more. */
    Question one() {
        Question question = new Question();
        waiting.add(question);
        if (ended) {
            question.tell();
        }
        return question;
    }

    /** Nobody waits for it any more. */
    void over(Question question) {
        waiting.remove(question);
        question.answer.complete(false);
    }

    /** Nobody answers any more. */
    void end() {
        ended = true;
        waiting.forEach(Question::tell);
    }

    /** One question. */
    static final class Question {

        private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

        private Question() {}

        /** Its answer; cancelled when there will be none. */
        CompletableFuture<Boolean> answer() {
            return answer;
        }

        private void tell() {
            answer.cancel(false);
        }
    }
}
