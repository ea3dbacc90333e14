import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { type Expression, type ObjectExpression, parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { en } from './en.ts';
import { flattenTexts } from './flatten-texts.test-kit.ts';
import { messagesOf } from './translate.ts';

/**
 * Every raised error code has a text, and is raised with the text's arguments. Checks the sources, because no test
 * raises all codes.
 */

const root = resolve(import.meta.dirname, '../..');
const sources = globSync('{lib,app}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !/\.test(?:-kit)?\.tsx?$|\/sandbox\//.test(file),
);
const texts = messagesOf('errors');

function argumentsIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return argumentsIn(element.children);
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return [element.value];
    return [element.value, ...Object.values(element.options).flatMap(({ value }) => argumentsIn(value))];
  });
}

type Node = Expression | { readonly type: string } | undefined;

/** The codes an expression can evaluate to; none if they are only known at run time. */
function codesOf(node: Node): string[] {
  if (node?.type === 'Literal' && 'value' in node && typeof node.value === 'string') return [node.value];
  if (node?.type === 'ConditionalExpression' && 'consequent' in node)
    return [...codesOf(node.consequent), ...codesOf(node.alternate)];
  return [];
}

/** The property names of an object literal; undefined if not all of them are known before run time. */
function namesOf(node: Node): string[] | undefined {
  if (node === undefined) return [];
  if (node.type !== 'ObjectExpression') return undefined;
  const names = (node as ObjectExpression).properties.map((property) =>
    property.type === 'Property' && property.key.type === 'Identifier' ? property.key.name : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

function memberOf(node: ObjectExpression, name: string): Node {
  const found = node.properties.find(
    (property) => property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === name,
  );
  return found?.type === 'Property' ? found.value : undefined;
}

/**
 * Schema calls that take an error code: `z.string('code')`, `.min(1, 'code')`, `{ error: 'code' }`, an issue's
 * `message`.
 */
const CHECKS =
  /^(?:string|number|int|boolean|enum|union|literal|array|object|custom|email|url|min|max|length|regex|refine|check)$/;

interface Raised {
  readonly file: string;
  readonly code: string;
  /** Undefined if only known at run time. */
  readonly params: readonly string[] | undefined;
}

function raisedIn(file: string): Raised[] {
  const found: Raised[] = [];
  const add = (codes: readonly string[], params: readonly string[] | undefined) =>
    found.push(...codes.map((code) => ({ file, code, params })));
  new Visitor({
    NewExpression({ callee, arguments: [code, params] }) {
      if (callee.type === 'Identifier' && callee.name === 'UserError') add(codesOf(code), namesOf(params));
    },
    CallExpression({ callee, arguments: args }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (CHECKS.test(callee.property.name))
        add(
          args.flatMap(codesOf).filter((code) => code in texts),
          ['field'],
        );
    },
    ObjectExpression(node) {
      const params = namesOf(memberOf(node, 'params'));
      for (const name of ['message', 'error'])
        add(
          codesOf(memberOf(node, name)).filter((code) => code in texts),
          params && ['field', ...params],
        );
    },
  }).visit(parseSync(file, readFileSync(resolve(root, file), 'utf8')).program);
  return found;
}

const raised = sources.flatMap(raisedIn);

test('every raised code has a text', () => {
  expect(raised.length).toBeGreaterThan(200);
  expect(raised.filter(({ code }) => !(code in texts))).toEqual([]);
});

const OVERRIDES = ['api-errors', 'cli-errors'] as const;

test('every raised code has the arguments of its texts', () => {
  const unfilled = raised.flatMap(({ file, code, params }) => {
    const all = [texts, ...OVERRIDES.map((catalog) => messagesOf(catalog))].map((each) => each[code] ?? '');
    const missing = all.flatMap((text) => argumentsIn(parse(text))).filter((name) => params && !params.includes(name));
    return missing.length === 0 ? [] : [`${file} ${code}: ${[...new Set(missing)].join(', ')}`];
  });
  expect(unfilled).toEqual([]);
});

/** Text that applies only in a shell: a command, an option, a file named on a command line. */
const SHELL_ONLY = /\bpintd [a-z]|(?:^|\s)--[a-z]|@FILE|standard input|prompt/;

test('texts of the console and the APIs do not refer to a shell: such a text belongs in cli-errors.json', () => {
  // A code that is not found as a literal, such as one in a constant, may be raised anywhere.
  const isShellOnly = (code: string) => {
    const uses = raised.filter((each) => each.code === code);
    return uses.length > 0 && uses.every(({ file }) => file.startsWith('lib/cli/'));
  };
  for (const catalog of ['errors', 'api-errors'] as const) {
    const found = Object.entries(messagesOf(catalog)).filter(
      ([code, text]) => SHELL_ONLY.test(text) && !isShellOnly(code),
    );
    expect([catalog, found]).toEqual([catalog, []]);
  }
});

test('pages do not refer to pintd commands', () => {
  const { errors: _, ...pages } = en;
  const found = flattenTexts(pages).filter(
    ([, text]) => /\bpintd [a-z]+(?::[a-z]|\s)/.test(text) && !/pintd command/.test(text),
  );
  expect(found).toEqual([]);
});

test.each(OVERRIDES)('every text of %s replaces one of the console', (catalog) => {
  expect(Object.keys(messagesOf(catalog)).filter((code) => !(code in texts))).toEqual([]);
});
