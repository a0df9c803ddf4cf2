begin;
set local client_min_messages = warning;
set local lock_timeout = '10s';

create schema if not exists mooring;

-- Versions come from one sequence for all tables and begin at the present microsecond, so that they are new even after
-- everything was uninstalled and installed again.
do $do$ begin
  if to_regclass('mooring.versions') is null then
    execute format('create sequence mooring.versions start with %s',
      (extract(epoch from clock_timestamp()) * 1000000)::bigint);
  end if;
end $do$;

create table if not exists mooring.tables (
  relation regclass primary key,
  shape text not null,
  key_column text not null,
  key_type text not null,
  owner_column text,
  deleted_column text,
  deleted_by text,
  retention interval,
  generation uuid not null default gen_random_uuid(),
  floor_xid bigint not null default 0,
  floor_seq bigint not null default 0
);

-- Rows that somebody no longer sees. The owner is null where everybody saw them.
create table if not exists mooring.departures (
  relation regclass not null,
  xid bigint not null default pg_current_xact_id()::text::bigint,
  seq bigint not null default nextval('mooring.versions'),
  id text not null,
  owner text,
  gone boolean not null,
  at timestamptz not null default clock_timestamp(),
  primary key (relation, xid, seq)
);
create index if not exists departures_id on mooring.departures (relation, id);

create table if not exists mooring.keys (
  relation regclass not null,
  author text not null,
  key text not null,
  id text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (relation, author, key)
);
create index if not exists keys_at on mooring.keys (relation, at);

create or replace function mooring.caller() returns text language sql stable set search_path = '' as $f$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::json ->> 'sub',
    '')
$f$;

alter table mooring.tables enable row level security;
alter table mooring.departures enable row level security;
alter table mooring.keys enable row level security;
do $do$ begin
  if not exists (select from pg_policy where polrelid = 'mooring.tables'::regclass and polname = 'readable') then
    create policy readable on mooring.tables for select using (true);
  end if;
  if not exists (select from pg_policy where polrelid = 'mooring.departures'::regclass and polname = 'seen') then
    create policy seen on mooring.departures for select using (
      (owner is null or owner = nullif((select mooring.caller()), ''))
      and has_table_privilege(relation::oid, 'select'));
  end if;
end $do$;

-- The six functions that act for the kit's owner: each has a fixed search path and touches the kit's own tables alone.

create or replace function mooring.stamp() returns trigger language plpgsql security definer set search_path = '' as $f$
begin
  new.mooring_version := nextval('mooring.versions');
  new.mooring_xid := pg_current_xact_id()::text::bigint;
  new.mooring_at := clock_timestamp();
  new.mooring_key := nullif(current_setting('mooring.key', true), '');
  return new;
end $f$;

create or replace function mooring.depart() returns trigger language plpgsql security definer set search_path = '' as $f$
declare
  before jsonb := to_jsonb(old);
begin
  insert into mooring.departures (relation, id, owner, gone) values (
    tg_relid,
    before ->> tg_argv[0],
    case when tg_nargs > 1 then coalesce(before ->> tg_argv[1], '') end,
    tg_op = 'DELETE' or to_jsonb(new) ->> tg_argv[0] is distinct from before ->> tg_argv[0]);
  return null;
end $f$;

create or replace function mooring.emptied() returns trigger language plpgsql security definer set search_path = '' as $f$
begin
  update mooring.tables set generation = gen_random_uuid() where relation = tg_relid;
  delete from mooring.departures where relation = tg_relid;
  return null;
end $f$;

-- True where this user's key is new; it is remembered if the transaction commits. Two copies of one store give their writes
-- the same keys: a key that comes for another record is no replay, and saying that it was applied would lose the write.
create or replace function mooring.claim(p_relation regclass, p_key text, p_id text)
returns boolean language plpgsql security definer set search_path = '' as $f$
begin
  insert into mooring.keys (relation, author, key, id) values (p_relation, mooring.caller(), p_key, p_id)
  on conflict do nothing;
  if found then
    return true;
  end if;
  if exists (select from mooring.keys k
      where k.relation = p_relation and k.author = mooring.caller() and k.key = p_key and k.id <> p_id) then
    raise exception 'the key of this write was used for another record: the store that sends it was copied or restored'
      using errcode = 'KEY01';
  end if;
  return false;
end $f$;

create or replace function mooring.unclaim(p_relation regclass, p_key text)
returns void language sql security definer set search_path = '' as $f$
  delete from mooring.keys where relation = p_relation and author = mooring.caller() and key = p_key
