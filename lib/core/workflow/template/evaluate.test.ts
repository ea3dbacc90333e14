import { expect, test } from 'vitest';
import type { ConfigMap } from '../config/config-node.ts';
import { evaluatedConfig, evaluatedText } from './evaluate.ts';

/** An evaluator that returns the expression and the names of the parameters it gets. */
const echo = (expression: string, params: ConfigMap) => `<${expression}|${Object.keys(params)}>`;

const PARAMS: ConfigMap = {
  name: 'a',
  none: null,
  number: 1.5,
  truth: false,
  list: [1, 'b', null],
  map: { text: 'c', none: null, deep: { $x_1: 7 }, list: [] },
  constructor: 'own',
};

test.each([
  ['no template', 'no template'],
  ['${name}', 'a'],
  [' ${ name } ', ' a '],
  ['${none}', ''],
  ['${number}', '1.5'],
  ['${truth}', 'false'],
  ['${list}', '[1,"b",null]'],
  ['${map.text}${map.none}${map.deep}', 'c{"$x_1":7}'],
  ['${map.deep.$x_1}', '<map.deep.$x_1|name,none,number,truth,list,map,constructor>'],
  ['${map.unknown}', ''],
  ['${constructor}', 'own'],
  ['$$ $$${name} $$$', '$ $a $$'],
  ['${secret:td.key} ${name}', '${secret:td.key} a'],
  // As in digdag, what is never closed stays as it is.
  ['$${name', '$${name'],
  ['${name} ${name', 'a ${name'],
  ['${}', ''],
])('%j becomes %j', (template, text) => expect(evaluatedText(template, PARAMS, echo)).toBe(text));

test.each([
  'unknown',
  'unknown.member',
  'name.length',
  'list.length',
  'map.unknown.member',
  'map.toString',
  'none.x',
  'true',
])('the engine evaluates %s', (expression) =>
  expect(evaluatedText(`\${${expression}}`, PARAMS, echo)).toBe(`<${expression}|${Object.keys(PARAMS)}>`),
);

const EVALUATED: readonly (readonly [string, ConfigMap, ConfigMap])[] = [
  ['keys see those before them', { a: '${name}b', b: '${a}${a}' }, { a: 'ab', b: 'abab' }],
  ['keys take precedence over parameters', { name: 'new', a: '${name}' }, { name: 'new', a: 'new' }],
  ['keys do not see those after them', { a: '${name}', name: 'new' }, { a: 'a', name: 'new' }],
  [
    'a map sees its own keys, and not those around it',
    { name: 'x', m: { a: '${name}', b: '${a}' } },
    { name: 'x', m: { a: 'a', b: 'a' } },
  ],
  [
    'a list sees the keys around it',
    { name: 'x', l: ['${name}', ['${name}'], { a: '${name}' }] },
    { name: 'x', l: ['x', ['x'], { a: 'a' }] },
  ],
  ['results are text', { a: '${number}', b: '${none}', c: '${list}' }, { a: '1.5', b: '', c: '[1,"b",null]' }],
  [
    'values that are not text stay unchanged',
    { a: 1, b: null, c: true, d: [], e: {} },
    { a: 1, b: null, c: true, d: [], e: {} },
  ],
  [
    'tasks stay unchanged at any depth',
    { _do: { 'echo>': '${x}' }, a: { _else_do: '${y}' } },
    { _do: { 'echo>': '${x}' }, a: { _else_do: '${y}' } },
  ],
  ['results are not evaluated again', { a: '$${name}', b: '${a}' }, { a: '$a', b: '$a' }],
];
test.each(EVALUATED)('%s', (_, config, evaluated) => expect(evaluatedConfig(config, PARAMS, echo)).toEqual(evaluated));

test('a key may have any name', () => {
  const config = JSON.parse('{"__proto__": {"polluted": "${name}"}, "a": "${polluted}"}') as ConfigMap;
  const evaluated = evaluatedConfig(config, PARAMS, () => 'unknown');
  expect(JSON.stringify(evaluated)).toBe('{"__proto__":{"polluted":"a"},"a":"unknown"}');
});
