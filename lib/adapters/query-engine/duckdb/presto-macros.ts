/**
 * Presto functions that DuckDB lacks or implements differently, as macros. A macro shadows a function of the same name;
 * `system.main` refers to the function itself. Names that start with an underscore are helpers.
 */

/**
 * Converts the MySQL patterns of date_format to strftime's. Each specifier is looked up once, so that none is converted
 * twice.
 */
const MYSQL_FORMAT = `
  _mysql_format(f) AS array_to_string(list_transform(regexp_extract_all(f, '%.|[^%]+|%'), lambda p: CASE p
    WHEN '%c' THEN '%-m' WHEN '%e' THEN '%-d' WHEN '%h' THEN '%I' WHEN '%i' THEN '%M' WHEN '%k' THEN '%-H'
    WHEN '%l' THEN '%-I' WHEN '%M' THEN '%B' WHEN '%r' THEN '%I:%M:%S %p' WHEN '%s' THEN '%S' WHEN '%T' THEN '%H:%M:%S'
    WHEN '%v' THEN '%V' WHEN '%W' THEN '%A' WHEN '%x' THEN '%G' WHEN '%f' THEN '%g000'
    ELSE CASE WHEN regexp_matches(p, '^%[^abdHIjmpSYy%]') THEN p[2:] ELSE p END END), '')`;

/**
 * Formats one part of a Java pattern for format_datetime and TD_TIME_FORMAT. t: the time in its zone; z: the zone's
 * name; m: its minutes east of UTC.
 */
const JAVA_PART = `
  _java_part(p, t, z, m) AS CASE
    WHEN p = '''''' THEN '''' WHEN p[1] = '''' THEN system.main.replace(system.main.substr(p, 2, len(p) - 2), '''''', '''')
    WHEN p IN ('yy', 'YY') THEN strftime(t, '%y') WHEN p[1] IN ('y', 'Y') THEN strftime(t, '%Y') WHEN p[1] = 'x' THEN strftime(t, '%G')
    WHEN p IN ('M', 'L') THEN strftime(t, '%-m') WHEN p IN ('MM', 'LL') THEN strftime(t, '%m')
    WHEN p IN ('MMM', 'LLL') THEN strftime(t, '%b') WHEN p[1] IN ('M', 'L') THEN strftime(t, '%B')
    WHEN p = 'd' THEN strftime(t, '%-d') WHEN p[1] = 'd' THEN strftime(t, '%d') WHEN p = 'D' THEN strftime(t, '%-j') WHEN p[1] = 'D' THEN strftime(t, '%j')
    WHEN p[1] = 'e' THEN strftime(t, '%u') WHEN p[1] = 'E' AND len(p) < 4 THEN strftime(t, '%a') WHEN p[1] = 'E' THEN strftime(t, '%A')
    WHEN p[1] = 'a' THEN strftime(t, '%p') WHEN p = 'H' THEN strftime(t, '%-H') WHEN p[1] = 'H' THEN strftime(t, '%H')
    WHEN p = 'h' THEN strftime(t, '%-I') WHEN p[1] = 'h' THEN strftime(t, '%I')
    WHEN p = 'm' THEN strftime(t, '%-M') WHEN p[1] = 'm' THEN strftime(t, '%M') WHEN p = 's' THEN strftime(t, '%-S') WHEN p[1] = 's' THEN strftime(t, '%S')
    WHEN p[1] = 'S' THEN rpad(strftime(t, '%g'), CAST(len(p) AS INTEGER), '0') WHEN p[1] = 'w' THEN _digits(weekofyear(t), p)
    WHEN p[1] = 'X' THEN CASE WHEN m = 0 THEN 'Z' WHEN p = 'X' THEN left(_offset(m, ''), 3) WHEN p = 'XX' THEN _offset(m, '') ELSE _offset(m, ':') END
    WHEN p = 'ZZ' THEN _offset(m, ':') WHEN p[1] = 'Z' THEN _offset(m, '') WHEN p[1] = 'z' THEN z
    WHEN p[1] IN ('k', 'K', 'u', 'F') THEN _digits(CASE p[1] WHEN 'k' THEN (hour(t) + 23) % 24 + 1 WHEN 'K' THEN hour(t) % 12
      WHEN 'u' THEN isodow(t) ELSE (day(t) + 6) // 7 END, p)
    WHEN p[1] = 'G' THEN 'AD' ELSE p END`;

const JAVA_PARTS = `'''''|''(?:[^'']|'''')+''|y+|Y+|x+|u+|M+|L+|d+|D+|E+|e+|F+|G+|a+|H+|k+|h+|K+|m+|s+|S+|Z+|z+|X+|w+|.'`;

