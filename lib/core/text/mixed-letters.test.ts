import { expect, test } from 'vitest';
import { hasMixedLetters, withOneAlphabet } from './mixed-letters.ts';

test.each([
  ['P\u0430vel', 'Pavel'],
  ['\u0391nna', 'Anna'],
  ['naïv\u0435', 'naïve'],
  ['Akyer\u03b5ko', 'Akyer\u025bko'], // In Ghana, people type the Greek letter.
  ['Наз\u0259к\u0435н', 'Наз\u04d9к\u0435н'],
  ['CЕРГЕЙ', '\u0421ЕРГЕЙ'],
  ['Олeна', 'Ол\u0435на'],
  ['ada@gmail.\u0441\u043em', 'ada@gmail.com'],
  // Both АННА and AHHA are possible.
  ['АННA', undefined],
  // v looks like no Cyrillic letter.
  ['Иvан', undefined],
])('%s in one alphabet is %j', (text, expected) => {
  expect(hasMixedLetters(text)).toBe(true);
  expect(withOneAlphabet(text)).toBe(expected);
});

test.each(['Pavel', 'Иван', 'Ελένη', 'Иван Petrov', 'ada.иван@mail.example', 'µm', '山田Anna'])(
  '%s has no word in two alphabets',
  (text) => {
    expect(hasMixedLetters(text)).toBe(false);
    expect(withOneAlphabet(text)).toBeUndefined();
  },
);
