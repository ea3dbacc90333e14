// Functions of times. In the macros, t, a and b are times, z is the name of a zone, f a format, p a part of a format,
// u a unit, n a number, i an interval, s a text, and x a time or a text.

/**
 * Converts the MySQL patterns of date_format to strftime's. Each specifier is looked up once, so that none is converted
 * twice.
 */
export const MYSQL_FORMAT = `
  _mysql_format(f) AS array_to_string(list_transform(regexp_extract_all(f, '%.|[^%]+|%'), lambda p: CASE p
    WHEN '%c' THEN '%-m' WHEN '%e' THEN '%-d' WHEN '%h' THEN '%I' WHEN '%i' THEN '%M' WHEN '%k' THEN '%-H'
    WHEN '%l' THEN '%-I' WHEN '%M' THEN '%B' WHEN '%r' THEN '%I:%M:%S %p' WHEN '%s' THEN '%S' WHEN '%T' THEN '%H:%M:%S'
    WHEN '%v' THEN '%V' WHEN '%W' THEN '%A' WHEN '%x' THEN '%G' WHEN '%f' THEN '%g000'
    ELSE CASE WHEN regexp_matches(p, '^%[^abdHIjmpSYy%]') THEN p[2:] ELSE p END END), '')`;

export const TIMES = [
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
