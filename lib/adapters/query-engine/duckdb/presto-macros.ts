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
    WHEN p IN ('yy', 'YY', 'uu') THEN strftime(t, '%y') WHEN p[1] IN ('y', 'Y', 'u') THEN strftime(t, '%Y') WHEN p[1] = 'x' THEN strftime(t, '%G')
    WHEN p IN ('M', 'L') THEN strftime(t, '%-m') WHEN p IN ('MM', 'LL') THEN strftime(t, '%m')
    WHEN p IN ('MMM', 'LLL') THEN strftime(t, '%b') WHEN p[1] IN ('M', 'L') THEN strftime(t, '%B')
    WHEN p = 'd' THEN strftime(t, '%-d') WHEN p[1] = 'd' THEN strftime(t, '%d') WHEN p = 'D' THEN strftime(t, '%-j') WHEN p[1] = 'D' THEN strftime(t, '%j')
    WHEN p[1] = 'e' THEN strftime(t, '%u') WHEN p[1] = 'E' AND len(p) < 4 THEN strftime(t, '%a') WHEN p[1] = 'E' THEN strftime(t, '%A')
    WHEN p[1] = 'a' THEN strftime(t, '%p') WHEN p IN ('H', 'k') THEN strftime(t, '%-H') WHEN p[1] IN ('H', 'k') THEN strftime(t, '%H')
    WHEN p IN ('h', 'K') THEN strftime(t, '%-I') WHEN p[1] IN ('h', 'K') THEN strftime(t, '%I')
    WHEN p = 'm' THEN strftime(t, '%-M') WHEN p[1] = 'm' THEN strftime(t, '%M') WHEN p = 's' THEN strftime(t, '%-S') WHEN p[1] = 's' THEN strftime(t, '%S')
    WHEN p[1] = 'S' THEN rpad(strftime(t, '%g'), CAST(len(p) AS INTEGER), '0') WHEN p[1] = 'w' THEN strftime(t, '%V')
    WHEN p IN ('ZZ', 'XXX') THEN _offset(m, ':') WHEN p[1] IN ('Z', 'X') THEN _offset(m, '') WHEN p[1] = 'z' THEN z ELSE p END`;

const JAVA_PARTS = `'''''|''(?:[^'']|'''')+''|y+|Y+|x+|u+|M+|L+|d+|D+|E+|e+|a+|H+|k+|h+|K+|m+|s+|S+|Z+|z+|X+|w+|.'`;

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
  `_minutes_east(t, z) AS CAST(date_diff('minute', t AT TIME ZONE 'UTC', t AT TIME ZONE z) AS BIGINT)`,
  `_offset(m, colon) AS CASE WHEN m < 0 THEN '-' ELSE '+' END || printf('%02d', abs(m) // 60) || colon || printf('%02d', abs(m) % 60)`,
  JAVA_PART,
  `_java_time(t, f, z) AS array_to_string(list_transform(regexp_extract_all(f, ${JAVA_PARTS}),
    lambda p: _java_part(p, t AT TIME ZONE _zone(z), z, _minutes_east(t, _zone(z)))), '')`,
];

/** A placeholder for the planned time of the query. */
const PLANNED_AT = '$planned_at';
const SCHEDULED = `td_scheduled_time() AS ${PLANNED_AT}`;

