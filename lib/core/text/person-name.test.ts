import { expect, test } from 'vitest';
import { splitPersonName } from './person-name.ts';

test.each<[name: string, given: string, family: string]>([
  ['Ann Lee', 'Ann', 'Lee'],
  ['Ann Marie Lee', 'Ann Marie', 'Lee'],
  ['José da Silva', 'José', 'da Silva'],
  ['Ana Júlia dos Santos Jr.', 'Ana Júlia', 'dos Santos'],
  ['Vincent van den Berg', 'Vincent', 'van den Berg'],
  ['Jörg von Thun', 'Jörg', 'von Thun'],
  ['Maria De La Cruz', 'Maria', 'De La Cruz'],
  ['Karim El Amrani', 'Karim', 'El Amrani'],
  ['John Smith III', 'John', 'Smith'],
  ['John Smith, Jr.', 'John', 'Smith'],
  ['Smith Jr', 'Smith Jr', ''],
  ['Della Reese', 'Della', 'Reese'],
  ['Cher', 'Cher', ''],
  ['De Luca', 'De', 'Luca'],
])('%s is %j and %j', (name, given, family) => {
  expect(splitPersonName(name.split(' '))).toEqual({ given, family });
});
