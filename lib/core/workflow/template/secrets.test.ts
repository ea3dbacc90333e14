import { describe, expect, test } from 'vitest';
import { valueWithSecrets, withSecrets } from './secrets.ts';

const secrets = new Map([
  ['token', 'pina_1'],
  ['td.key', '$& ${secret:token}'],
  ['empty', ''],
]);
const openSecret = (key: string) => secrets.get(key);

describe('a text with secrets', () => {
  test.each([
    ['Bearer ${secret:token}', 'Bearer pina_1'],
    ['${secret:token}${ secret: token }', 'pina_1pina_1'],
    ['${secret:td.key}', '$& ${secret:token}'],
    ['<${secret:empty}>', '<>'],
    ['${token} ${other:token} $secret:token ${secret:token', '${token} ${other:token} $secret:token ${secret:token'],
  ])('%j becomes %j', (text, expected) => expect(withSecrets(text, openSecret)).toBe(expected));
});

test('secrets are inserted into all texts of a value, but not into its keys', () => {
  const value = {
    id: 1,
    isOn: true,
    none: null,
    list: ['${secret:token}', 2],
    map: { '${secret:token}': '${secret:token}' },
  };
  expect(valueWithSecrets(value, openSecret)).toEqual({
    ...value,
    list: ['pina_1', 2],
    map: { '${secret:token}': 'pina_1' },
  });
});

test('refuses an unknown secret, naming its key', () => {
  expect(() => withSecrets('${secret:none}', openSecret)).toThrow('the project has no secret none');
});
