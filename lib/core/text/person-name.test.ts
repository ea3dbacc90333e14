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
  ['Lovelace, Ada', 'Ada', 'Lovelace'],
  ['de la Cruz, María José', 'María José', 'de la Cruz'],
  ['Smith , John', 'John', 'Smith'],
  ['Smith, Jr., John', 'John', 'Smith'],
  ['Smith, John, PhD', 'John', 'Smith'],
  ['John Smith, MBA', 'John', 'Smith'],
  ['Jan van ’t Hoff', 'Jan', 'van ’t Hoff'],
  ["Sophie in 't Veld", 'Sophie', "in 't Veld"],
  ['Piet Op de Beeck', 'Piet', 'Op de Beeck'],
  ['Anna auf der Maur', 'Anna', 'auf der Maur'],
  ['Lorenzo de’ Medici', 'Lorenzo', 'de’ Medici'],
  ['Fatima bint Ali', 'Fatima', 'bint Ali'],
  ['Chung In Park', 'Chung In', 'Park'],
  ['José Ortega y Gasset', 'José', 'Ortega y Gasset'],
  ['Ann Mary Y Lee', 'Ann Mary Y', 'Lee'],
])('%s is %j and %j', (name, given, family) => {
  expect(splitPersonName(name.split(' '))).toEqual({ given, family });
});