/** Values as Presto prints them. Fractions of a second have three digits, or more if the value has more. */
const PRINTED = [
  `_timestamp_text(t) AS CASE WHEN microsecond(t) % 1000 = 0 THEN strftime(t, '%Y-%m-%d %H:%M:%S.%g') ELSE strftime(t, '%Y-%m-%d %H:%M:%S.%f') END`,
  `_moment_text(t) AS _timestamp_text(t AT TIME ZONE 'UTC') || ' UTC'`,
  `_time_text(t) AS system.main.substr(_timestamp_text(DATE '2000-01-01' + t), 12)`,
  `_months_text(m) AS printf('%s%d-%d', CASE WHEN m < 0 THEN '-' ELSE '' END, abs(m) // 12, abs(m) % 12)`,
  `_milliseconds_text(n) AS printf('%s%d %02d:%02d:%02d.%03d', CASE WHEN n < 0 THEN '-' ELSE '' END,
    abs(n) // 86400000, abs(n) // 3600000 % 24, abs(n) // 60000 % 60, abs(n) // 1000 % 60, abs(n) % 1000)`,
  `_milliseconds(i) AS (datepart('day', i) * 24 + datepart('hour', i)) * 3600000 + datepart('minute', i) * 60000 + datepart('millisecond', i)`,
  `_months(i) AS datepart('year', i) * 12 + datepart('month', i)`,
  `_interval_text(i) AS CASE WHEN _months(i) = 0 THEN _milliseconds_text(_milliseconds(i)) WHEN _milliseconds(i) = 0 THEN _months_text(_months(i))
    ELSE _months_text(_months(i)) || ' ' || _milliseconds_text(_milliseconds(i)) END`,
  // Takes text, so that the cast expression is repeated as rarely as possible.
  `_padded_time(s) AS system.main.regexp_replace(system.main.regexp_replace(system.main.regexp_replace(s, '\\+00$', ' UTC'),
    '^(.{19})\\.?(\\d*)( UTC)?$', '\\1.\\2000\\3'), '(\\.\\d{3}\\d*?)0+( UTC)?$', '\\1\\2')`,
  // DuckDB prints a decimal without digits before the point, such as a DECIMAL(2,2), as .50.
  `_decimal_text(x) AS system.main.regexp_replace(CAST(x AS VARCHAR), '^(-?)\\.', '\\10.')`,
  `_varchar(x) AS CASE typeof(x) WHEN 'JSON' THEN json_extract_string(CAST(x AS VARCHAR), '$')
    WHEN 'TIMESTAMP' THEN _padded_time(CAST(x AS VARCHAR)) WHEN 'TIMESTAMP WITH TIME ZONE' THEN _padded_time(CAST(x AS VARCHAR))
    WHEN 'TIME' THEN system.main.substr(_padded_time('2000-01-01 ' || CAST(x AS VARCHAR)), 12) WHEN 'INTERVAL' THEN _interval_text(TRY_CAST(x AS INTERVAL))
    ELSE CASE WHEN starts_with(typeof(x), 'DECIMAL') THEN _decimal_text(x) ELSE CAST(x AS VARCHAR) END END`,
  `_special_double(x) AS CASE WHEN isnan(x) THEN 'NaN' WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'Infinity' ELSE '-Infinity' END END`,
  `_double_cell(x) AS CASE WHEN NOT isfinite(x) THEN _special_double(x)
    WHEN x = trunc(x) AND abs(x) < 1e15 THEN CAST(CAST(x AS BIGINT) AS VARCHAR) ELSE CAST(x AS VARCHAR) END`,
];

/** A zone by its name: tz names, JST and similar, and offsets of whole hours, such as +0900 and +09:00. */
const ZONES = [
  `_zone(z) AS CASE WHEN regexp_full_match(z, '[+-]\\d{2}(:?00)?') THEN 'Etc/GMT' || translate(z[1], '+-', '-+') || CAST(z[2:3] AS INTEGER)
    WHEN upper(z) = 'Z' THEN 'UTC'
    WHEN upper(z) IN ('PST', 'PDT') THEN 'America/Los_Angeles' WHEN upper(z) IN ('EST', 'EDT') THEN 'America/New_York'
    WHEN upper(z) IN ('CST', 'CDT') THEN 'America/Chicago' WHEN upper(z) IN ('MST', 'MDT') THEN 'America/Denver'
    WHEN upper(z) = 'JST' THEN 'Asia/Tokyo' ELSE z END`,
  // Of a time that occurs twice, the first instant, as in `unixOfText`; the engine takes the second. The first is found
  // with the offset of the day before, if that differs. Lambdas, so that each part is computed once.
  // Microseconds, because the engine computes intervals of a time with zone with a calendar, which takes longer.
  `_day_before(v) AS epoch_us(v['m']) - 86400000000`,
  `_by_earlier_offset(v, z) AS make_timestamptz(epoch_us(v['t']) - epoch_us(make_timestamptz(_day_before(v)) AT TIME ZONE z) + _day_before(v))`,
  `_instant(t, z) AS list_transform([{'t': t, 'm': t AT TIME ZONE z}], lambda v: CASE WHEN _by_earlier_offset(v, z) = v['m'] THEN v['m']
    WHEN _by_earlier_offset(v, z) AT TIME ZONE z = v['t'] THEN _by_earlier_offset(v, z) ELSE v['m'] END)[1]`,
  `_minutes_between(a, b) AS CAST(date_diff('minute', a, b) AS BIGINT)`,
  `_offset(m, colon) AS CASE WHEN m < 0 THEN '-' ELSE '+' END || printf('%02d', abs(m) // 60) || colon || printf('%02d', abs(m) % 60)`,
  `_digits(n, p) AS CASE WHEN n < 10 THEN system.main.lpad(CAST(n AS VARCHAR), CAST(len(p) AS INTEGER), '0') ELSE CAST(n AS VARCHAR) END`,
  JAVA_PART,
  // v.l is the local time, v.u the same time in UTC. Both are computed once, because each part of the pattern uses them.
  `_java_time(t, f, z) AS list_transform([{'l': t AT TIME ZONE _zone(z), 'u': t AT TIME ZONE 'UTC'}], lambda v: CASE WHEN v['l'] IS NOT NULL THEN
    array_to_string(list_transform(regexp_extract_all(f, ${JAVA_PARTS}), lambda p: _java_part(p, v['l'], z, _minutes_between(v['u'], v['l']))), '') END)[1]`,
];

