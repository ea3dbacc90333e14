import { expect, test } from 'vitest';
import { splitPersonName, withoutHonorific } from './person-name.ts';

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
  ['John Smith, RN', 'John', 'Smith'],
  ['John Smith, RN, BSN', 'John', 'Smith'],
  ['John Smith, Jr., R.N.', 'John', 'Smith'],
  ['Smith, John, RN', 'John', 'Smith'],
  ['Smith, RN', 'RN', 'Smith'],
  ['de la Cruz, NP', 'NP', 'de la Cruz'],
  ['Jan van ’t Hoff', 'Jan', 'van ’t Hoff'],
  ["Sophie in 't Veld", 'Sophie', "in 't Veld"],
  ['Piet Op de Beeck', 'Piet', 'Op de Beeck'],
  ['Anna auf der Maur', 'Anna', 'auf der Maur'],
  ['Lorenzo de’ Medici', 'Lorenzo', 'de’ Medici'],
  ['Fatima bint Ali', 'Fatima', 'bint Ali'],
  ['Chung In Park', 'Chung In', 'Park'],
  ['José Ortega y Gasset', 'José', 'Ortega y Gasset'],
  ['Rosa de la Cruz y López', 'Rosa', 'de la Cruz y López'],
  ['Rosa Pérez y de la Cruz', 'Rosa', 'Pérez y de la Cruz'],
  ['Ann Mary Y Lee', 'Ann Mary Y', 'Lee'],
])('%s has the given name %j and the family name %j', (name, given, family) => {
  expect(splitPersonName(name.split(' '))).toEqual({ given, family });
});

test.each<[name: string, expected: string]>([
  ['山田様', '山田'],
  ['山田　太郎　様', '山田　太郎'],
  ['山田 殿', '山田'],
  ['王小明先生', '王小明'],
  ['李女士', '李'],
  ['김철수님', '김철수'],
  ['철수 씨', '철수'],
  ['คุณ สมชาย', 'สมชาย'],
  ['Mr. Smith', 'Smith'],
  ['mr smith', 'smith'],
  ['MRS SMITH', 'SMITH'],
  ['Herr Müller', 'Müller'],
  ['Frau Dr. Meier', 'Meier'],
  ['Sra. García', 'García'],
  ['Sig. Rossi', 'Rossi'],
  ['Sig.ra Rossi', 'Rossi'],
  ['Sig. ra Rossi', 'Rossi'],
  ['Sig. Raimondi', 'Raimondi'],
  ['Sr.ª García', 'García'],
  ['ms. smith', 'smith'],
  ['Mr Dr. Lee', 'Lee'],
])('without its honorific, %s is %s', (name, expected) => {
  expect(withoutHonorific(name)).toBe(expected);
});

test.each([
  ...['様', '先生', '님', 'Herr', 'Mister', 'Frau', 'Mr.', 'Miss', 'คุณวุฒิ', 'นายิกา', '예님', '鵜殿', '麻生', '田中'],
  ...[
    'MS Dhoni',
    'Sig Hansen',
    'Don Smith',
    'M. Dupont',
    'Dr. Ada',
    'Fr. Meier',
    'Frauke',
    'Misse',
    'Mrsic',
    'Sir',
    'Lady',
  ],
])('%s has no honorific that can be removed', (name) => {
  expect(withoutHonorific(name)).toBeUndefined();
});
