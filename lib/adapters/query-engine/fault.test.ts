import { expect, test } from 'vitest';
import { faultOf } from './fault.ts';

const JSON_ERROR = '{"exception_type":"Parser","exception_message":"syntax error"}';

test.each([
  ['JSON', JSON_ERROR, 'query_syntax'],
  ['JSON after a prefix', `Failed to prepare: ${JSON_ERROR}`, 'query_syntax'],
  ['plain text', 'Parser Error: syntax error', 'query_syntax'],
  ['plain text that ends with a digit', 'Out of Memory Error: could not allocate 262144', 'query_out_of_memory'],
  ['plain text that quotes other JSON', 'Conversion Error: Could not convert the value {"a":1}', 'query_value'],
])('reads an error of the engine from %s', (_, message, code) => {
  expect(faultOf(new Error(message))?.code).toBe(code);
});

test('an error that is not from the engine has no fault', () => {
  expect(faultOf(new Error('connect ECONNREFUSED'))).toBeUndefined();
});
