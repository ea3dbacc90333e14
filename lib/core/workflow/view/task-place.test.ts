import { expect, test } from 'vitest';
import { placeOfTask } from './task-place.ts';

const CONTENTS: Readonly<Record<string, string>> = {
  'daily.dig': [
    '+load: {echo>: x}', // 1
    '+group:', // 2
    '  +each:', // 3
    '    for_each>: {a: [1, 2]}', // 4
    '    _do:', // 5
    '      +send: {echo>: x}', // 6
    '  _error:', // 7
    '    +mail: {echo>: x}', // 8
    '+choice:', // 9
    '  if>: ${a}', // 10
    '  _do: {+yes: {echo>: x}}', // 11
    '  _else_do: {+no: {echo>: x}}', // 12
    '+other: {call>: parts/other}', // 13
    '!include : shared.dig', // 14
  ].join('\n'),
  'parts/other.dig': '\n+inner: {echo>: x}\n+deeper: {call>: last}',
  'parts/last.dig': '\n\n+deepest: {echo>: x}',
  'shared.dig': '+shared:\n  echo>: x',
};
const files = { paths: Object.keys(CONTENTS), read: (path: string) => CONTENTS[path] };

test.each([
  ['+daily', 'daily.dig', 1],
  ['+daily+load', 'daily.dig', 1],
  ['+daily+group+each', 'daily.dig', 3],
  ['+daily+group+each^sub+for-0=a=0=1+send', 'daily.dig', 6],
  ['+daily+group+each^sub+for-0=a=0=1', 'daily.dig', 5],
  ['+daily+group^error+mail', 'daily.dig', 8],
  ['+daily+choice^sub+no', 'daily.dig', 12],
  ['+daily+other^sub+inner', 'parts/other.dig', 2],
  ['+daily+other^sub+deeper^sub+deepest', 'parts/last.dig', 3],
  ['+daily+shared', 'shared.dig', 1],
  ['+daily+gone', 'daily.dig', 1],
])('%s is in %s, line %i', (name, file, line) => {
  expect(placeOfTask(files, name)).toMatchObject({ file, line });
});

test('a workflow that was removed from the project has no place', () => {
  expect(placeOfTask(files, '+weekly+load')).toBeUndefined();
});