/** A placeholder for the planned time of the query. */
const PLANNED_AT = '$planned_at';
const SCHEDULED = `td_scheduled_time() AS ${PLANNED_AT}`;

/** Unix seconds of a TD time, which is Unix seconds, or a date with or without time and zone. */
const UNIX = [
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
  // Names that end in _in take a zone that `_zone` returned.
  `_local_in(x, zone) AS to_timestamp(x) AT TIME ZONE zone`,
  `_unix_in(t, zone) AS CAST(epoch(_instant(t, zone)) AS BIGINT)`,
  `_local(x, z) AS _local_in(x, _zone(z))`,
  `_local_at(t, z) AS CAST(t AS TIMESTAMPTZ) AT TIME ZONE _zone(z)`,
];

const TD = [
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
  // In an hour that occurs twice, hours, minutes and seconds begin in the same occurrence as the time: elapsed time counts.
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
  // Years to days move the local date, and move the start of a day to the start of a day. Hours to seconds are elapsed time.
  `_shift_local(l, n, u) AS CASE u WHEN 'y' THEN l + to_years(n) WHEN 'q' THEN l + to_months(3 * n) WHEN 'M' THEN l + to_months(n)
    WHEN 'w' THEN l + to_days(7 * n) ELSE l + to_days(n) END`,
  `_day_or_time(t, zone) AS CASE WHEN _trunc_in('day', t, zone) = t THEN date_trunc('day', _local_in(t, zone)) ELSE _local_in(t, zone) END`,
  `_shift_in(t, n, u, zone) AS CASE WHEN u IN ('h', 'm', 's') THEN t + CAST(n AS BIGINT) * CASE u WHEN 'h' THEN 3600 WHEN 'm' THEN 60 ELSE 1 END
    ELSE list_transform([_day_or_time(t, zone)], lambda l: _unix_in(_shift_local(l, n, u), zone))[1] END`,
  // Subqueries, so that each part is computed once; nested macros would repeat it a thousand times.
  `_span_of(i, z) AS (
    WITH given AS (SELECT system.main.split_part(i, '/', 1) AS span, system.main.split_part(i, '/', 2) AS back, _zone(z) AS zone),
      parts AS (SELECT TRY_CAST(left(span, -1) AS INTEGER) AS n, right(span, 1) AS u, back, TRY_CAST(left(back, -1) AS INTEGER) AS m,
        right(back, 1) AS v, CASE WHEN back = '' THEN 'here' WHEN back = 'now' THEN 'now' WHEN regexp_full_match(back, '\\d{4}-.*') THEN 'at' ELSE 'moved' END AS kind,
        zone, td_scheduled_time() AS base FROM given),
      starts AS (SELECT *, CASE kind WHEN 'moved' THEN _trunc_in(_unit(v), base, zone) ELSE base END AS start FROM parts),
      moves AS (SELECT *, CASE kind WHEN 'moved' THEN _shift_in(start, m, v, zone) WHEN 'at' THEN _unix_in(TRY_CAST(back AS TIMESTAMP), zone) ELSE start END AS moved FROM starts),
      bounds AS (SELECT n, u, zone, CASE WHEN kind IN ('here', 'moved') THEN _trunc_in(_unit(u), moved, zone) ELSE moved END AS off FROM moves),
      ends AS (SELECT off, _shift_in(off, n, u, zone) AS other FROM bounds)
    SELECT {'a': least(off, other), 'b': greatest(off, other)} FROM ends)`,
  `_interval(t, i, z) AS CASE WHEN regexp_full_match(i, '[+-]?\\d+[yqMwdhms](/(now|[+-]?\\d+[yqMwdhms]|\\d{4}-.*))?')
    THEN t >= _span_of(i, z)['a'] AND t < _span_of(i, z)['b']
    ELSE error('TD_INTERVAL: write it as in -1d, -7d/-1d or -1h/now') END`,
  `td_interval(t, i) AS _interval(t, i, 'UTC'), (t, i, z) AS _interval(t, i, z)`,
  `td_md5(s) AS system.main.md5(s)`,
];

