import { expect, test } from 'vitest';
import { parseJson } from './json-text.ts';

function refusalOf(text: string): unknown {
  try {
    return { value: parseJson(text, 'result') };
  } catch (error) {
    const { code, params } = error as { code: string; params: object };
    return { code, ...params };
  }
}

const malformed = (line: number, column: number) => ({ code: 'json_malformed', subject: 'result', line, column });

test.each([
  ['', malformed(1, 1)],
  ['{"a":1', malformed(1, 7)],
  ['{"a":1,}', malformed(1, 8)],
  ["{'a':1}", malformed(1, 2)],
  ['{\n  "a": 1\n  "b": 2\n}', malformed(3, 3)],
  ['{\r\n"名前": oops}', malformed(2, 7)],
  ['{"a":"x\ny"}', malformed(1, 6)],
  ['{"a":1} x', malformed(1, 9)],
  ['{"a":/* no */1}', malformed(1, 6)],
  ['{"token": pina_SECRETxxx}', malformed(1, 11)],
  ['{"pina_SECRET1": 54xx}', malformed(1, 18)],
])('reports where %j is not JSON', (text, refusal) => {
  expect(refusalOf(text)).toEqual(refusal);
});

test.each([
  ['{"type": "p",\n "ad_account_id": 5497xxx, "test_event": true}', 2, 19, '5497xxx'],
  ['{"ad_account_id": xxxx}', 1, 19, 'xxxx'],
])('reports the placeholder in %j', (text, line, column, placeholder) => {
  const key = 'ad_account_id';
  expect(refusalOf(text)).toEqual({ code: 'json_placeholder', subject: 'result', line, column, key, placeholder });
});

test.each([
  ['{"a":1,\n"a":1}', 'a', 2, 1],
  ['{"a":{"b":1,"b":2}}', 'b', 1, 13],
  ['[{"__proto__":1,"__proto__":1}]', '__proto__', 1, 17],
])('reports the repeated key in %j', (text, key, line, column) => {
  expect(refusalOf(text)).toEqual({ code: 'json_key_twice', subject: 'result', key, line, column });
});

test.each(['{"a":{"b":1},"b":[{"b":1},{"b":1}]}', '[1,"é",null]', '\uFEFF{"a":1}', '7'])(
  '%j is parsed as by JSON.parse',
  (text) => {
    expect(refusalOf(text)).toEqual({ value: JSON.parse(text.replace('\uFEFF', '')) });
  },
);

test('finds a fault after a long string', () => {
  expect(refusalOf(`{"a":"${'a'.repeat(4_000_000)}" x}`)).toMatchObject({ code: 'json_malformed', line: 1 });
});

test('refuses nesting that is too deep', () => {
  expect(refusalOf(`${'['.repeat(500_000)}${']'.repeat(500_000)}`)).toEqual({
    code: 'json_too_deep',
    subject: 'result',
  });
  expect(refusalOf('{"a":'.repeat(500_000))).toMatchObject({ code: expect.stringMatching(/^json_/) });
});