$f$;

-- Positions of another cluster, or of another history of this one, mean nothing here.
create or replace function mooring.history() returns text language plpgsql stable security definer set search_path = '' as $f$
begin
  return (select system_identifier from pg_control_system()) || '.' || (select timeline_id from pg_control_checkpoint());
exception when insufficient_privilege then
  return '';
end $f$;

-- Everything below acts with the rights of who calls it, so that his policies hold. It has no search path of its own: the
-- triggers and policies of the table run inside and find what they find without the kit.

create or replace function mooring.installed(p_schema text, p_table text, p_shape text)
returns mooring.tables language plpgsql stable as $f$
declare
  t mooring.tables;
begin
  select * into t from mooring.tables where relation = to_regclass(format('%I.%I', p_schema, p_table));
  if not found then
    raise exception 'mooring is not installed for %.%', quote_ident(p_schema), quote_ident(p_table)
      using errcode = 'MRG01', hint = 'Run the script of SupabaseSql.install in the SQL editor.';
  end if;
  if t.shape is distinct from p_shape then
    raise exception 'mooring is installed for %.% as %, and used as %',
      quote_ident(p_schema), quote_ident(p_table), t.shape, p_shape
      using errcode = 'MRG02', hint = 'Run the script of SupabaseSql.install for the same options again.';
  end if;
  return t;
end $f$;

-- What was committed behind a position, in the order of transactions. No transaction below the horizon is still open, so
-- nothing can appear there later.
create or replace function mooring.changes(
  p_schema text, p_table text, p_shape text, p_generation text, p_xid bigint, p_seq bigint, p_limit int)
returns json language plpgsql stable as $f$
declare
  t mooring.tables := mooring.installed(p_schema, p_table, p_shape);
  horizon bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  generation text := t.generation || '.' || mooring.history();
  most int := least(p_limit, 1000);
  page json;
begin
  if p_generation <> generation or p_xid > horizon or (p_xid, p_seq) < (t.floor_xid, t.floor_seq) then
    return json_build_object('generation', generation, 'horizon', horizon, 'expired', true,
      'changes', '[]'::json);
  end if;
  execute format($q$
    with present as (
      select r.mooring_xid as xid, r.mooring_version as seq, null::text as id, null::boolean as gone, row_to_json(r) as row
      from %1$s r where r.mooring_xid < $1 and (r.mooring_xid, r.mooring_version) > ($2, $3)
      order by r.mooring_xid, r.mooring_version limit $4
    ), departed as (
      select d.xid, d.seq, d.id, d.gone, null::json
      from mooring.departures d where d.relation = $5 and d.xid < $1 and (d.xid, d.seq) > ($2, $3)
      order by d.xid, d.seq limit $4
    ), page as (
      select * from present union all select * from departed order by xid, seq limit $4
    ), told as (
      -- who is there again is told of by his row
      select p.* from page p
      where p.row is not null or not exists (select from %1$s r where r.%2$I = p.id::%3$s)
    )
    select json_build_object(
      'generation', $6, 'horizon', $1, 'expired', false,
      'full', (select count(*) >= $4 from page),
      'xid', (select xid from page order by xid desc, seq desc limit 1),
      'seq', (select seq from page order by xid desc, seq desc limit 1),
      'changes', coalesce((select json_agg(json_build_object('id', id, 'gone', gone, 'row', row) order by xid, seq)
        from told), '[]'))
  $q$, t.relation, t.key_column, t.key_type)
  into page using horizon, p_xid, p_seq, most, t.relation, generation;
  return page;
end $f$;

-- What is there now; of a row that is not there, whether this user may know that it was deleted.
create or replace function mooring.answer(
  p_outcome text, t mooring.tables, p_id text, p_row json, p_gone boolean default false)
returns json language sql volatile as $f$
  select json_build_object('outcome', p_outcome, 'row', p_row, 'gone', case when p_row is null then p_gone or coalesce((
    select d.gone from mooring.departures d where d.relation = t.relation and d.id = p_id order by d.seq desc limit 1),
    false) else false end)
$f$;