const TIMES = [
  // Moves t to the year with the same last two digits among the hundred years from first_year on.
  `_century(t, first_year) AS t + to_years(CAST(first_year + (year(t) - first_year + 100) % 100 - year(t) AS INTEGER))`,
  `_morning(t) AS CASE WHEN hour(t) = 12 THEN t - to_hours(12) ELSE t END`,
  `date_format(t, f) AS strftime(t, _mysql_format(f))`,
  `format_datetime(t, f) AS _java_time(CAST(t AS TIMESTAMPTZ), f, 'UTC')`,
  `_format_unix(n, z, f) AS _java_time(to_timestamp(n), f, z)`,
  `_format_at(t, z, f) AS _java_time(CAST(t AS TIMESTAMPTZ), f, z)`,
  `_format_local(t, z, f) AS _java_time(_instant(t, _zone(z)), f, z)`,
  `from_unixtime(n) AS to_timestamp(n), (n, z) AS to_timestamp(n)`,
  `to_unixtime(t) AS epoch(CAST(t AS TIMESTAMPTZ))`,
  `now() AS date_trunc('milliseconds', system.main.now())`,
  `get_current_timestamp() AS now()`,
  `current_localtimestamp() AS CAST(now() AS TIMESTAMP)`,
  `current_localtime() AS CAST(current_localtimestamp() AS TIME)`,
  `from_unixtime_nanos(n) AS to_timestamp(CAST(n AS DOUBLE) / 1e9)`,
  `to_milliseconds(i) AS _milliseconds(i)`,
  `millisecond(t) AS system.main.millisecond(t) % 1000`,
  `from_iso8601_timestamp(s) AS CAST(s AS TIMESTAMPTZ)`,
  `from_iso8601_date(s) AS CAST(s AS DATE)`,
  `to_iso8601(t DATE) AS strftime(t, '%Y-%m-%d'), (t TIMESTAMP) AS strftime(t, '%Y-%m-%dT%H:%M:%S.%g'),
    (t TIMESTAMPTZ) AS strftime(t, '%Y-%m-%dT%H:%M:%S.%gZ')`,
  `date_trunc(u, t DATE) AS CAST(system.main.date_trunc(u, t) AS DATE), (u, t) AS system.main.date_trunc(u, t)`,
  `_date_add(u, n, t) AS t + CASE lower(u) WHEN 'year' THEN to_years(CAST(n AS INTEGER)) WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER))
    WHEN 'month' THEN to_months(CAST(n AS INTEGER)) WHEN 'week' THEN to_days(CAST(7 * n AS INTEGER)) WHEN 'day' THEN to_days(CAST(n AS INTEGER))
    WHEN 'hour' THEN to_hours(n) WHEN 'minute' THEN to_minutes(n) WHEN 'second' THEN to_seconds(n)
    WHEN 'millisecond' THEN system.main.to_milliseconds(n) ELSE error('date_add: the unit must be one from millisecond to year') END`,
  `date_add(u, n, t DATE) AS CAST(_date_add(u, n, t) AS DATE), (u, n, t) AS _date_add(u, n, t)`,
  `date_diff(u, a, b) AS date_sub(u, a, b)`,
  `date(x) AS CAST(x AS DATE)`,
  `day_of_week(t) AS isodow(t)`,
  `dow(t) AS isodow(t)`,
  `day_of_month(t) AS day(t)`,
  `day_of_year(t) AS dayofyear(t)`,
  `doy(t) AS dayofyear(t)`,
  `week_of_year(t) AS weekofyear(t)`,
  `year_of_week(t) AS isoyear(t)`,
  `yow(t) AS isoyear(t)`,
  `last_day_of_month(t) AS last_day(t)`,
  `with_timezone(t, z) AS _instant(CAST(t AS TIMESTAMP), _zone(z))`,
  `at_timezone(t, z) AS CAST(t AS TIMESTAMPTZ)`,
  `current_timezone() AS 'UTC'`,
];

/** What Presto trims, by Java's `Character.isWhitespace`. The engine's own trim keeps tabs and line breaks. */
const WHITESPACE = [
  '\t\n\v\f\r\x1c\x1d\x1e\x1f \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006',
  '\u2008\u2009\u200a\u2028\u2029\u205f\u3000',
].join('');

/** A URL up to its host and port. The user and the password before them may contain a colon, too. */
const AUTHORITY = '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?(\\[[^/?#\\]]*\\]|[^/?#:]*)(?::(\\d+))?';

/** The parts of a replacement in Java: a backslash before any character, a group, and other text. */
const REPLACEMENT_PARTS = '(?s)\\\\.|\\$\\d|[^\\\\$]+|.';

