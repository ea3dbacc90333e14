// The functions of TD. In the macros, t is a time, x a time as TD accepts it, s the start of a span or a text, e the
// end of a span, z the name of a zone, o an offset, f a format, u a unit, n a number, d a duration, p a part of a
// duration or the parts of a time, i an interval, and l a local time.

/** A placeholder for the planned time of the query. */
export const PLANNED_AT = '$planned_at';
export const SCHEDULED = `td_scheduled_time() AS ${PLANNED_AT}`;

/** Unix seconds of a TD time, which is Unix seconds, or a date with or without time and zone. */
export const UNIX = [
  `_parts(s) AS system.main.regexp_extract(s, '^\\s*(\\d{4}-\\d{2}-\\d{2}(?:[ T]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)?)\\s*(Z|[+-]\\d{2}(?::?\\d{2})?|[A-Za-z][A-Za-z0-9_/+-]*)?\\s*$', ['t', 'z'])`,
  `_at_offset(t, o) AS TRY_CAST(CAST(t AS VARCHAR) || left(o, 3) || ':' || CASE WHEN len(o) > 3 THEN right(o, 2) ELSE '00' END AS TIMESTAMPTZ)`,
  `_has_offset(z) AS z[1] IN ('+', '-')`,
  // The time p.t in the zone p.z or, if that is empty, in z.
  `_moment(p, z) AS CASE WHEN p['z'] = '' AND NOT _has_offset(z) THEN _instant(p['t'], _zone(z))
    WHEN p['z'] <> '' AND NOT _has_offset(p['z']) THEN _instant(p['t'], _zone(p['z']))
    ELSE _at_offset(p['t'], CASE WHEN p['z'] = '' THEN z ELSE p['z'] END) END`,
  `_text_unix(s, z) AS CAST(floor(epoch(list_transform(list_transform([_parts(s)], lambda p: {'t': TRY_CAST(p['t'] AS TIMESTAMP), 'z': p['z']}),
    lambda p: _moment(p, z))[1])) AS BIGINT)`,
  `_unix(x, z) AS coalesce(TRY_CAST(CAST(x AS VARCHAR) AS BIGINT), _text_unix(CAST(x AS VARCHAR), z))`,
  // Macros whose names end in _in take a zone that `_zone` returned.
  `_local_in(x, zone) AS to_timestamp(x) AT TIME ZONE zone`,
  `_unix_in(t, zone) AS CAST(epoch(_instant(t, zone)) AS BIGINT)`,
  `_local(x, z) AS _local_in(x, _zone(z))`,
  `_local_at(t, z) AS CAST(t AS TIMESTAMPTZ) AT TIME ZONE _zone(z)`,
];

