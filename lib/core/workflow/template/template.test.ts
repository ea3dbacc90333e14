import { expect, test } from 'vitest';
import { partsOf, pathOf } from './template.ts';

const read = (template: string) =>
  partsOf(template).map((part) => ('text' in part ? part.text : [part.expression, part.offset]));

test.each<[string, ReturnType<typeof read>]>([
  ['plain', ['plain']],
  ['', []],
  ['a ${b} c', ['a ', ['b', 4], ' c']],
  [
    '${a}${b}',
    [
      ['a', 2],
      ['b', 6],
    ],
  ],
  ['${fn({a: {b: 1}})}!', [['fn({a: {b: 1}})', 2], '!']],
  ['${secret:td.apikey} ${a}', ['${secret:td.apikey} ', ['a', 22]]],
  ['costs $$5', ['costs $5']],
  ['$${a}', ['$', ['a', 3]]],
  ['a${}b', ['a', 'b']],
  ['never ${closed', ['never ', '${closed']],
  ['${a} and ${never', [['a', 2], ' and ', '${never']],
  ['$${never', ['$', '${never']],
  ['${never $$5', ['${never $5']],
  ['${\n a ? b\n : c }', [['\n a ? b\n : c ', 2]]],
])('splits %j', (template, parts) => expect(read(template)).toEqual(parts));

test.each<[string, readonly string[] | undefined]>([
  ['a', ['a']],
  [' td.last_results.count ', ['td', 'last_results', 'count']],
  ['a[0]', undefined],
  ['a.b()', undefined],
  ['a + b', undefined],
  ['1', undefined],
])('%j looks up %j', (expression, path) => expect(pathOf(expression)).toEqual(path));
