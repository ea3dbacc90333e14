import { expect, test } from 'vitest';
import { findHeader } from './find-header.ts';

const KNOWN_NAMES = new Set(['em', 'ph', 'event_name', 'city']);
const headerOf = (text: string) =>
  findHeader(
    text.split('\n').map((line) => line.split(',')),
    (name) => KNOWN_NAMES.has(name.toLowerCase()),
  );

test.each([
  ['a header in the first row', 'em,x\n1,2', 0, 1],
  ['a title above known names', 'Orders\nem,ph,x\n1,2,3', 1, 2],
  ['a title with a known name in it', 'City,Report\nem,ph,x\n1,2,3', 1, 2],
  ['known names in formulas and behind invisible marks', 'Report,,\n="em",\u200bph,\u0085city\n1,2,3', 1, 3],
  ['a known name among its values', 'Wer,Was\nBerlin,city\nKöln,x', 0, 0],
  ['titles above unknown names', 'Export KW 47\nErstellt am 23.11.2026\nAnrede,Name,Ort\nHerr,Müller,Köln', 2, 0],
  ['units above unknown names', ',,EUR,kg\nNr,Name,Preis,Gewicht\n1,x,2.5,3\n2,y,1,1', 1, 0],
  ['a header with an unnamed column', 'Nr,,Name,Ort,Land,Tag\n1,2,x,y,z,5', 0, 0],
  ['one row that is longer than all others', 'Bericht\nWer,Wann,Was\na@b.test,1,x\nc@d.test,2\n1,2,3,4', 1, 0],
  ['nothing but values', '1,2\n3,4', 0, 0],
  ['one column', 'Wer\na@b.test', 0, 0],
  ['one row', 'a,b', 0, 0],
])('finds the header of a table with %s', (_, text, index, knownNames) => {
  expect(headerOf(text)).toEqual({ index, known: knownNames });
});

test('finds no header if there are no rows', () => {
  expect(findHeader([], () => true)).toBeUndefined();
});

test('a value of any length is recognized', () => {
  expect(headerOf(`${'1 '.repeat(300_000)}\nWer`)).toEqual({ index: 1, known: 0 });
  expect(headerOf(`${'1 '.repeat(300_000)}x\nWer`)).toEqual({ index: 0, known: 0 });
});
