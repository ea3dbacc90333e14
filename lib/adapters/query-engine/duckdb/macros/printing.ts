/** Values as Presto prints them. Fractions of a second have three digits, or more if the value has more. */
export const PRINTED = [
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
