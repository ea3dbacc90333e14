import { expect, test } from 'vitest';
import { jsonReader, parsedValue, printedReader, type ResultValue } from './result-value.ts';

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
  ['DECIMAL(18,2)', '19.90', '19.90', 19.9],
  ['decimal(3,2)', '-1.50', '-1.50', -1.5],
  ['DECIMAL(3,2)', '0.00', '0.00', 0],
  ['DECIMAL(38,20)', '0.00000000000000000001', '0.00000000000000000001', 1e-20],
  ['DECIMAL(15,0)', '999999999999999', '999999999999999', 999999999999999],
  ['DECIMAL(18,2)', '1234567890123456.78', '"1234567890123456.78"', '1234567890123456.78'],
  ['decimal(38,0)', '9007199254740993', '"9007199254740993"', '9007199254740993'],
  ['DECIMAL(2,2)', '.50', '0.50', 0.5],
  ['DECIMAL(2,2)', '-.50', '-0.50', -0.5],
  ['DECIMAL(18,18)', '.123456789012345678', '"0.123456789012345678"', '0.123456789012345678'],
  ['DECIMAL(3,2)[]', '["1.50","\\\\N"]', '[1.50,null]', [1.5, null]],
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
])('%s %s is %s in JSON', (type, text, json, value) => {
  expect(jsonReader(type)(text)).toBe(json);
  if (value !== undefined) expect(parsedValue(json)).toEqual(value);
});

test.each([
  ['INTEGER[]', '["1","2"]', '[1,2]'],
  ['array(bigint)', '["1","\\\\N"]', '[1,null]'],
  ['VARCHAR[]', '["a","b c"]', '["a","b c"]'],
  ['DOUBLE[]', '["1","2.5"]', '[1.0,2.5]'],
  ['INTEGER[][]', '["[\\"1\\"]"]', '[[1]]'],
  ['INTEGER[]', '', ''],
  ['VARCHAR', '["1"]', '["1"]'],
  ['DECIMAL(3,2)', '1.50', '1.50'],
  ['STRUCT(x INTEGER)[]', '["{\\"x\\":1}"]', '[{"x":1}]'],
  ['STRUCT(x INTEGER[])', '{"x":[1]}', '{"x":[1]}'],
])('%s %s is printed as %s', (type, text, printed) => {
  expect(printedReader(type)(text)).toBe(printed);
});
