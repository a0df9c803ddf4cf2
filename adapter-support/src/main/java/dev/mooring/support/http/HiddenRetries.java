package dev.mooring.support.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * OkHttp sends a request again by itself when it is answered by 503 with {@code Retry-After: 0}, a POST as well, and no option
 * switches that off. So the header is hidden from it and put back afterwards.
 */
final class HiddenRetries {

    static final Interceptor HIDE = chain -> renamed(chain, HiddenRetries.PLAIN, HiddenRetries.HIDDEN);
    static final Interceptor RESTORE = chain -> renamed(chain, HiddenRetries.HIDDEN, HiddenRetries.PLAIN);

    private static final String PLAIN = "Retry-After";
    private static final String HIDDEN = "Mooring-Hidden-Retry-After";

    private HiddenRetries() {}

    private static Response renamed(Interceptor.Chain chain, String from, String to) throws IOException {
        Response response = chain.proceed(chain.request());
        String value = response.header(from);
        return value == null
                ? response
                : response.newBuilder().removeHeader(from).header(to, value).build();
    }
}
