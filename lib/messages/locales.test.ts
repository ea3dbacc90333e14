import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { TAGS } from '../api/route.ts';
import { connectors } from '../connectors/registry.ts';
import { describeFields } from '../core/api/describe.ts';
import help from './en/help.json' with { type: 'json' };
import { flattenTexts } from './flatten-texts.test-kit.ts';
import { LOCALES } from './locale.ts';

/** Every text exists in every language, with the same arguments. */

const folder = (locale: string) => resolve(import.meta.dirname, locale);
const files = readdirSync(folder('en'));

function textsOf(locale: string, file: string): Map<string, string> {
  return new Map(flattenTexts(JSON.parse(readFileSync(resolve(folder(locale), file), 'utf8'))));
}

/** The arguments, tags and select cases of a message, which every language must have. */
function placeholdersIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...placeholdersIn(element.children)];
    if (element.type === TYPE.select || element.type === TYPE.plural) {
      const inner = Object.values(element.options).flatMap(({ value }) => placeholdersIn(value));
      const cases =
        element.type === TYPE.select ? Object.keys(element.options).map((option) => `${element.value}=${option}`) : [];
      return [element.value, ...cases, ...inner];
    }
    return [element.value];
  });
}

/** Texts with a number that is never one: a limit, or a count shown only if there are several. */
const ALWAYS_MANY: ReadonlySet<string> = new Set([
  'cli.already_accepted',
  'connectors.pinterest_conversion.facts.rate',
  'errors.too_many_columns',
  'exports.match.units.about',
  'exports.forecast.rateOf',
  'help.fields.lead',
  'jobs.throughput.busiestOf',
  'review.cut',
  'sandbox.drawer.first',
  'schedules.history.kept',
]);

test.each(files)('English texts of %s use plural forms for counts', (file) => {
  const counted =
    /\{\w+(?:, number)?\} (?:records|rows|events|jobs|files|tables|columns|lines|calls|hours|days|seconds|migrations)\b/;
  const found = [...textsOf('en', file)].filter(([, text]) => counted.test(text)).map(([key]) => key);
  const name = file.replace('.json', '');
  expect(found.map((key) => `${name}.${key}`).filter((key) => !ALWAYS_MANY.has(key))).toEqual([]);
});

const others = LOCALES.filter((locale) => locale !== 'en');

describe.each(others)('%s', (locale) => {
  test('has the same files as English', () => {
    expect(readdirSync(folder(locale))).toEqual(files);
  });

  test.each(files)('has the English texts of %s, with the same arguments', (file) => {
    const english = textsOf('en', file);
    const translated = textsOf(locale, file);
    expect([...translated.keys()]).toEqual([...english.keys()]);
    const placeholders = (texts: Map<string, string>) =>
      Object.fromEntries([...texts].map(([key, text]) => [key, [...new Set(placeholdersIn(parse(text)))].sort()]));
    expect(placeholders(translated)).toEqual(placeholders(english));
  });

  test.each(files)('has no empty text in %s', (file) => {
    expect([...textsOf(locale, file)].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

test('every field type has a name', () => {
  const types = connectors.flatMap(({ fields }) => describeFields(fields, () => '').map(({ type }) => type));
  expect(Object.keys(help.fields.types)).toEqual(expect.arrayContaining([...new Set(types)]));
});

test('every group of operations of the HTTP API has a title', () => {
  expect(Object.keys(help.api.tags).sort()).toEqual([...TAGS].sort());
});
