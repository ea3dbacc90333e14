// Functions of numbers and bytes. In the macros, x, a and b are numbers, n is an integer or a number of bits, buckets
// or digits, and r a radix; in functions of bytes, b is the bytes, and s a text.

export const BYTES = [
  `to_utf8(s) AS encode(s)`,
  `from_utf8(b) AS decode(b)`,
  `to_hex(b) AS upper(hex(b))`,
  `from_hex(s) AS unhex(s)`,
  `sha256(b) AS unhex(system.main.sha256(b))`,
  `sha1(b) AS unhex(system.main.sha1(b))`,
  `md5(b) AS unhex(system.main.md5(b))`,
];

export const NUMBERS = [
  // The engine's own functions refuse zero and negative numbers.
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
 * These casts to integers round halves away from zero; the engine's own casts round halves of reals and of numbers in
 * JSON to even. Of texts, only digits with a sign are integers; the engine also reads 2.5, 1e3, 0x10 and 1_000. The
 * engine resolves the CASE when it plans a query.
 */
export const CASTS = ['tinyint', 'smallint', 'integer', 'bigint'].flatMap((type) =>
  ['cast', 'try_cast'].map((cast) => {
    const rounded = `${cast}(round(TRY_CAST(x AS DOUBLE)) AS ${type})`;
    const json = `${cast}(${cast}(x AS DECIMAL(19, 0)) AS ${type})`;
    const text = 'CAST(x AS VARCHAR)';
    const digits = `${cast}(CASE WHEN regexp_full_match(${text}, '[+-]?[0-9]+') OR x IS NULL THEN ${text} ELSE '' END AS ${type})`;
    return `_${cast}_${type}(x) AS CASE typeof(x) WHEN 'DOUBLE' THEN ${rounded} WHEN 'FLOAT' THEN ${rounded} WHEN 'JSON' THEN ${json}
      WHEN 'VARCHAR' THEN ${digits} ELSE ${cast}(x AS ${type}) END`;
  }),
);
