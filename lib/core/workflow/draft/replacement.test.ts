import { expect, test } from 'vitest';
import { expressionSyntax } from '../../../adapters/expressions/expression-syntax.ts';
import { checkProject } from '../check/check-project.ts';
import { applicableSuggestions, markedPart, replacementOf, suggestionsOf } from './replacement.ts';

const syntax = await expressionSyntax();

type Files = Readonly<Record<string, string>>;

/** The files after applying the first suggestion of each finding, from the last finding to the first. */
function replaced(files: Files): Files {
  const project = { paths: Object.keys(files), read: (path: string) => files[path] };
  const texts = { ...files };
  for (const finding of checkProject(project, syntax).findings.toReversed()) {
    const lines = (texts[finding.file] ?? '').split('\n');
    const before = lines[finding.line - 1] ?? '';
    const [suggestion] = applicableSuggestions(finding, before);
    const replacement = suggestion === undefined ? undefined : replacementOf(finding, before, suggestion);
    if (!replacement) continue;
    const { line, from, to, text } = replacement;
    lines[line - 1] = before.slice(0, from - 1) + text + before.slice(to - 1);
    texts[finding.file] = lines.join('\n');
  }
  return texts;
}

test.each<[string, Files, Files]>([
  [
    'a path',
    { 'w.dig': '+a:\n  td>: q/orders_stores.sql', 'q/orders_store.sql': '' },
    { 'w.dig': '+a:\n  td>: q/orders_store.sql' },
  ],
  [
    'a path relative to the folder of its workflow',
    { 'w.dig': '+a:\n  call>: sub/x', 'sub/x.dig': '+a:\n  td>: qery.sql', 'sub/query.sql': '' },
    { 'sub/x.dig': '+a:\n  td>: query.sql' },
  ],
  [
    'a path that leads out of the folder of its workflow',
    { 'w.dig': '+a:\n  call>: sub/x', 'sub/x.dig': '+a:\n  td>: ../q/orders_stores.sql', 'q/orders_store.sql': '' },
    { 'sub/x.dig': '+a:\n  td>: ../q/orders_store.sql' },
  ],
  [
    'a path with that of a file in another folder',
    { 'w.dig': '+a:\n  call>: sub/x', 'sub/x.dig': '+a:\n  td>: query.sql', 'sub2/query.sql': '' },
    { 'sub/x.dig': '+a:\n  td>: ../sub2/query.sql' },
  ],
  [
    'a path in an included file, relative to the folder of the workflow',
    { 'w.dig': '!include : part/a.dig', 'part/a.dig': '+a:\n  td>: part/qery.sql', 'part/query.sql': '' },
    { 'part/a.dig': '+a:\n  td>: part/query.sql' },
  ],
  ['a file that is named like its operator', { 'w.dig': '+a:\n  td>: td', tdd: '' }, { 'w.dig': '+a:\n  td>: tdd' }],
  [
    'a called workflow without its extension',
    { 'w.dig': '+a:\n  call>: sub/lod', 'sub/load.dig': '+x: {echo>: x}', 'sub/lod.sql': '' },
    { 'w.dig': '+a:\n  call>: sub/load' },
  ],
  [
    'a called workflow with its extension',
    { 'w.dig': '+a:\n  call>: lod.dig', 'load.dig': '+x: {echo>: x}' },
    { 'w.dig': '+a:\n  call>: load.dig' },
  ],
  ['an operator', { 'w.dig': '+echoo:\n  echoo>: echoo' }, { 'w.dig': '+echoo:\n  echo>: echoo' }],
  [
    'a misspelled option, which could be a parameter',
    { 'w.dig': '+a:\n  td>: {data: SELECT 1}\n  databse: shop' },
    { 'w.dig': '+a:\n  td>: {data: SELECT 1}\n  database: shop' },
  ],
  ['a directive', { 'w.dig': '+a: {echo>: x, _retri: 3}' }, { 'w.dig': '+a: {echo>: x, _retry: 3}' }],
  [
    'an option of a group',
    { 'w.dig': '+a:\n  _paralel: true\n  +b:\n    echo>: x' },
    { 'w.dig': '+a:\n  _parallel: true\n  +b:\n    echo>: x' },
  ],
  [
    'a kind of schedule',
    { 'w.dig': 'schedule:\n  dayly>: 07:00:00\n+a:\n  echo>: x' },
    { 'w.dig': 'schedule:\n  daily>: 07:00:00\n+a:\n  echo>: x' },
  ],
])('replaces %s as suggested', (_, files, expected) => expect(replaced(files)).toEqual({ ...files, ...expected }));

test('replaces nothing if nothing is suggested', () => {
  const files = { 'w.dig': '+a:\n  py>: x\n+b:\n  td>: nothing.sql' };
  expect(replaced(files)).toEqual(files);
});

test.each<[string, Files]>([
  ['not in the line of its operator', { 'w.dig': '+a:\n  td>:\n    qery.sql', 'query.sql': '' }],
  ['written with an escape', { 'w.dig': '+a:\n  td>: "q\\u0065ry.sql"', 'query.sql': '' }],
])('offers nothing for a name that is %s', (_, files) => {
  const project = { paths: Object.keys(files), read: (path: string) => files[path] };
  const [finding] = checkProject(project, syntax).findings;
  const line = files['w.dig']?.split('\n')[(finding?.line ?? 0) - 1] ?? '';
  expect(finding && suggestionsOf(finding)).toEqual(['query.sql']);
  expect(finding && applicableSuggestions(finding, line)).toEqual([]);
});

test.each([
  ['+a:\n  td>: orders.sql', '  td>: ', 'orders.sql'],
  ['+a:\n  py>: score.run', '  ', 'py'],
  ['+a:\n  for_each>: {}\n  _do: {echo>: x}', '  ', 'for_each'],
])('marks the invalid part of %j', (text, before, marked) => {
  const [finding] = checkProject({ paths: ['w.dig'], read: () => text }, syntax).findings;
  const line = text.split('\n')[(finding?.line ?? 0) - 1] ?? '';
  const { from, to } = finding ? markedPart(finding, line) : { from: 0, to: 0 };
  expect([line.slice(0, from - 1), line.slice(from - 1, to - 1)]).toEqual([before, marked]);
});