export const TD = [
  `td_time_range(t, s) AS (s IS NULL OR t >= _unix(s, 'UTC')),
    (t, s, e) AS (s IS NULL OR t >= _unix(s, 'UTC')) AND (e IS NULL OR t < _unix(e, 'UTC')),
    (t, s, e, z) AS (s IS NULL OR t >= _unix(s, z)) AND (e IS NULL OR t < _unix(e, z))`,
  `_seconds(d) AS CASE WHEN regexp_full_match(d, '([+-]?\\d+[wdhms])+') THEN list_sum(list_transform(
    regexp_extract_all(d, '[+-]?\\d+[wdhms]'), lambda p: CAST(left(p, -1) AS BIGINT) * CASE right(p, 1)
      WHEN 'w' THEN 604800 WHEN 'd' THEN 86400 WHEN 'h' THEN 3600 WHEN 'm' THEN 60 ELSE 1 END)) END`,
  `td_time_add(t, d) AS CAST(_unix(t, 'UTC') + _seconds(d) AS BIGINT), (t, d, z) AS CAST(_unix(t, z) + _seconds(d) AS BIGINT)`,
  `td_time_parse(s) AS _unix(s, 'UTC'), (s, z) AS _unix(s, z)`,
  `td_time_format(t, f) AS _java_time(to_timestamp(t), f, 'UTC'), (t, f, z) AS _java_time(to_timestamp(t), f, z)`,
  `_unit(u) AS CASE u WHEN 'y' THEN 'year' WHEN 'q' THEN 'quarter' WHEN 'M' THEN 'month' WHEN 'w' THEN 'week' WHEN 'd' THEN 'day'
    WHEN 'h' THEN 'hour' WHEN 'm' THEN 'minute' WHEN 's' THEN 'second' END`,
  // In an hour that occurs twice, hours, minutes and seconds begin in the same occurrence as the time, because elapsed
  // time counts.
  `_since(u, l) AS epoch(l - date_trunc(u, l))`,
  `_trunc_in(u, t, zone) AS list_transform([_local_in(t, zone)], lambda l: CASE
    WHEN lower(u) IN ('hour', 'minute', 'second') AND _local_in(t - _since(u, l), zone) = date_trunc(u, l) THEN CAST(t - _since(u, l) AS BIGINT)
    ELSE _unix_in(date_trunc(u, l), zone) END)[1]`,
  `_date_trunc(u, t, z) AS _trunc_in(u, t, _zone(z))`,
  `td_date_trunc(u, t) AS _date_trunc(u, t, 'UTC'), (u, t, z) AS _date_trunc(u, t, z)`,
  `_time_string(t, f, z) AS CASE f
    WHEN 'y!' THEN strftime(_local(t, z), '%Y') WHEN 'q!' THEN strftime(date_trunc('quarter', _local(t, z)), '%Y-%m')
    WHEN 'M!' THEN strftime(_local(t, z), '%Y-%m') WHEN 'w!' THEN strftime(date_trunc('week', _local(t, z)), '%Y-%m-%d')
    WHEN 'd!' THEN strftime(_local(t, z), '%Y-%m-%d') WHEN 'h!' THEN strftime(_local(t, z), '%Y-%m-%d %H')
    WHEN 'm!' THEN strftime(_local(t, z), '%Y-%m-%d %H:%M') WHEN 's!' THEN strftime(_local(t, z), '%Y-%m-%d %H:%M:%S')
    ELSE error('TD_TIME_STRING: the format must be one of y!, q!, M!, w!, d!, h!, m! and s!') END`,
  `td_time_string(t, f) AS _time_string(t, f, 'UTC'), (t, f, z) AS _time_string(t, f, z)`,
  // Units from years to days move the local date, and move the start of a day to the start of a day. Units from hours
  // to seconds are elapsed time.
  `_shift_local(l, n, u) AS CASE u WHEN 'y' THEN l + to_years(n) WHEN 'q' THEN l + to_months(3 * n) WHEN 'M' THEN l + to_months(n)
    WHEN 'w' THEN l + to_days(7 * n) ELSE l + to_days(n) END`,
  `_day_or_time(t, zone) AS CASE WHEN _trunc_in('day', t, zone) = t THEN date_trunc('day', _local_in(t, zone)) ELSE _local_in(t, zone) END`,
  `_shift_in(t, n, u, zone) AS CASE WHEN u IN ('h', 'm', 's') THEN t + CAST(n AS BIGINT) * CASE u WHEN 'h' THEN 3600 WHEN 'm' THEN 60 ELSE 1 END
    ELSE list_transform([_day_or_time(t, zone)], lambda l: _unix_in(_shift_local(l, n, u), zone))[1] END`,
  // Subqueries, so that each part is computed once; nested macros would repeat it a thousand times.
  `_span_of(i, z) AS (
    WITH given AS (
        SELECT system.main.split_part(i, '/', 1) AS span, system.main.split_part(i, '/', 2) AS origin, _zone(z) AS zone),
      parts AS (
        SELECT TRY_CAST(left(span, -1) AS INTEGER) AS count, right(span, 1) AS unit, zone, td_scheduled_time() AS planned,
          origin, TRY_CAST(left(origin, -1) AS INTEGER) AS origin_count, right(origin, 1) AS origin_unit,
          CASE WHEN origin = '' THEN 'planned' WHEN origin = 'now' THEN 'now'
            WHEN regexp_full_match(origin, '\\d{4}-.*') THEN 'date' ELSE 'moved' END AS origin_kind
        FROM given),
      starts AS (
        SELECT *, CASE origin_kind WHEN 'moved' THEN _trunc_in(_unit(origin_unit), planned, zone)
            ELSE planned END AS start
        FROM parts),
      origins AS (
        SELECT *, CASE origin_kind WHEN 'moved' THEN _shift_in(start, origin_count, origin_unit, zone)
            WHEN 'date' THEN _unix_in(TRY_CAST(origin AS TIMESTAMP), zone) ELSE start END AS origin_time
        FROM starts),
      bounds AS (
        SELECT count, unit, zone, CASE WHEN origin_kind IN ('planned', 'moved') THEN _trunc_in(_unit(unit), origin_time, zone)
            ELSE origin_time END AS bound
        FROM origins),
      ends AS (SELECT bound, _shift_in(bound, count, unit, zone) AS other_bound FROM bounds)
    SELECT {'a': least(bound, other_bound), 'b': greatest(bound, other_bound)} FROM ends)`,
  `_interval(t, i, z) AS CASE WHEN regexp_full_match(i, '[+-]?\\d+[yqMwdhms](/(now|[+-]?\\d+[yqMwdhms]|\\d{4}-.*))?')
    THEN t >= _span_of(i, z)['a'] AND t < _span_of(i, z)['b']
    ELSE error('TD_INTERVAL: write it as in -1d, -7d/-1d or -1h/now') END`,
  `td_interval(t, i) AS _interval(t, i, 'UTC'), (t, i, z) AS _interval(t, i, z)`,
  `td_md5(s) AS system.main.md5(s)`,
];