-- One write. Its key is remembered in the same transaction, unless it had no effect.
create or replace function mooring.write(t mooring.tables, w json) returns json language plpgsql as $f$
declare
  verb text := w ->> 'verb';
  base bigint := (w ->> 'base')::bigint;
  fields json := coalesce(w -> 'fields', '{}');
  names text;
  taken text;
  marked text := case t.deleted_by
    when 'TIME' then format('r.%I is not null', t.deleted_column)
    when 'FLAG' then format('r.%I is true', t.deleted_column)
    else 'false' end;
  this text := format('r.%I = $2::%s', t.key_column, t.key_type);
  statement text;
  hit json;
  there json;
  dead boolean;
begin
  if not mooring.claim(t.relation, w ->> 'key', w ->> 'id') then
    execute format('select row_to_json(r) from %s r where %s', t.relation, this) into there using fields, w ->> 'id';
    return mooring.answer('applied', t, w ->> 'id', there);
  end if;
  select string_agg(format('%I', name), ', ' order by name), string_agg(format('f.%I', name), ', ' order by name)
    into names, taken from json_object_keys(fields) name;
  statement := case
    when verb = 'create' then format(
      'insert into %1$s as r (%2$s) select %3$s from json_populate_record(null::%1$s, $1) f on conflict (%4$I) do nothing',
      t.relation, names, taken, t.key_column)
    when verb = 'delete' and t.deleted_column is null then format('delete from %s r where %s', t.relation, this)
    when verb = 'delete' then format('update %s r set %I = %s where %s and not (%s)',
      t.relation, t.deleted_column, case t.deleted_by when 'TIME' then 'clock_timestamp()' else 'true' end, this, marked)
    else format(
      'update %1$s r set (%2$s) = (select %3$s from json_populate_record(null::%1$s, $1) f) where %4$s and %5$s (%6$s)',
      t.relation, names, taken, this, case verb when 'revive' then '' else 'not' end, marked)
    end
    || case when verb <> 'create' and base is not null then ' and coalesce(r.mooring_version, 0) = $3' else '' end
    || ' returning row_to_json(r)';
  perform set_config('mooring.key', w ->> 'key', true);
  for attempt in 1..2 loop
    execute statement into hit using fields, w ->> 'id', base;
    exit when hit is not null;
    execute format('select row_to_json(r), %s from %s r where %s', marked, t.relation, this)
      into there, dead using fields, w ->> 'id';
    -- what came or went between the statement and the look is tried once more
    exit when case verb
      when 'create' then there is not null
      when 'delete' then there is null or dead or (there ->> 'mooring_version')::bigint <> base
      when 'update' then there is null or dead or (there ->> 'mooring_version')::bigint <> base
      else true end;
  end loop;
  perform set_config('mooring.key', '', true);
  if hit is not null then
    if (verb <> 'delete' or t.deleted_column is not null) and hit ->> 'mooring_key' is distinct from w ->> 'key' then
      raise exception 'the trigger mooring_stamp of % does not run', t.relation
        using errcode = 'MRG03', hint = 'Enable it: alter table ... enable trigger mooring_stamp';
    end if;
    return mooring.answer('applied', t, w ->> 'id',
      case when verb = 'delete' and t.deleted_column is null then null else hit end, verb = 'delete');
  end if;
  if verb = 'delete' and (there is null or dead) then
    return mooring.answer('applied', t, w ->> 'id', there);
  end if;
  perform mooring.unclaim(t.relation, w ->> 'key');
  if verb = 'create' and there is null then
    return json_build_object('outcome', 'refused', 'code', '23505',
      'message', 'the id is taken by a row that this user may not see');
  end if;
  if verb in ('update', 'delete') and there is not null and not dead
      and coalesce(coalesce((there ->> 'mooring_version')::bigint, 0) = base, true) then
    return json_build_object('outcome', 'refused', 'code', '42501',
      'message', 'no row was changed although it is there: row-level security does not let this user change it');
  end if;
  return mooring.answer('conflict', t, w ->> 'id', there);
end $f$;

-- Many writes, each with an outcome of its own: what the database refuses for its content is undone alone, every other
-- failure is one of the whole call.
create or replace function mooring.apply(p_schema text, p_table text, p_shape text, p_writes json)
returns json language plpgsql as $f$
declare
  t mooring.tables := mooring.installed(p_schema, p_table, p_shape);
  w json;
  outcome json;
  outcomes json[] := '{}';
