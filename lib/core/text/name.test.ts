import { expect, test } from 'vitest';
import { newApiKey } from '../access/api-key.ts';
import { authenticationName } from '../access/authentication-input.ts';
import { mappingName } from '../matching/mapping-name.ts';
import { queryInput } from '../query/saved-query.ts';
import { cleanFileName, isTypedName, nameOfCopy } from './name.ts';

/** Schemas of names that people give. */
const schemas = [newApiKey.shape.name, authenticationName, mappingName.shape.name, queryInput.shape.name];

test.each([
  ['ESC', 'a\u001b[31mb', 'U+001B'],
  ['CR', 'a\rb', 'U+000D'],
  ['a line feed', 'a\nb', 'U+000A'],
  ['NUL', 'a\0b', 'U+0000'],
  ['DEL', 'a\u007fb', 'U+007F'],
  ['a C1 control', 'a\u009b31mb', 'U+009B'],
  ['a line separator', 'a\u2028b', 'U+2028'],
  ['a direction override', 'invoice\u202efdp.exe', 'U+202E'],
  ['an isolate', 'a\u2066b', 'U+2066'],
  ['a direction mark', 'a\u200fb', 'U+200F'],
  ['a lone surrogate', 'a\ud83db', 'U+D83D'],
])('refuses a name with %s', (_, name, character) => {
  for (const schema of schemas) {
    const { error } = schema.safeParse(name);
    expect(error?.issues).toMatchObject([{ message: 'name_unprintable', params: { character } }]);
  }
});

test.each(['nightly export', '夜間エクスポート', 'Été – 50 %', 'שם', '👩‍👩‍👧 family', 'a\u200cb'])(
  'accepts %s',
  (name) => {
    for (const schema of schemas) expect(schema.parse(` ${name} `)).toBe(name);
  },
);

test.each([
  ['a\u001b]0;x\u0007.csv', 'a]0;x.csv'],
  ['gpj.\u202evsc', 'gpj.vsc'],
  ['売上.csv', '売上.csv'],
  ['\r\n', 'file'],
])('cleans the file name %j instead of refusing it', (given, name) => {
  expect(cleanFileName(given)).toBe(name);
});

test.each([
  ['Daily', 'Copy of Daily', 'Daily のコピー'],
  ['a'.repeat(100), `Copy of ${'a'.repeat(92)}`, `${'a'.repeat(95)} のコピー`],
  [`${'a'.repeat(91)}👩${'b'.repeat(7)}`, `Copy of ${'a'.repeat(91)}`, `${'a'.repeat(91)}👩bb のコピー`],
])('however long %s is, the name of its copy says that it is a copy', (name, english, japanese) => {
  const names = [
    nameOfCopy(name, (original) => `Copy of ${original}`),
    nameOfCopy(name, (original) => `${original} のコピー`),
  ];
  expect(names).toEqual([english, japanese]);
  for (const each of names) expect(queryInput.shape.name.parse(each)).toBe(each);
});

test.each([
  ['its own letters', 'Daily', 'Daily'],
  ['spaces around it', ' Daily ', 'Daily'],
  ['one of two spaces, which pages show as one', 'a b', 'a  b'],
  ['accents that are composed differently than in the name', 'été'.normalize('NFC'), 'été'.normalize('NFD')],
])('a name can be typed with %s', (_, typed, name) => {
  expect(isTypedName(typed, name)).toBe(true);
});

test.each(['', 'daily', 'Dail'])('%j is not the typed name Daily', (typed) => {
  expect(isTypedName(typed, 'Daily')).toBe(false);
});
