package dev.mooring.support.http;

import okhttp3.Call;
import okhttp3.EventListener;

/** Whether a request may have left: before that a failure certainly changed nothing at the server. */
final class Progress {

    static final EventListener LISTENER = new EventListener() {
        @Override
        public void requestHeadersStart(Call call) {
            Progress progress = call.request().tag(Progress.class);
            if (progress != null) {
                progress.left = true;
            }
        }
    };

    private volatile boolean left;

    boolean left() {
        return left;
    }
}
