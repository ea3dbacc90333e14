import { afterAll, describe, expect, test } from 'vitest';
import type { ConfigMap } from '../../core/workflow/config/config-node.ts';
import { evaluatedConfig, evaluatedText } from '../../core/workflow/template/evaluate.ts';
import { Expressions } from './expressions.ts';

const expressions = new Expressions();
afterAll(() => expressions.close());
const evaluate = (expression: string, params: ConfigMap) => expressions.evaluatorFor('Asia/Tokyo')(expression, params);
const text = (template: string, params: ConfigMap = {}) => evaluatedText(template, params, evaluate);

const PARAMS: ConfigMap = {
  list: [1, 'b', null],
  map: { 'a b': 1, nested: [{ x: 'y' }] },
  name: 'it\u2019s \u0000 "\\ \ud800',
  count: 3,
  none: null,
};

test.each([
  ['${1}', '1'],
  ['${0.2}', '0.2'],
  ['${"a"}', 'a'],
  ['${[1]}', '[1]'],
  ['${undefined}${null}', ''],
  ['p${1}m$$m${2}s', 'p1m$m2s'],
  ['${{a: {b: 1}}}', '{"a":{"b":1}}'],
  ['${NaN}', 'null'],
  ['${true}', 'true'],
  ['${list[1]}${list[2]}${list[9]}', 'b'],
  ['${list.map(function(each) { return each + "!"; })}', '["1!","b!","null!"]'],
  ['${map["a b"] + count}', '4'],
  ['${map.nested[0].x}', 'y'],
  ['${this.count}', '3'],
  ['${typeof unknown}', 'undefined'],
  ['${count > 2 ? "many" : "few"}', 'many'],
  ['${\n count // the number\n}', '3'],
  ['${name + ""}', PARAMS['name']],
  ['${"aaa".replaceAll("a", "A")}', 'AAA'],
  ['${Object.keys(map).join()}', 'a b,nested'],
  ['${JSON.parse("{\\"a\\":1}").a}', '1'],
  ['${function() {}}', 'undefined'],
  ['${"\\u0000\\ud800"}', '\u0000\ud800'],
])('%j becomes %j', (template, result) => expect(text(template, PARAMS)).toBe(result));

test.each([
  ['${unknown}', "the expression ${unknown} failed: 'unknown' is not defined"],
  ['${list.unknown.x}', "the expression ${list.unknown.x} failed: cannot read property 'x' of undefined"],
  ['${\n  none\n.x }', "the expression ${none .x} failed: cannot read property 'x' of null"],
  ['${(() => { throw new Error("own"); })()}', 'the expression ${(() => { throw new Error("own"); })()} failed: own'],
  ['${(() => { throw 5; })()}', 'the expression ${(() => { throw 5; })()} failed: 5'],
  ['${1n}', 'the expression ${1n} failed: Do not know how to serialize a BigInt'],
])('%j is an error', (template, message) => expect(() => text(template, PARAMS)).toThrow(new Error(message)));

test('the options of a task can use the options before them', () => {
  const config = { at: '${moment("2026-01-01").add(1, "day").format("YYYY-MM-DD")}', query: "select '${at.slice(5)}'" };
  expect(evaluatedConfig(config, {}, evaluate)).toEqual({ at: '2026-01-02', query: "select '01-02'" });
});

describe('an expression cannot see the effects of another one', () => {
  test.each([
    ['(leaked = 1)', 'typeof leaked'],
    ['eval("var leaked = 1")', 'typeof leaked'],
    ['(globalThis.leaked = 1)', 'typeof leaked'],
    ['(Object.prototype.leaked = 1)', 'typeof ({}).leaked'],
    ['({}).constructor.prototype.leaked = 1', 'typeof [].leaked'],
    ['(String.prototype.trim = () => "leaked")', '"undefined ".trim()'],
    ['(moment.fn.format = () => "leaked")', 'moment.utc(0).format("[undefined]")'],
    ['moment.tz.setDefault("America/New_York")', '"undefined" + moment("2026-01-01").format("[]Z").slice(6)'],
    ['(JSON.stringify = () => "leaked")', 'typeof [undefined][0]'],
    ['(JSON.parse = Function = Math.random = undefined) || 1', 'typeof leaked'],
    ['(Date = undefined) || 1', 'typeof new Date().leaked'],
    ['count++', 'typeof leaked + (count - 3 || "")'],
    ['Object.freeze(globalThis) && 1', '(leaked = undefined) || "undefined"'],
  ])('%s leaves nothing behind', (expression, probe) => {
    evaluate(expression, { count: 3 });
    expect(evaluate(probe, { count: 3 })).toBe('undefined');
  });

  test('except that random numbers differ', () => {
    expect(evaluate('Math.random()', {})).not.toBe(evaluate('Math.random()', {}));
    expect(JSON.parse(evaluate('[...Array(100)].map(Math.random).every((n) => n >= 0 && n < 1)', {}))).toBe(true);
  });

  test('each uses its own time zone; an unknown one is an error', () => {
    const hour = (zone: string) => expressions.evaluatorFor(zone)('new Date(0).getHours()', {});
    const zones = ['UTC', 'Asia/Tokyo', 'Asia/Kolkata', 'Europe/Berlin', 'Asia/Dubai', 'Asia/Shanghai', 'Asia/Seoul'];
    const many = [...zones, 'Pacific/Auckland', 'America/Lima', 'America/Denver', ...zones];
    expect(many.map(hour).join()).toBe('0,9,5,1,4,8,9,12,19,17,0,9,5,1,4,8,9');
    expect(() => hour('No/Zone')).toThrow('No/Zone is not a time zone');
  });
});