/** Text functions. All matches are replaced. */
const TEXTS = [
  `reverse(s VARCHAR) AS system.main.reverse(s), (a) AS list_reverse(a)`,
  // Java's $1 becomes RE2's \\1, and \\$ a dollar sign.
  `_replacement(r) AS array_to_string(list_transform(regexp_extract_all(r, '${REPLACEMENT_PARTS}'), lambda p: CASE
    WHEN regexp_matches(p, '^\\$\\d') THEN '\\' || p[2:] WHEN p[1] = '\\' AND p[2] <> '\\' THEN p[2:] ELSE p END), '')`,
  // The engine joins only with constant separators.
  `_joined(a, d) AS CASE WHEN a IS NOT NULL THEN
    system.main.substr(coalesce(array_to_string(list_transform(a, lambda e: d || e), ''), ''), length(d) + 1) END`,
  `regexp_like(s, p) AS regexp_matches(s, p)`,
  `regexp_extract(s, p) AS system.main.regexp_extract_all(s, p)[1], (s, p, g) AS system.main.regexp_extract_all(s, p, g)[1]`,
  `regexp_replace(s, p) AS system.main.regexp_replace(s, p, '', 'g'),
    (s, p, r) AS system.main.regexp_replace(s, p, _replacement(r), 'g')`,
  `regexp_count(s, p) AS len(system.main.regexp_extract_all(s, p))`,
  `regexp_split(s, p) AS string_split_regex(s, p)`,
  `replace(s, a) AS system.main.replace(s, a, ''), (s, a, b) AS system.main.replace(s, a, b)`,
  `split_part(s, d, n) AS CASE WHEN n <= len(string_split(s, d)) THEN system.main.split_part(s, d, n) END`,
  `split_to_map(s, a, b) AS map_from_entries(list_transform(list_filter(string_split(s, a), lambda p: p <> ''), lambda p: {'k': system.main.split_part(p, b, 1), 'v': system.main.split_part(p, b, 2)}))`,
  `_before(a, x, n) AS CASE WHEN n BETWEEN 1 AND len(a) - 1 THEN length(_joined(a[:n], x)) + 1 ELSE 0 END`,
  `strpos(s, x) AS instr(s, x), (s, x, n) AS _before(string_split(s, x), x, CASE WHEN n < 0 THEN len(string_split(s, x)) + n ELSE n END)`,
  ...['trim', 'ltrim', 'rtrim'].map(
    (name) => `${name}(s) AS system.main.${name}(s, '${WHITESPACE}'), (s, c) AS system.main.${name}(s, c)`,
  ),
  // Empty if the start is before the text: the engine would return the beginning of the text.
  `substr(s, n) AS CASE WHEN n = 0 OR n < -length(s) THEN system.main.left(s, 0) ELSE system.main.substr(s, n) END,
    (s, n, l) AS CASE WHEN n = 0 OR n < -length(s) OR l < 0 THEN system.main.left(s, 0) ELSE system.main.substr(s, n, l) END`,
  `substring(s, n) AS substr(s, n), (s, n, l) AS substr(s, n, l)`,
  `split(s, d) AS string_split(s, d), (s, d, n) AS CASE WHEN len(string_split(s, d)) > n
    THEN list_append(string_split(s, d)[:n - 1], _joined(string_split(s, d)[n:], d)) ELSE string_split(s, d) END`,
  `codepoint(c) AS ord(c)`,
  `levenshtein_distance(a, b) AS levenshtein(a, b)`,
  `hamming_distance(a, b) AS hamming(a, b)`,
  `normalize(s) AS nfc_normalize(s), (s, f) AS nfc_normalize(s)`,
  `_encoded_signs(s) AS system.main.replace(system.main.replace(system.main.replace(s, '%20', '+'), '%2A', '*'), '~', '%7E')`,
  `url_encode(s) AS _encoded_signs(system.main.url_encode(s))`,
  `url_decode(s) AS system.main.url_decode(system.main.replace(s, '+', ' '))`,
  `td_url_decode(s) AS url_decode(s)`,
  `td_url_encode(s) AS url_encode(s)`,
  `url_extract_protocol(u) AS nullif(system.main.regexp_extract(u, '^([A-Za-z][A-Za-z0-9+.-]*):', 1), '')`,
  `url_extract_host(u) AS nullif(system.main.regexp_extract(u, '${AUTHORITY}', 1), '')`,
  `url_extract_port(u) AS TRY_CAST(system.main.regexp_extract(u, '${AUTHORITY}', 2) AS BIGINT)`,
  // Unchanged if the bytes are not UTF-8, so that one such URL does not fail the query.
  `_url_decoded(s) AS coalesce(TRY(system.main.url_decode(s)), s)`,
  `url_extract_path(u) AS _url_decoded(system.main.regexp_extract(u, '^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?([^?#]*)', 1))`,
  `_url_query(u) AS system.main.regexp_extract(u, '^[^?#]*\\?([^#]*)', 1)`,
  `url_extract_query(u) AS _url_decoded(_url_query(u))`,
  `url_extract_fragment(u) AS _url_decoded(system.main.regexp_extract(u, '#(.*)$', 1))`,
  `url_extract_parameter(u, n) AS _url_decoded(system.main.replace(list_filter(list_transform(string_split(_url_query(u), '&'),
    lambda p: CASE WHEN starts_with(p, n || '=') THEN system.main.substr(p, len(n) + 2) WHEN p = n THEN '' END), lambda p: p IS NOT NULL)[1], '+', ' '))`,
  `concat${concatOverloads(16)}`,
  // The engine's own concat_ws would print an array with its brackets.
  `concat_ws(d, a VARCHAR[]) AS _joined(list_filter(a, lambda e: e IS NOT NULL), d), ${concatWsOverloads(64)}`,
];

