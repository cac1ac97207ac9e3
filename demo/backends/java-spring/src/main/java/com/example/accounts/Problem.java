package com.example.accounts;

/** A failure to answer with (RFC 9457). The message is for developers, and quotes nothing that came. */
class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    final int status;
    final String retryAfter;

    Problem(int status, String detail) {
        this(status, detail, null);
    }

    Problem(int status, String detail, String retryAfter) {
        super(detail);
        this.status = status;
        this.retryAfter = retryAfter;
    }
}