begin
  for w in select value from json_array_elements(p_writes) loop
    begin
      outcome := mooring.write(t, w);
    exception when others then
      if sqlstate <> '42501'
          and left(sqlstate, 2) in ('08', '0A', '0L', '0P', '25', '26', '28', '2B', '3D', '3F', '40', '42',
            '53', '55', '57', '58', '72', 'F0', 'HV', 'MR', 'XX') then
        raise;
      end if;
      outcome := json_build_object('outcome', 'refused', 'code', sqlstate, 'message', sqlerrm);
    end;
    outcomes := outcomes || outcome;
  end loop;
  return array_to_json(outcomes);
end $f$;

-- Forgets what is older than the retention: departures and keys, and marked rows. Cursors from before it start over.
create or replace function mooring.prune() returns void language plpgsql as $f$
declare
  t mooring.tables;
  horizon bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  newest mooring.departures;
begin
  for t in select * from mooring.tables where retention is not null and exists (select from pg_class c where c.oid = relation) loop
    if t.deleted_column is not null then
      execute format('delete from %s r where %s and r.mooring_at < clock_timestamp() - $1', t.relation,
        format(case t.deleted_by when 'TIME' then 'r.%I is not null' else 'r.%I is true' end, t.deleted_column))
        using t.retention;
    end if;
    select * into newest from mooring.departures d
      where d.relation = t.relation and d.at < clock_timestamp() - t.retention and d.xid < horizon
      order by d.xid desc, d.seq desc limit 1;
    if found then
      update mooring.tables set floor_xid = newest.xid, floor_seq = newest.seq
        where relation = t.relation and (floor_xid, floor_seq) < (newest.xid, newest.seq);
      delete from mooring.departures d
        where d.relation = t.relation and (d.xid, d.seq) <= (newest.xid, newest.seq);
    end if;
    delete from mooring.keys k where k.relation = t.relation and k.at < clock_timestamp() - t.retention;
  end loop;
end $f$;

-- What was remembered of tables that are no longer there, or have the kit no more.
create or replace function mooring.forget() returns void language sql as $f$
  delete from mooring.tables where not exists (select from pg_class c where c.oid = relation);
  delete from mooring.departures d where not exists (select from mooring.tables t where t.relation = d.relation);
  delete from mooring.keys k where not exists (select from mooring.tables t where t.relation = k.relation);
$f$;

create or replace function mooring.uninstall(p_schema text, p_table text) returns void language plpgsql as $f$
declare
  rel regclass := to_regclass(format('%I.%I', p_schema, p_table));
begin
  if rel is not null then
    execute format('drop trigger if exists mooring_stamp on %s', rel);
    execute format('drop trigger if exists mooring_deleted on %s', rel);
    execute format('drop trigger if exists mooring_moved on %s', rel);
    execute format('drop trigger if exists mooring_emptied on %s', rel);
    execute format('drop index if exists %I.%I', p_schema, 'mooring_' || md5(p_table));
    execute format('alter table %s drop column if exists mooring_version, drop column if exists mooring_xid, '
      'drop column if exists mooring_at, drop column if exists mooring_key', rel);
  end if;
  delete from mooring.tables where relation = rel;
  perform mooring.forget();
  if not exists (select from mooring.tables t join pg_class c on c.oid = t.relation
      join pg_namespace n on n.oid = c.relnamespace where n.nspname = p_schema) then
    execute format('drop function if exists %I.mooring_changes(text, text, text, bigint, bigint, int)', p_schema);
    execute format('drop function if exists %I.mooring_apply(text, text, json)', p_schema);
  end if;
end $f$;

create or replace function mooring.grant_to_users(p_schema text) returns void language plpgsql as $f$
declare
  who name;
begin
  revoke all on all functions in schema mooring from public;
  execute format('revoke all on function %1$I.mooring_changes(text, text, text, bigint, bigint, int), '
    '%1$I.mooring_apply(text, text, json) from public', p_schema);
  for who in select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') loop
    execute format('revoke all on function %1$I.mooring_changes(text, text, text, bigint, bigint, int), '
      '%1$I.mooring_apply(text, text, json) from %2$I', p_schema, who);
    continue when who = 'anon';
    execute format('grant usage on schema mooring to %I', who);
    execute format('grant select on mooring.tables, mooring.departures to %I', who);
    execute format('grant execute on function mooring.caller(), mooring.claim(regclass, text, text), '
      'mooring.unclaim(regclass, text), mooring.history(), mooring.installed(text, text, text), '
      'mooring.changes(text, text, text, text, bigint, bigint, int), mooring.write(mooring.tables, json), '
      'mooring.answer(text, mooring.tables, text, json, boolean), mooring.apply(text, text, text, json) to %I', who);
    execute format('grant execute on function %1$I.mooring_changes(text, text, text, bigint, bigint, int), '
      '%1$I.mooring_apply(text, text, json) to %2$I', p_schema, who);
  end loop;
