create table if not exists connections (
  id varchar(64) primary key,
  owner varchar(64) not null,
  status varchar(20) not null default 'PENDING',
  changed_at timestamp(6) with time zone
);
