-- The collection of the contract suite, in standard SQL as PostgreSQL understands it. Elsewhere use the nearest types:
-- what matters is that no value changes silently. Columns of your own (version, changed_at, deleted) go beside these.
create table contract_items (
  id     text primary key,
  title  text,
  body   text,
  done   boolean,
  amount bigint,
  price  numeric,
  tags   jsonb,
  extra  jsonb
);
