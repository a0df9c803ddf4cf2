package dev.mooring.supabase.internal.realtime;

/** Opens connections to the Realtime server. Safe for several threads. */
interface Wire extends AutoCloseable {

    /**
     * Starts to connect.
     *
     * @param receiver told from any thread, one call at a time
     * @throws IllegalArgumentException when no header can carry the key
     */
    Line open(String key, Receiver receiver);

    /** Ends everything. */
    @Override
    void close();

    /** One connection. */
    interface Line {

        /** Sends a text; what cannot be sent any more is lost with the connection. */
        void send(String text);

        /** Says goodbye. */
        void hangUp();

        /** Ends it at once; the receiver is told that it is lost. */
        void cut();
    }

    /** What becomes of a connection. */
    interface Receiver {

        /** It is open. */
        void opened();

        /** A text came. */
        void text(String text);

        /**
         * It is over, or never came to be; the last that is told, once.
         *
         * @param status what the server refused it with; 0 where it did not
         */
        void lost(int status);
    }
}
