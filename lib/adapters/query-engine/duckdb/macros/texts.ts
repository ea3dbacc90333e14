// Functions of texts. In the macros, s is the text, a and b are other texts or arrays, c characters, d a delimiter, f a
// form, g a group, p a pattern or a part of the text, r a replacement, n a number, l a length, u a URL, and x a text to
// search for.

/** What Presto trims, by Java's `Character.isWhitespace`. The engine's own trim keeps tabs and line breaks. */
const WHITESPACE = [
  '\t\n\v\f\r\x1c\x1d\x1e\x1f \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006',
  '\u2008\u2009\u200a\u2028\u2029\u205f\u3000',
].join('');

/** A URL up to its host and port. The user and the password before them may contain a colon, too. */
const AUTHORITY = '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?(\\[[^/?#\\]]*\\]|[^/?#:]*)(?::(\\d+))?';

/** The parts of a replacement in Java: a backslash before any character, a group, and other text. */
const REPLACEMENT_PARTS = '(?s)\\\\.|\\$\\d|[^\\\\$]+|.';

/** Functions of texts. Those that replace something replace every match. */
export const TEXTS = [
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
  `url_extract_parameter(u, name) AS _url_decoded(system.main.replace(list_filter(list_transform(string_split(_url_query(u), '&'),
    lambda p: CASE WHEN starts_with(p, name || '=') THEN system.main.substr(p, len(name) + 2) WHEN p = name THEN '' END), lambda p: p IS NOT NULL)[1], '+', ' '))`,
  `concat${concatOverloads(16)}`,
  // The engine's own concat_ws would print an array with its brackets.
  `concat_ws(d, a VARCHAR[]) AS _joined(list_filter(a, lambda e: e IS NOT NULL), d), ${concatWsOverloads(64)}`,
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
