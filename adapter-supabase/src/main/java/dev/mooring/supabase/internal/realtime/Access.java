package dev.mooring.supabase.internal.realtime;

/** What lets a connection and its channels in. Each may make a call, and fails as calls do. Safe for several threads. */
public interface Access {

    /** The project's API key. */
    String key();

    /** Another key than one that was refused, if there is one. */
    String keyOtherThan(String refused);

    /** The user's token, one that does not end soon; the key where nobody is signed in. */
    String token();

    /** Another token than one that was refused, if there is one. */
    String tokenOtherThan(String refused);
}