const BYTES = [
  `to_utf8(s) AS encode(s)`,
  `from_utf8(b) AS decode(b)`,
  `to_hex(b) AS upper(hex(b))`,
  `from_hex(s) AS unhex(s)`,
  `sha256(b) AS unhex(system.main.sha256(b))`,
  `sha1(b) AS unhex(system.main.sha1(b))`,
  `md5(b) AS unhex(system.main.md5(b))`,
];

const COLLECTIONS = [
  `_has_null(a) AS list_count(a) < len(a)`,
  // The first of the rows with the same first field, in a sorted array. Each row is paired with the one before it: a lambda
  // that looked up s[i - 1] would copy the array for each row.
  `_firsts(s) AS CASE WHEN s IS NOT NULL THEN
    list_transform(list_filter(list_zip(s, [NULL] || s, true), lambda p: p[2] IS NULL OR p[2][1] IS DISTINCT FROM p[1][1]), lambda p: p[1]) END`,
  // Keeps the first of equal elements, in order. Sorts, because comparing all pairs takes too long for long arrays.
  `array_distinct(a) AS list_transform(list_sort(list_transform(_firsts(list_sort(list_transform(a, lambda e, i: ROW(e, i)))),
    lambda e: ROW(e[2], e[1]))), lambda e: e[2])`,
  `contains(s VARCHAR, x) AS system.main.contains(s, x), (a, x) AS list_contains(a, x) OR (_has_null(a) AND NULL)`,
  `element_at(x, k) AS x[k]`,
  `array_position(a, x) AS CASE WHEN a IS NOT NULL AND x IS NOT NULL THEN coalesce(list_position(a, x), 0) END`,
  `array_sum(a) AS CASE WHEN a IS NOT NULL THEN coalesce(list_sum(a), 0) END`,
  `array_average(a) AS list_avg(a)`,
  `array_first(a) AS a[1]`,
  `array_last(a) AS a[-1]`,
  `array_duplicates(a) AS list_sort(array_distinct(list_filter(a, lambda e: len(list_filter(a, lambda f: f IS NOT DISTINCT FROM e)) > 1)))`,
  `array_has_duplicates(a) AS len(array_distinct(a)) < len(a)`,
  `slice(a, n, l) AS CASE WHEN n < -len(a) THEN a[:0] WHEN n < 0 THEN a[len(a) + n + 1:len(a) + n + l] ELSE a[n:n + l - 1] END`,
  `trim_array(a, n) AS a[:len(a) - n]`,
  `zip(a, b) AS list_zip(a, b), (a, b, c) AS list_zip(a, b, c), (a, b, c, d) AS list_zip(a, b, c, d)`,
  `ngrams(a, n) AS CASE WHEN len(a) <= n THEN [a] ELSE list_transform(range(1, len(a) - n + 2), lambda i: a[i:i + n - 1]) END`,
  `repeat(x, n) AS list_transform(range(n), lambda i: x)`,
  `shuffle(a) AS list_select(a, list_grade_up(list_transform(a, lambda e: random())))`,
  `cardinality(x) AS coalesce(len(TRY_CAST(x AS VARCHAR[])), len(json_keys(to_json(x))))`,
  `array_join(a, d) AS _joined(list_transform(list_filter(a, lambda e: e IS NOT NULL), lambda e: _varchar(e)), d),
    (a, d, n) AS _joined(list_transform(a, lambda e: coalesce(_varchar(e), n)), d)`,
  `array_max(a) AS CASE WHEN NOT _has_null(a) THEN list_max(a) END`,
  `array_min(a) AS CASE WHEN NOT _has_null(a) THEN list_min(a) END`,
  `array_union(a, b) AS array_distinct(a || b)`,
  `array_except(a, b) AS CASE WHEN b IS NOT NULL THEN array_distinct(list_filter(a, lambda e: list_position(b, e) IS NULL)) END`,
  `array_intersect(a, b) AS CASE WHEN b IS NOT NULL THEN list_intersect(a, b) || CASE WHEN _has_null(a) AND _has_null(b) THEN [NULL] ELSE [] END END`,
  `array_remove(a, x) AS CASE WHEN x IS NOT NULL THEN list_filter(a, lambda e: e IS NULL OR e <> x) END`,
  `arrays_overlap(a, b) AS list_has_any(a, b) OR ((_has_null(a) OR _has_null(b)) AND NULL)`,
  // Months are counted from the start: after February 29 comes March 31 if the sequence starts on the 31st.
  `_sequence(a, b, s) AS CASE WHEN _months(s) = 0 THEN generate_series(a, b, s)
    ELSE list_transform(range(0, date_sub('month', a, b) // _months(s) + 1), lambda i: a + to_months(CAST(i * _months(s) AS INTEGER))) END`,
  `sequence(a DATE, b DATE) AS list_transform(generate_series(a, b, to_days(CASE WHEN b < a THEN -1 ELSE 1 END)), lambda d: CAST(d AS DATE)),
    (a, b) AS generate_series(a, b, CASE WHEN b < a THEN -1 ELSE 1 END),
    (a DATE, b DATE, s) AS list_transform(_sequence(a, b, s), lambda d: CAST(d AS DATE)),
    (a TIMESTAMP, b TIMESTAMP, s) AS _sequence(a, b, s), (a TIMESTAMPTZ, b TIMESTAMPTZ, s) AS _sequence(a, b, s), (a, b, s) AS generate_series(a, b, s)`,
  // The arguments of map_agg as rows; keys that are NULL are left out, and of equal keys, the first value is kept.
  `_map_of(l) AS CASE WHEN list_count(list_transform(l, lambda e: e[1])) > 0 THEN map_from_entries(list_transform(list_sort(list_transform(
    _firsts(list_sort(list_transform(list_filter(l, lambda e: e[1] IS NOT NULL), lambda e, i: ROW(e[1], i, e[2])))),
    lambda e: ROW(e[2], e[1], e[3]))), lambda e: ROW(e[2], e[3]))) END`,
  `_first_fields(l) AS list_transform(l, lambda e: e[1])`,
  `_json_path(p) AS system.main.regexp_replace(p, '\\[["'']([^"'']*)["'']\\]', '."\\1"', 'g')`,
  `json_extract_scalar(j, p) AS CASE WHEN json_valid(CAST(j AS VARCHAR)) AND json_type(CAST(j AS VARCHAR), _json_path(p)) NOT IN ('OBJECT', 'ARRAY', 'NULL')
    THEN json_extract_string(CAST(j AS VARCHAR), _json_path(p)) END`,
  `json_extract(j, p) AS CASE WHEN json_valid(CAST(j AS VARCHAR)) THEN system.main.json_extract(CAST(j AS VARCHAR), _json_path(p)) END`,
  `json_parse(s) AS CAST(system.main.json(s) AS JSON)`,
  `is_json_scalar(j) AS json_type(CAST(j AS VARCHAR)) NOT IN ('OBJECT', 'ARRAY')`,
  `json_format(j) AS CAST(j AS VARCHAR)`,
  `_json_kind(j, p) AS CASE WHEN json_valid(CAST(j AS VARCHAR)) THEN json_type(CAST(j AS VARCHAR), p) END`,
  `json_size(j, p) AS CASE _json_kind(j, p) WHEN 'ARRAY' THEN system.main.json_array_length(j, p) WHEN 'OBJECT' THEN len(json_keys(j, p))
    ELSE CASE WHEN _json_kind(j, p) IS NOT NULL THEN 0 END END`,
  `json_array_length(j) AS CASE WHEN _json_kind(j, '$') = 'ARRAY' THEN system.main.json_array_length(CAST(j AS VARCHAR)) END`,
  `json_array_get(j, n) AS CASE WHEN _json_kind(j, '$') = 'ARRAY' THEN system.main.json_extract(j, '$[' || n || ']') END`,
  `json_array_contains(j, x) AS CASE WHEN _json_kind(j, '$') = 'ARRAY' THEN list_contains(CAST(j AS JSON[]), to_json(x)) END`,
];

