import { describe, expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import type { Mapping } from '../record/field-target.ts';
import {
  looksLikeNames,
  type NameSplitProblem,
  nameFormatByValues,
  nameSplitProblems,
  nameTargets,
} from './full-names.ts';
import { ColumnCounter } from './profile-column.ts';
import { suggestTargets } from './suggest-targets.ts';

const fields = connectors.flatMap((connector) => connector.fields);

function profileOf(column: string, cells: readonly string[]) {
  const counter = new ColumnCounter(column, 100);
  for (const [index, cell] of cells.entries()) counter.add(cell, index + 1);
  return counter.profile;
}

const GERMAN = ['Jürgen Müller', 'Özgür Weiß', 'Anna Maria Schmidt', 'Ludwig van Beethoven', 'Cher'];
const WITH_COMMA = ['Müller, Jürgen', 'Weiß, Özgür', 'Schmidt, Anna Maria', 'Cher'];
const JAPANESE = ['山田 太郎', '佐藤　花子', '髙橋　涼'];

test.each<[column: string, cells: readonly string[], parts: string]>([
  ['氏名', [], 'ln 1, fn after_first at " "'],
  ['氏名', JAPANESE, 'ln 1, fn after_first at " "'],
  ['Kunde', JAPANESE, 'ln 1, fn after_first at " "'],
  ['Kunde', GERMAN, 'fn given_names, ln family_name at " "'],
  ['Kunde', WITH_COMMA, 'ln 1, fn after_first at ","'],
  ['Name, Vorname', GERMAN, 'ln 1, fn after_first at " "'],
  ['Anything', [], 'fn given_names, ln family_name at " "'],
])('names of %s such as %j are split into %s', (column, cells, expected) => {
  const targets = nameTargets(fields, nameFormatByValues(fields, column, profileOf(column, cells).words));
  const parts = targets.map(({ field, part }) => `${field} ${part}`).join(', ');
  expect(`${parts} at "${targets[0]?.separator}"`).toBe(expected);
});

test.each<[cells: readonly string[], expected: boolean]>([
  [GERMAN, true],
  [WITH_COMMA.slice(0, 3), true],
  [JAPANESE, true],
  [['New York', 'New York', 'New York', 'New York', 'São Paulo', 'New York', 'New York', 'New York'], false],
  [['Winter boots, red', 'Autumn boots', 'a cap'], false],
  [['order 1', 'order 2', 'order 3'], false],
  [['山田太郎', '佐藤花子', '髙橋涼'], false],
  [['2026-11-21 14:05', '2026-11-21 14:06', '2026-11-21 14:07'], false],
])('%j look like names: %j', (cells, expected) => {
  expect(looksLikeNames(profileOf('Any', cells))).toBe(expected);
});

describe('a problem of a name split', () => {
  const problemsOf = (mapping: Mapping, cells: readonly string[] = []) => {
    const [column = ''] = Object.keys(mapping);
    return nameSplitProblems(fields, mapping, {
      records: cells.length,
      columns: [profileOf(column, cells)],
      nameless: [],
    }).get(column);
  };
  const split = (column: string) => suggestTargets(fields, [column]);

  test.each<[what: string, mapping: Mapping, cells: readonly string[], problem: NameSplitProblem | undefined]>([
    ['both fields get the whole name', { Kunde: ['ln', 'fn'] }, GERMAN, 'whole'],
    ['both fields get the same part', { A: ['ln', 'fn'].map((field) => ({ field, part: 1 })) }, GERMAN, 'whole'],
    ['one field gets the whole of a full name', { 氏名: 'ln' }, JAPANESE, 'whole'],
    ['a last name is beside a first name', { Name: 'ln', Vorname: 'fn' }, ['Müller'], undefined],
    ['a last name is alone', { Nachname: 'ln' }, ['Müller'], undefined],
    ['a name is split as it is written', split('Kunde'), GERMAN, undefined],
    ['a name is written with a comma', split('Kunde'), WITH_COMMA, 'format'],
    ['a name is split at a comma that is not there', split('Name, Vorname'), GERMAN, 'format'],
    ['nothing separates the parts', split('氏名'), ['山田太郎', '佐藤花子'], 'single'],
    [
      'the given names are the whole name',
      suggestTargets(fields, ['Name', 'Surname']),
      ['Jürgen', 'Anna Maria', 'Cher'],
      undefined,
    ],
    ['the values are not known', split('氏名'), [], undefined],
  ])('is found only if the mapping does not fit the names: %s', (_, mapping, cells, problem) => {
    expect(problemsOf(mapping, cells)).toBe(problem);
  });
});
