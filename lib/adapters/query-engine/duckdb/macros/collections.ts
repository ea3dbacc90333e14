// Functions of arrays, maps and JSON. In the macros, a and b are arrays or the bounds of a sequence, c another array, e
// and f elements, i an index, x a value, k a key, n a number, r a replacement for NULL, d a delimiter or another array,
// l a length or a list, s a text, a sorted array or a step, j JSON, and p a path or a pair of elements.

export const COLLECTIONS = [
  `_has_null(a) AS list_count(a) < len(a)`,
  // The first of the rows with the same first field, in a sorted array. Each row is paired with the one before it: a
  // lambda that looked up s[i - 1] would copy the array for each row.
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
    (a, d, r) AS _joined(list_transform(a, lambda e: coalesce(_varchar(e), r)), d)`,
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
  `sequence(a DATE, b DATE) AS list_transform(generate_series(a, b, to_days(CASE WHEN b < a THEN -1 ELSE 1 END)), lambda e: CAST(e AS DATE)),
    (a, b) AS generate_series(a, b, CASE WHEN b < a THEN -1 ELSE 1 END),
    (a DATE, b DATE, s) AS list_transform(_sequence(a, b, s), lambda e: CAST(e AS DATE)),
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
