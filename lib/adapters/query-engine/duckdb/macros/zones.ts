// Functions of time zones. In the macros, t, a and b are times, z is the name of a zone, f a format, p a part of a
// format, m a number of minutes, and n a number.

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

export const ZONES = [
  // A zone by its name: tz names, JST and similar, and offsets of whole hours, such as +0900 and +09:00.
  `_zone(z) AS CASE WHEN regexp_full_match(z, '[+-]\\d{2}(:?00)?') THEN 'Etc/GMT' || translate(z[1], '+-', '-+') || CAST(z[2:3] AS INTEGER)
    WHEN upper(z) = 'Z' THEN 'UTC'
    WHEN upper(z) IN ('PST', 'PDT') THEN 'America/Los_Angeles' WHEN upper(z) IN ('EST', 'EDT') THEN 'America/New_York'
    WHEN upper(z) IN ('CST', 'CDT') THEN 'America/Chicago' WHEN upper(z) IN ('MST', 'MDT') THEN 'America/Denver'
    WHEN upper(z) = 'JST' THEN 'Asia/Tokyo' ELSE z END`,
  // Of a time that occurs twice, the first instant, as in `unixOfText`; the engine takes the second. The first is found
  // with the offset of the day before, if that differs. v.t is the local time, v.m the engine's instant. Lambdas, so
  // that each part is computed once.
  // Microseconds, because the engine computes intervals of a time with zone with a calendar, which takes longer.
  `_day_before(v) AS epoch_us(v['m']) - 86400000000`,
  `_by_earlier_offset(v, z) AS make_timestamptz(epoch_us(v['t']) - epoch_us(make_timestamptz(_day_before(v)) AT TIME ZONE z) + _day_before(v))`,
  `_instant(t, z) AS list_transform([{'t': t, 'm': t AT TIME ZONE z}], lambda v: CASE WHEN _by_earlier_offset(v, z) = v['m'] THEN v['m']
    WHEN _by_earlier_offset(v, z) AT TIME ZONE z = v['t'] THEN _by_earlier_offset(v, z) ELSE v['m'] END)[1]`,
  `_minutes_between(a, b) AS CAST(date_diff('minute', a, b) AS BIGINT)`,
  `_offset(m, colon) AS CASE WHEN m < 0 THEN '-' ELSE '+' END || printf('%02d', abs(m) // 60) || colon || printf('%02d', abs(m) % 60)`,
  `_digits(n, p) AS CASE WHEN n < 10 THEN system.main.lpad(CAST(n AS VARCHAR), CAST(len(p) AS INTEGER), '0') ELSE CAST(n AS VARCHAR) END`,
  JAVA_PART,
  // v.l is the local time, v.u the same time in UTC. Both are computed once, because each part of the pattern uses
  // them.
  `_java_time(t, f, z) AS list_transform([{'l': t AT TIME ZONE _zone(z), 'u': t AT TIME ZONE 'UTC'}], lambda v: CASE WHEN v['l'] IS NOT NULL THEN
    array_to_string(list_transform(regexp_extract_all(f, ${JAVA_PARTS}), lambda p: _java_part(p, v['l'], z, _minutes_between(v['u'], v['l']))), '') END)[1]`,
];
