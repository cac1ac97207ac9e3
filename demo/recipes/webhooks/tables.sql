create table connections (
  id text primary key,
  owner text,
  status text not null default 'PENDING',
  as_of timestamptz not null default '-infinity', -- to compare timestamps
  version integer not null default 0 -- to ask
);
-- To act once. Senders repeat a webhook for three days; delete from webhooks where received_at < now() - interval '7 days';
create table webhooks (id text primary key, received_at timestamptz not null default now());
create table mails (id serial primary key, connection_id text not null, status text not null);
-- For the option claim. Now and then: delete from webhook_claims where ends_at < now();
create table webhook_claims (id text primary key, ends_at timestamptz not null);
