import { expect, test } from 'vitest';
import { type ResultValue, valueReader } from './result-value.ts';

test.each<[string, string, ResultValue]>([
  ['BIGINT', '42', 42],
  ['bigint', '-7', -7],
  ['BIGINT', '9007199254740993', 9007199254740993n],
  ['HUGEINT', '170141183460469231731687303715884105727', '170141183460469231731687303715884105727'],
  ['UINTEGER', '4294967295', 4294967295],
  ['DOUBLE', '2.5', 2.5],
  ['real', '1e300', 1e300],
  ['DOUBLE', 'inf', 'inf'],
  ['BOOLEAN', 'true', true],
  ['boolean', 'false', false],
  ['DECIMAL(18,2)', '19.90', '19.90'],
  ['VARCHAR', '007', '007'],
  ['BIGINT[]', '["1","2"]', '["1","2"]'],
  ['BIGINT', '', null],
  ['VARCHAR', '', null],
])('%s %s', (type, text, value) => expect(valueReader(type)(text)).toBe(value));