const NUMBERS = [
  // The engine refuses these arguments.
  ...['ln', 'log2', 'log10'].map(
    (name) =>
      `${name}(x) AS CASE WHEN x > 0 THEN system.main.${name}(x) WHEN x = 0 THEN CAST('-inf' AS DOUBLE) WHEN x < 0 THEN CAST('nan' AS DOUBLE) END`,
  ),
  `sqrt(x) AS CASE WHEN x < 0 THEN CAST('nan' AS DOUBLE) ELSE system.main.sqrt(x) END`,
  `e() AS exp(1)`,
  `to_base(n, r) AS _to_base(n, r)`,
  `_bucket(x, a, b, n) AS CAST(CASE WHEN x < a THEN 0 WHEN x >= b THEN n + 1 ELSE floor(CAST(n AS DOUBLE) * (x - a) / (b - a)) + 1 END AS BIGINT)`,
  `width_bucket(x, bins) AS len(list_filter(bins, lambda b: b <= x)),
    (x, a, b, n) AS CASE WHEN a > b THEN n + 1 - _bucket(x, b, a, n) ELSE _bucket(x, a, b, n) END`,
  `random() AS system.main.random(), (n) AS CAST(floor(system.main.random() * n) AS BIGINT),
    (a, b) AS a + CAST(floor(system.main.random() * (b - a)) AS BIGINT)`,
  `bitwise_left_shift(a, n) AS a << n`,
  `bitwise_right_shift_arithmetic(a, n) AS a >> n`,
  // A negative number is shifted like an unsigned one of the same width.
  `bitwise_right_shift(a, n) AS CASE WHEN a >= 0 OR n = 0 THEN a >> n WHEN typeof(a) = 'INTEGER' THEN ((a >> 1) & 2147483647) >> (n - 1)
    ELSE ((a >> 1) & 9223372036854775807) >> (n - 1) END`,
  // Fails in a cast if the value needs more bits, because TRY does not accept error().
  `bit_count(a, n) AS CASE WHEN n NOT BETWEEN 2 AND 64 OR CAST(a AS BIGINT) >> CAST(n - 1 AS BIGINT) NOT IN (0, -1)
    THEN CAST(a || ' in ' || n || ' bits' AS BIGINT)
    ELSE system.main.bit_count(CAST(a AS BIGINT) & CASE WHEN n = 64 THEN -1 ELSE 9223372036854775807 >> CAST(63 - n AS BIGINT) END) END`,
  `truncate(x) AS trunc(x), (x, n) AS trunc(x, n)`,
  `ceiling(x) AS ceil(x)`,
  `rand() AS system.main.random(), (n) AS random(n), (a, b) AS random(a, b)`,
  `is_nan(x) AS isnan(x)`,
  `is_finite(x) AS isfinite(x)`,
  `is_infinite(x) AS isinf(x)`,
  `infinity() AS CAST('inf' AS DOUBLE)`,
  `nan() AS CAST('nan' AS DOUBLE)`,
  `bitwise_and(a, b) AS a & b`,
  `bitwise_or(a, b) AS a | b`,
  `bitwise_xor(a, b) AS xor(a, b)`,
  `bitwise_not(a) AS ~a`,
];

