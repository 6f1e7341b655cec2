-- Everything that the server keeps. SQLite and PostgreSQL both understand it. Times are milliseconds since 1970.

-- Token buckets: a caller's requests, an address's mail. A bucket that is not here is full.
CREATE TABLE buckets (
    name TEXT PRIMARY KEY,
    full_at BIGINT NOT NULL
);

-- The addresses that were asked about and are not looked up yet, whether they have an account or not.
CREATE TABLE asked (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL,
    address TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    due BIGINT NOT NULL
);

-- The outbox: letters that are to be sent, and have no link before that.
CREATE TABLE letters (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL,
    account TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    due BIGINT NOT NULL,
    UNIQUE (account, article)
);

-- One-time tokens, by their hashes.
CREATE TABLE tokens (
    hash TEXT PRIMARY KEY,
    article TEXT NOT NULL,
    account TEXT NOT NULL,
    expires BIGINT NOT NULL,
    used_by TEXT
);

CREATE TABLE feedback (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL,
    section TEXT,
    helpful BOOLEAN,
    rating BIGINT,
    comment TEXT,
    said_at BIGINT NOT NULL
);

-- Accounts to try the server out with; a site's own are wherever its query finds them.
CREATE TABLE sample_accounts (
    account TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    state TEXT NOT NULL
);