/** Unix seconds of a TD time, which is Unix seconds, or a date with or without time and zone. */
const UNIX = [
  `_parts(s) AS regexp_extract(s, '^\\s*(\\d{4}-\\d{2}-\\d{2}(?:[ T]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)?)\\s*(Z|[+-]\\d{2}(?::?\\d{2})?|[A-Za-z][A-Za-z0-9_/+-]*)?\\s*$', ['t', 'z'])`,
  `_moment(t, z) AS CASE WHEN z[1] IN ('+', '-') THEN TRY_CAST(CAST(t AS VARCHAR) || left(z, 3) || ':' || CASE WHEN len(z) > 3 THEN right(z, 2) ELSE '00' END AS TIMESTAMPTZ)
    ELSE t AT TIME ZONE _zone(z) END`,
  `_text_unix(s, z) AS CAST(floor(epoch(_moment(TRY_CAST(nullif(_parts(s)['t'], '') AS TIMESTAMP), coalesce(nullif(_parts(s)['z'], ''), z)))) AS BIGINT)`,
  `_unix(x, z) AS coalesce(TRY_CAST(CAST(x AS VARCHAR) AS BIGINT), _text_unix(CAST(x AS VARCHAR), z))`,
  `_local(x, z) AS to_timestamp(x) AT TIME ZONE _zone(z)`,
  `_local_at(t, z) AS CAST(t AS TIMESTAMPTZ) AT TIME ZONE _zone(z)`,
  `_unix_of_local(t, z) AS CAST(epoch(t AT TIME ZONE _zone(z)) AS BIGINT)`,
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
  `_date_trunc(u, t, z) AS _unix_of_local(date_trunc(u, _local(t, z)), z)`,
  `td_date_trunc(u, t) AS _date_trunc(u, t, 'UTC'), (u, t, z) AS _date_trunc(u, t, z)`,
  `_time_string(t, f, z) AS CASE f
    WHEN 'y!' THEN strftime(_local(t, z), '%Y') WHEN 'q!' THEN strftime(date_trunc('quarter', _local(t, z)), '%Y-%m')
    WHEN 'M!' THEN strftime(_local(t, z), '%Y-%m') WHEN 'w!' THEN strftime(date_trunc('week', _local(t, z)), '%Y-%m-%d')
    WHEN 'd!' THEN strftime(_local(t, z), '%Y-%m-%d') WHEN 'h!' THEN strftime(_local(t, z), '%Y-%m-%d %H')
    WHEN 'm!' THEN strftime(_local(t, z), '%Y-%m-%d %H:%M') WHEN 's!' THEN strftime(_local(t, z), '%Y-%m-%d %H:%M:%S')
    ELSE error('TD_TIME_STRING: the format must be one of y!, q!, M!, w!, d!, h!, m! and s!') END`,
  `td_time_string(t, f) AS _time_string(t, f, 'UTC'), (t, f, z) AS _time_string(t, f, z)`,
  `_shift(t, n, u) AS CASE u WHEN 'y' THEN t + to_years(n) WHEN 'q' THEN t + to_months(3 * n) WHEN 'M' THEN t + to_months(n)
    WHEN 'w' THEN t + to_days(7 * n) WHEN 'd' THEN t + to_days(n) WHEN 'h' THEN t + to_hours(n)
    WHEN 'm' THEN t + to_minutes(n) ELSE t + to_seconds(n) END`,
  // Subqueries, so that each part is computed once; nested macros would repeat it a thousand times.
  `_span_of(i, z) AS (
    WITH given AS (SELECT system.main.split_part(i, '/', 1) AS span, system.main.split_part(i, '/', 2) AS back, _zone(z) AS zone),
      parts AS (SELECT TRY_CAST(left(span, -1) AS INTEGER) AS n, right(span, 1) AS u, back, TRY_CAST(left(back, -1) AS INTEGER) AS m,
        right(back, 1) AS v, zone, to_timestamp(td_scheduled_time()) AT TIME ZONE zone AS base FROM given),
      bounds AS (SELECT n, u, zone, CASE WHEN back = '' THEN date_trunc(_unit(u), base) WHEN back = 'now' THEN base
        WHEN regexp_full_match(back, '\\d{4}-.*') THEN TRY_CAST(back AS TIMESTAMP)
        ELSE date_trunc(_unit(u), _shift(date_trunc(_unit(v), base), m, v)) END AS off FROM parts),
      ends AS (SELECT off, _shift(off, n, u) AS other, zone FROM bounds)
    SELECT {'a': CAST(epoch(least(off, other) AT TIME ZONE zone) AS BIGINT), 'b': CAST(epoch(greatest(off, other) AT TIME ZONE zone) AS BIGINT)} FROM ends)`,
  `_interval(t, i, z) AS CASE WHEN regexp_full_match(i, '[+-]?\\d+[yqMwdhms](/(now|[+-]?\\d+[yqMwdhms]|\\d{4}-.*))?')
    THEN t >= _span_of(i, z)['a'] AND t < _span_of(i, z)['b']
    ELSE error('TD_INTERVAL: write it as in -1d, -7d/-1d or -1h/now') END`,
  `td_interval(t, i) AS _interval(t, i, 'UTC'), (t, i, z) AS _interval(t, i, z)`,
  `td_url_decode(s) AS url_decode(s)`,
  `td_url_encode(s) AS url_encode(s)`,
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
  `_format_local(t, z, f) AS _java_time(t AT TIME ZONE _zone(z), f, z)`,
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
  `with_timezone(t, z) AS CAST(t AS TIMESTAMP) AT TIME ZONE _zone(z)`,
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

/** Text functions. Java's $1 becomes RE2's \\1, and all matches are replaced. */
const TEXTS = [
  `regexp_like(s, p) AS regexp_matches(s, p)`,
  `regexp_extract(s, p) AS system.main.regexp_extract_all(s, p)[1], (s, p, g) AS system.main.regexp_extract_all(s, p, g)[1]`,
  `regexp_replace(s, p) AS system.main.regexp_replace(s, p, '', 'g'),
    (s, p, r) AS system.main.regexp_replace(s, p, system.main.regexp_replace(r, '\\$(\\d)', '\\\\\\1', 'g'), 'g')`,
  `regexp_count(s, p) AS len(system.main.regexp_extract_all(s, p))`,
  `regexp_split(s, p) AS string_split_regex(s, p)`,
  `replace(s, a) AS system.main.replace(s, a, ''), (s, a, b) AS system.main.replace(s, a, b)`,
  `split_part(s, d, n) AS CASE WHEN n <= len(string_split(s, d)) THEN system.main.split_part(s, d, n) END`,
  `split_to_map(s, a, b) AS map_from_entries(list_transform(string_split(s, a), lambda p: {'k': system.main.split_part(p, b, 1), 'v': system.main.split_part(p, b, 2)}))`,
  `strpos(s, x) AS instr(s, x), (s, x, n) AS CASE WHEN len(string_split(s, x)) > n
    THEN length(array_to_string(string_split(s, x)[:n], x)) + 1 ELSE 0 END`,
  ...['trim', 'ltrim', 'rtrim'].map(
    (name) => `${name}(s) AS system.main.${name}(s, '${WHITESPACE}'), (s, c) AS system.main.${name}(s, c)`,
  ),
  // Empty if the start is before the text: the engine would return the beginning of the text.
  `substr(s, n) AS CASE WHEN n = 0 OR n < -length(s) THEN system.main.left(s, 0) ELSE system.main.substr(s, n) END,
    (s, n, l) AS CASE WHEN n = 0 OR n < -length(s) THEN system.main.left(s, 0) ELSE system.main.substr(s, n, l) END`,
  `substring(s, n) AS substr(s, n), (s, n, l) AS substr(s, n, l)`,
  `split(s, d) AS string_split(s, d), (s, d, n) AS CASE WHEN len(string_split(s, d)) > n
    THEN list_append(string_split(s, d)[:n - 1], array_to_string(string_split(s, d)[n:], d)) ELSE string_split(s, d) END`,
  `codepoint(c) AS ord(c)`,
  `levenshtein_distance(a, b) AS levenshtein(a, b)`,
  `hamming_distance(a, b) AS hamming(a, b)`,
  `normalize(s) AS nfc_normalize(s), (s, f) AS nfc_normalize(s)`,
  `url_encode(s) AS system.main.replace(system.main.url_encode(s), '%20', '+')`,
  `url_decode(s) AS system.main.url_decode(system.main.replace(s, '+', ' '))`,
  `url_extract_protocol(u) AS nullif(system.main.regexp_extract(u, '^([A-Za-z][A-Za-z0-9+.-]*):', 1), '')`,
  `url_extract_host(u) AS nullif(system.main.regexp_extract(u, '${AUTHORITY}', 1), '')`,
  `url_extract_port(u) AS TRY_CAST(system.main.regexp_extract(u, '${AUTHORITY}', 2) AS BIGINT)`,
  `url_extract_path(u) AS system.main.regexp_extract(u, '^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?([^?#]*)', 1)`,
  `url_extract_query(u) AS system.main.regexp_extract(u, '^[^?#]*\\?([^#]*)', 1)`,
  `url_extract_fragment(u) AS system.main.regexp_extract(u, '#(.*)$', 1)`,
  `url_extract_parameter(u, n) AS url_decode(replace(list_filter(list_transform(string_split(url_extract_query(u), '&'),
    lambda p: CASE WHEN starts_with(p, n || '=') THEN system.main.substr(p, len(n) + 2) WHEN p = n THEN '' END), lambda p: p IS NOT NULL)[1], '+', ' '))`,
  `concat${concatOverloads(16)}`,
  // The engine's own concat_ws would print an array with its brackets.
  `concat_ws(d, a VARCHAR[]) AS array_to_string(list_filter(a, lambda e: e IS NOT NULL), d), ${concatWsOverloads(64)}`,
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
  `element_at(x, k) AS x[k]`,
  `array_position(a, x) AS coalesce(list_position(a, x), CASE WHEN a IS NOT NULL AND x IS NOT NULL THEN 0 END)`,
  `array_sum(a) AS list_sum(a)`,
  `array_average(a) AS list_avg(a)`,
  `array_first(a) AS a[1]`,
  `array_last(a) AS a[-1]`,
  `array_duplicates(a) AS list_sort(list_distinct(list_filter(a, lambda e: len(list_filter(a, lambda f: f = e)) > 1)))`,
  `array_has_duplicates(a) AS len(list_distinct(a)) < len(list_filter(a, lambda e: e IS NOT NULL))`,
  `slice(a, n, l) AS CASE WHEN n < 0 THEN a[len(a) + n + 1:len(a) + n + l] ELSE a[n:n + l - 1] END`,
  `trim_array(a, n) AS a[:len(a) - n]`,
  `zip(a, b) AS list_zip(a, b), (a, b, c) AS list_zip(a, b, c), (a, b, c, d) AS list_zip(a, b, c, d)`,
  `ngrams(a, n) AS CASE WHEN len(a) <= n THEN [a] ELSE list_transform(range(1, len(a) - n + 2), lambda i: a[i:i + n - 1]) END`,
  `repeat(x, n) AS list_transform(range(n), lambda i: x)`,
  `shuffle(a) AS list_select(a, list_grade_up(list_transform(a, lambda e: random())))`,
  `cardinality(x) AS coalesce(len(TRY_CAST(x AS VARCHAR[])), len(json_keys(to_json(x))))`,
  `array_join(a, d) AS array_to_string(list_transform(list_filter(a, lambda e: e IS NOT NULL), lambda e: _varchar(e)), d),
    (a, d, n) AS array_to_string(list_transform(a, lambda e: coalesce(_varchar(e), n)), d)`,
  `array_max(a) AS list_max(a)`,
  `array_min(a) AS list_min(a)`,
  `array_union(a, b) AS list_distinct(list_concat(a, b))`,
  `array_except(a, b) AS list_filter(list_distinct(a), lambda e: NOT list_contains(b, e))`,
  `array_remove(a, x) AS list_filter(a, lambda e: e <> x)`,
  `arrays_overlap(a, b) AS list_has_any(a, b)`,
  `sequence(a DATE, b DATE) AS list_transform(generate_series(a, b, INTERVAL 1 DAY), lambda d: CAST(d AS DATE)),
    (a, b) AS generate_series(a, b, CASE WHEN b < a THEN -1 ELSE 1 END),
    (a DATE, b DATE, s) AS list_transform(generate_series(a, b, s), lambda d: CAST(d AS DATE)), (a, b, s) AS generate_series(a, b, s)`,
  `map_agg(k, v) AS map(list(k), list(v))`,
  `_json_path(p) AS system.main.regexp_replace(p, '\\[["'']([^"'']*)["'']\\]', '."\\1"', 'g')`,
  `json_extract_scalar(j, p) AS CASE WHEN json_valid(CAST(j AS VARCHAR)) AND json_type(CAST(j AS VARCHAR), _json_path(p)) NOT IN ('OBJECT', 'ARRAY', 'NULL')
    THEN json_extract_string(CAST(j AS VARCHAR), _json_path(p)) END`,
  `json_extract(j, p) AS CASE WHEN json_valid(CAST(j AS VARCHAR)) THEN system.main.json_extract(CAST(j AS VARCHAR), _json_path(p)) END`,
  `json_parse(s) AS CAST(system.main.json(s) AS JSON)`,
  `is_json_scalar(j) AS json_type(CAST(j AS VARCHAR)) NOT IN ('OBJECT', 'ARRAY')`,
  `json_format(j) AS CAST(j AS VARCHAR)`,
  `json_size(j, p) AS CASE json_type(j, p) WHEN 'ARRAY' THEN system.main.json_array_length(j, p) WHEN 'OBJECT' THEN len(json_keys(j, p)) ELSE 0 END`,
  `json_array_get(j, n) AS system.main.json_extract(j, '$[' || n || ']')`,
  `json_array_contains(j, x) AS list_contains(CAST(j AS JSON[]), to_json(x))`,
];

const NUMBERS = [
  `approx_distinct(x) AS approx_count_distinct(x), (x, e) AS approx_count_distinct(x)`,
  `approx_percentile(x, p) AS approx_quantile(x, p)`,
  `e() AS exp(1)`,
  `to_base(n, r) AS _to_base(n, r)`,
  `width_bucket(x, a, b, n) AS CAST(CASE WHEN x < a THEN 0 WHEN x >= b THEN n + 1 ELSE floor((x - a) * n / (b - a)) + 1 END AS BIGINT)`,
  `random() AS system.main.random(), (n) AS CAST(floor(system.main.random() * n) AS BIGINT),
    (a, b) AS a + CAST(floor(system.main.random() * (b - a)) AS BIGINT)`,
  `bitwise_left_shift(a, n) AS a << n`,
  `bitwise_right_shift(a, n) AS a >> n`,
  // Fails in a cast if the value needs more bits, because TRY does not accept error().
  `bit_count(a, n) AS CASE WHEN n NOT BETWEEN 2 AND 64 OR CAST(a AS BIGINT) >> CAST(n - 1 AS BIGINT) NOT IN (0, -1)
    THEN CAST(a || ' in ' || n || ' bits' AS BIGINT)
    ELSE system.main.bit_count(CAST(a AS BIGINT) & CASE WHEN n = 64 THEN -1 ELSE 9223372036854775807 >> CAST(63 - n AS BIGINT) END) END`,
  `every(x) AS bool_and(x)`,
  `bitwise_and_agg(x) AS bit_and(x)`,
  `bitwise_or_agg(x) AS bit_or(x)`,
  `set_agg(x) AS list(DISTINCT x)`,
  `truncate(x) AS trunc(x)`,
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