describe('an expression cannot reach the host', () => {
  test.each([
    'process',
    'require',
    'globalThis.process || globalThis.require || fetch',
    'constructor.constructor("return process")()',
    '(function() {}).constructor("return require(\'fs\')")()',
    'moment.constructor("return process.env")()',
    'std.exit()',
  ])('%s is an error', (expression) => expect(() => evaluate(expression, {})).toThrow(/is not defined/));

  test('not even with import, which never resolves', () => expect(evaluate('import("node:fs")', {})).toBe('{}'));
});

describe('an expression that exceeds a limit is an error, and the next one is evaluated', () => {
  const TIME = 'took longer than 1 second';
  const MEMORY = 'needs more than 64 MB';
  const DEPTH = 'calls itself or is nested too deeply';
  test.each([
    ['(() => { for (;;) try { while (true); } catch {} })()', TIME],
    ['/(((((a*)*)*)*)*)*b/.test("a".repeat(40))', TIME], // A single call that the engine cannot interrupt.
    ['(() => { throw { get message() { while (true); } }; })()', TIME],
    ['"x".repeat(1e9)', MEMORY],
    ['new Array(1e9).fill(0)', MEMORY],
    ['(() => { let s = "x"; for (;;) s += s; })()', MEMORY],
    ['(() => { const all = []; for (;;) all.push(new Array(1000).fill(1)); })()', MEMORY],
    ['(() => { const all = {}; for (let i = 0; ; i++) all["k" + i] = { i }; })()', MEMORY],
    ['"x".repeat(2e7)', MEMORY],
    ['(function again() { return again(); })()', DEPTH],
    ['JSON.parse("[".repeat(1e5))', DEPTH],
    ['eval("(".repeat(1e5))', DEPTH],
    ['String({ toString() { return String(this); } })', DEPTH],
  ])('%s', (expression, problem) => {
    expect(() => evaluate(expression, {})).toThrow(problem);
    expect(evaluate('moment("2026-01-01").format() + typeof all', {})).toBe('2026-01-01T00:00:00+09:00undefined');
  });
});

test('expressions of a task that take too long together are an error', () => {
  const ofTask = expressions.evaluatorFor('UTC');
  const slow = '(() => { for (const end = Date.now() + 300; Date.now() < end; ); return 1; })()';
  // The limit is processor time. On a busy machine, an expression gets less of it than its 300 ms, so there are many
  // more expressions than the limit allows.
  const all = () => Array.from({ length: 400 }, () => ofTask(slow, {}));
  expect(all).toThrow('and those before it took longer than 2 seconds');
  expect(evaluate(slow, {})).toBe('1');
});

test.each<[what: string, expression: string, problem: string | undefined]>([
  ['a sum', 'a.b[0] + 1', undefined],
  ['a comment', 'a // comment', undefined],
  ['two names', 'a b', "expecting ')'"],
  ['an open parenthesis', '(', "unexpected token in expression: ')'"],
  ['nested parentheses', '('.repeat(1e5), 'calls itself or is nested too deeply'],
  ['nested parentheses that are only closed in strings', '(")"+'.repeat(1e5), 'calls itself or is nested too deeply'],
  ['more strings with parentheses than may be nested', Array<string>(300).fill('"(a)"').join('+'), undefined],
  ['nested negations', '!'.repeat(1e5), 'calls itself or is nested too deeply'],
  ['nested functions', 'x => '.repeat(1e5), 'calls itself or is nested too deeply'],
  ['nested conditionals', 'a ? '.repeat(1e5), 'calls itself or is nested too deeply'],
  ['nested typeof operators', 'typeof '.repeat(1e5), 'calls itself or is nested too deeply'],
  ['as many brackets as are allowed', `${'('.repeat(199)}1${')'.repeat(199)}`, undefined],
])('checks the syntax of %s', async (_, expression, problem) =>
  expect((await expressions.syntax())(expression)).toBe(problem),
);