end $f$;

create or replace function mooring.install(
  p_schema text, p_table text, p_shape text, p_key text, p_visible text, p_owner text,
  p_deleted text, p_deleted_by text, p_retention interval)
returns void language plpgsql as $f$
declare
  rel regclass := to_regclass(format('%I.%I', p_schema, p_table));
  key_number int2;
  key_type text;
  index_name text := 'mooring_' || md5(p_table);
begin
  if rel is null then
    raise exception 'there is no table %.%', quote_ident(p_schema), quote_ident(p_table) using errcode = '42P01';
  end if;
  select a.attnum, format_type(a.atttypid, a.atttypmod) into key_number, key_type
    from pg_attribute a where a.attrelid = rel and a.attname = p_key and not a.attisdropped;
  if not exists (select from pg_index i where i.indrelid = rel and i.indisunique and i.indpred is null
      and i.indnkeyatts = 1 and i.indkey[0] = key_number) then
    raise exception 'the column % of % has no unique index of its own', quote_ident(p_key), rel using errcode = '42P10';
  end if;
  perform mooring.forget();
  -- rows that are there already get one version that no other state will ever have
  if not exists (select from pg_attribute where attrelid = rel and attname = 'mooring_version' and not attisdropped) then
    execute format('alter table %s add column mooring_version bigint default %s, add column mooring_xid bigint default 0, '
      'add column mooring_at timestamptz, add column mooring_key text', rel, nextval('mooring.versions'));
    execute format('alter table %s alter column mooring_version drop default, alter column mooring_xid drop default', rel);
  end if;
  if exists (select from mooring.tables where relation = rel and shape <> p_shape) then
    execute format('drop index if exists %I.%I', p_schema, index_name);
  end if;
  execute format('create index if not exists %I on %s (%smooring_xid, mooring_version)', index_name, rel,
    case p_visible when 'OWNED' then format('%I, ', p_owner) else '' end);
  insert into mooring.tables (relation, shape, key_column, key_type, owner_column, deleted_column, deleted_by, retention)
    values (rel, p_shape, p_key, key_type, p_owner, p_deleted, p_deleted_by, p_retention)
  on conflict (relation) do update set
    shape = excluded.shape, key_column = excluded.key_column, key_type = excluded.key_type,
    owner_column = excluded.owner_column, deleted_column = excluded.deleted_column, deleted_by = excluded.deleted_by,
    retention = excluded.retention,
    generation = case when mooring.tables.shape = excluded.shape then mooring.tables.generation
      else excluded.generation end;
  execute format('create or replace trigger mooring_stamp before insert or update on %s '
    'for each row execute function mooring.stamp()', rel);
  execute format('create or replace trigger mooring_emptied after truncate on %s '
    'for each statement execute function mooring.emptied()', rel);
  if p_visible = 'OTHER' then
    execute format('drop trigger if exists mooring_deleted on %s', rel);
    execute format('drop trigger if exists mooring_moved on %s', rel);
  else
    execute format('create or replace trigger mooring_deleted after delete on %s '
      'for each row execute function mooring.depart(%s)', rel, concat_ws(', ', quote_literal(p_key), quote_literal(p_owner)));
    execute format('create or replace trigger mooring_moved after update on %s for each row when (%s) '
      'execute function mooring.depart(%s)', rel,
      concat_ws(' or ', format('old.%1$I is distinct from new.%1$I', p_key),
        case when p_owner is not null then format('old.%1$I is distinct from new.%1$I', p_owner) end),
      concat_ws(', ', quote_literal(p_key), quote_literal(p_owner)));
  end if;
  execute format('create or replace function %I.mooring_changes(p_table text, p_shape text, p_generation text default '''', '
    'p_xid bigint default 0, p_seq bigint default 0, p_limit int default 0) returns json language sql stable as %L', p_schema,
    format('select mooring.changes(%L, p_table, p_shape, p_generation, p_xid, p_seq, p_limit)', p_schema));
  execute format('create or replace function %I.mooring_apply(p_table text, p_shape text, p_writes json) '
    'returns json language sql volatile as %L', p_schema,
    format('select mooring.apply(%L, p_table, p_shape, p_writes)', p_schema));
  perform mooring.grant_to_users(p_schema);
end $f$;