/**
 * Casts to integers round halves away from zero; the engine's own round reals and JSON's numbers to even. The engine
 * resolves the CASE when it plans a query.
 */
const CASTS = ['tinyint', 'smallint', 'integer', 'bigint'].flatMap((type) =>
  ['cast', 'try_cast'].map((cast) => {
    const rounded = `${cast}(round(TRY_CAST(x AS DOUBLE)) AS ${type})`;
    const json = `${cast}(${cast}(x AS DECIMAL(19, 0)) AS ${type})`;
    return `_${cast}_${type}(x) AS CASE typeof(x) WHEN 'DOUBLE' THEN ${rounded} WHEN 'FLOAT' THEN ${rounded} WHEN 'JSON' THEN ${json}
      ELSE ${cast}(x AS ${type}) END`;
  }),
);

/** Unlike DuckDB's concat, NULL if any part is NULL, as in Presto. */
function concatOverloads(max: number): string {
  const parts = Array.from({ length: max }, (_, index) => `p${index}`);
  return parts
    .slice(1)
    .map((_, index) => parts.slice(0, index + 2))
    .map((operands) => `(${operands.join(', ')}) AS ${operands.join(' || ')}`)
    .join(', ');
}

/** The engine's concat_ws for each number of texts. */
function concatWsOverloads(max: number): string {
  const parts = Array.from({ length: max }, (_, index) => `p${index}`);
  return parts
    .map((_, index) => ['d', ...parts.slice(0, index + 1)].join(', '))
    .map((args) => `(${args}) AS system.main.concat_ws(${args})`)
    .join(', ');
}

/** A macro, which can only use the macros before it. */
interface Macro {
  readonly name: string;
  readonly definition: string;
  /** Includes the names of the macros that it uses. */
  readonly identifiers: ReadonlySet<string>;
}

const ALL: readonly Macro[] = [
  ...PRINTED,
  MYSQL_FORMAT,
  ...ZONES,
  ...UNIX,
  SCHEDULED,
  ...TD,
  ...TIMES,
  ...TEXTS,
  ...BYTES,
  ...COLLECTIONS,
  ...NUMBERS,
  ...CASTS,
].map((definition) => ({ name: nameOf(definition), definition, identifiers: identifiersOf(definition) }));

/** The macros that every query needs, because its result is printed with them. */
const ALWAYS: readonly string[] = PRINTED.map(nameOf);
/** A query of the list of functions gets all macros. */
const FUNCTION_LIST = 'duckdb_functions';

function nameOf(definition: string): string {
  return /\w+/.exec(definition)?.[0] ?? '';
}

function identifiersOf(sql: string): ReadonlySet<string> {
  return new Set(sql.toLowerCase().match(/\w+/g));
}

/**
 * The statements that create the macros of a query with this TD_SCHEDULED_TIME. Includes only the macros whose names
 * occur in its SQL, and those that they use, because the engine takes a tenth of a second to create all of them.
 */
export function macroStatements(sql: string, plannedAt: number): readonly string[] {
  const needed = new Set([...ALWAYS, ...identifiersOf(sql)]);
  const used: Macro[] = [];
  for (const macro of ALL.toReversed()) {
    if (!needed.has(macro.name) && !needed.has(FUNCTION_LIST)) continue;
    used.push(macro);
    for (const identifier of macro.identifiers) needed.add(identifier);
  }
  return used
    .reverse()
    .map(({ definition }) => `CREATE TEMP MACRO ${definition.replace(PLANNED_AT, `CAST(${plannedAt} AS BIGINT)`)}`);
}
