import { UserError } from '../../errors.ts';
import { positionAt } from '../sql-edits.ts';
import type { SqlToken } from '../sql-tokens.ts';

/**
 * Functions of Presto and TD that are not supported, or have another meaning in the engine, with an SQL replacement;
 * empty if there is none.
 */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  td_sessionize: 'lag(time) OVER (PARTITION BY id ORDER BY time)',
  td_sessionize_window: 'lag(time) OVER (PARTITION BY id ORDER BY time)',
  td_parse_agent: 'regexp_extract(user_agent, pattern)',
  td_parse_user_agent: 'regexp_extract(user_agent, pattern)',
  td_currency_conv: '',
  td_ip_to_country_code: '',
  td_ip_to_country_name: '',
  td_ip_to_subdivision_names: '',
  td_ip_to_most_specific_subdivision_name: '',
  td_ip_to_least_specific_subdivision_name: '',
  td_ip_to_city_name: '',
  td_ip_to_postal_code: '',
  td_ip_to_metro_code: '',
  td_ip_to_time_zone: '',
  td_ip_to_latitude: '',
  td_ip_to_longitude: '',
  td_ip_to_connection_type: '',
  td_ip_to_domain: '',
  td_lat_long_to_country: '',
  td_first: 'min_by(x, time)',
  td_last: 'max_by(x, time)',
  td_x_rank: 'rank() OVER (PARTITION BY id ORDER BY time)',
  td_substr_inencoding: 'substr(s, start, length)',
  td_numeric_range: 'UNNEST(sequence(0, n - 1))',
  td_array_index: 'element_at(a, n + 1)',
  td_avgif: 'avg(x) FILTER (WHERE condition)',
  td_sumif: 'sum(x) FILTER (WHERE condition)',
  td_char_unpivot: '',
  array_frequency: '(SELECT histogram(x) FROM UNNEST(a) AS t(x))',
  approx_most_frequent: 'histogram(x)',
  approx_set: 'approx_distinct(x)',
  cardinality_estimate: 'approx_distinct(x)',
  numeric_histogram: 'histogram(x)',
  merge: '',
  tdigest_agg: 'approx_percentile(x, p)',
  qdigest_agg: 'approx_percentile(x, p)',
  value_at_quantile: 'approx_percentile(x, p)',
  checksum: '',
  entropy: '',
  reduce_agg: 'reduce(array_agg(x), start, step, end)',
  multimap_agg: 'map_agg(k, values)',
  multimap_from_entries: 'map_from_entries(a)',
  split_to_multimap: 'split_to_map(s, a, b)',
  map_union: 'map_concat(a, b)',
  map_zip_with: '',
  combinations: '',
  contains_sequence: '',
  json_value: 'json_extract_scalar(j, path)',
  json_query: 'json_extract(j, path)',
  json_exists: 'json_extract(j, path) IS NOT NULL',
  json_table: 'UNNEST(CAST(json_extract(j, path) AS ARRAY(JSON)))',
  json_object: 'CAST(map(keys, values) AS JSON)',
  // Measures the text before the first match: the matched text may also occur where the pattern does not match.
  regexp_position: "IF(regexp_like(s, 'pattern'), length(regexp_extract(s, '(?s)^(.*?)(?-s:pattern)', 1)) + 1, -1)",
  word_stem: '',
  xxhash64: '',
  murmur3: '',
  spooky_hash_v2_32: '',
  spooky_hash_v2_64: '',
  strrpos: 'IF(strpos(s, x) = 0, 0, length(s) - strpos(reverse(s), reverse(x)) - length(x) + 2)',
  human_readable_seconds: '',
  parse_duration: '',
  parse_data_size: '',
  parse_presto_data_size: '',
  format_number: 'format(f, x)',
  match_recognize: '',
};

/** The SQL replacement for an unsupported function, or `none`; undefined for any other function. */
export function replacementFor(name: string): string | undefined {
  return Object.hasOwn(UNSUPPORTED, name) ? UNSUPPORTED[name] || 'none' : undefined;
}

/** The error for a call of a function that cannot be translated. `instead` is SQL, or `none`. */
export function unsupportedError(sql: string, word: SqlToken, instead: string): UserError {
  return new UserError('query_function_unsupported', { ...positionAt(sql, word.at), name: word.text, instead });
}
