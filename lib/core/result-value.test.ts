import { expect, test } from 'vitest';
import { jsonReader, parsedValue, type ResultValue } from './result-value.ts';

test.each<[type: string, text: string, json: string, value?: ResultValue]>([
  ['BIGINT', '42', '42', 42],
  ['bigint', '-7', '-7', -7],
  ['BIGINT', '9007199254740993', '9007199254740993', 9007199254740993n],
  ['HUGEINT', '170141183460469231731687303715884105727', '170141183460469231731687303715884105727'],
  ['UINTEGER', '4294967295', '4294967295', 4294967295],
  ['DOUBLE', '2.5', '2.5', 2.5],
  ['DOUBLE', '1', '1.0', 1],
  ['real', '1e300', '1e300', 1e300],
  ['DOUBLE', 'Infinity', '"Infinity"', 'Infinity'],
  ['double', 'NaN', '"NaN"', 'NaN'],
  ['BOOLEAN', 'true', 'true', true],
  ['boolean', 'false', 'false', false],
  ['DECIMAL(18,2)', '19.90', '"19.90"', '19.90'],
  ['VARCHAR', '007', '"007"', '007'],
  ['VARCHAR', 'say "hi"', '"say \\"hi\\""', 'say "hi"'],
  ['TIMESTAMP', '2024-02-03 04:05:06.700', '"2024-02-03 04:05:06.700"'],
  ['BLOB', '61', '"61"'],
  ['JSON', '{"a":1}', '"{\\"a\\":1}"', '{"a":1}'],
  ['BIGINT[]', '["1","\\\\N","9007199254740993"]', '[1,null,9007199254740993]', [1, null, 9007199254740993n]],
  ['array(bigint)', '["1"]', '[1]', [1]],
  ['VARCHAR[][]', '["[\\"a\\"]"]', '[["a"]]', [['a']]],
  ['DOUBLE[3]', '["1","2.5","NaN"]', '[1.0,2.5,"NaN"]'],
  ['array(row(x bigint))', '["{\\"x\\":1}"]', '[{"x":1}]', [{ x: 1 }]],
  ['STRUCT(x INTEGER, y VARCHAR[])', '{"x":1,"y":["a"]}', '{"x":1,"y":["a"]}', { x: 1, y: ['a'] }],
  ['map(varchar, bigint)', '{"a":9007199254740993}', '{"a":9007199254740993}', { a: 9007199254740993n }],
  ['BIGINT', '', 'null', null],
  ['VARCHAR', '', 'null', null],
])('%s %s', (type, text, json, value) => {
  expect(jsonReader(type)(text)).toBe(json);
  if (value !== undefined) expect(parsedValue(json)).toEqual(value);
});
