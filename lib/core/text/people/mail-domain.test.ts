import { expect, test } from 'vitest';
import { correctDomain } from './mail-domain.ts';

test.each([
  ['gmail.con', 'gmail.com'],
  ['gmial.com', 'gmail.com'],
  ['gmal.co', 'gmail.com'],
  ['gmail.com.br', 'gmail.com'],
  ['hotmial.fr', 'hotmail.fr'],
  ['yahooo.co.jp', 'yahoo.co.jp'],
  ['yahoo.ne.jp', 'yahoo.co.jp'],
  ['shop.example.cmo', 'shop.example.com'],
  ['mail.comn', 'mail.com'],
  ['web.ed', 'web.de'],
  ['hotmial.co.uk', 'hotmail.co.uk'],
  ['gemail.firma.de', undefined], // a host of a company
  ['gmail.com', undefined],
  ['yahoo.co', undefined],
  ['gmail.community', undefined],
  ['con.example', undefined],
  ['mail.example', undefined],
])('the correct spelling of %s is %j', (domain, expected) => {
  expect(correctDomain(domain)).toBe(expected);
});
