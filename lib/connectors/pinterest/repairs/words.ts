import currencies from 'currency-codes';
import languages from 'iso-639-1';
import type { Repair } from '../../../core/review/repair.ts';

/** Another way to write one of the names on the list: `Add To Cart`, `addToCart`, `add-to-cart`. */
export const spellingOfChoice: Repair['fix'] = (text) => {
  const words = text.normalize('NFKC').replace(/([a-z])([A-Z])/g, '$1_$2');
  return words
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/gu, '_');
};

const YES = new Set(['on', 'ja', 'oui', 'si', 'sí', 'sim', 'はい', '是', '✓', '1.0']);
const NO = new Set(['off', 'nein', 'non', 'não', 'いいえ', '否', '0.0']);

export const booleanWord: Repair['fix'] = (text) => {
  const word = text.normalize('NFKC').toLowerCase();
  if (YES.has(word)) return 'yes';
  return NO.has(word) ? 'no' : undefined;
};

const FEMALE = new Set(['woman', 'girl', '女', '女性', 'weiblich', 'frau', 'femme', 'féminin', 'mujer', 'femenino']);
const MALE = new Set(['man', 'boy', '男', '男性', 'männlich', 'mann', 'homme', 'masculin', 'hombre', 'masculino']);
const NEITHER = new Set(['nonbinary', 'non binary', 'divers', 'x', 'ノンバイナリー']);

export const genderWord: Repair['fix'] = (text) => {
  const word = text.normalize('NFKC').toLowerCase();
  if (FEMALE.has(word)) return 'f';
  if (MALE.has(word)) return 'm';
  return NEITHER.has(word) ? 'n' : undefined;
};

/** The language alone of `en-US`, or the code of one that is named in English or in itself. */
export const languageCode: Repair['fix'] = (text) => {
  const [base = ''] = text.toLowerCase().split(/[-_]/);
  if (base.length === 2 && base !== text.toLowerCase()) return languages.validate(base) ? base : undefined;
  return languages.getCode(text) || undefined;
};

const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', '₹': 'INR', '₩': 'KRW', 円: 'JPY' };

/** Of a sign that one currency has, or of its name in English. `$` and `¥` are those of several. */
export const currencyCode: Repair['fix'] = (text) => {
  const named = currencies.data.filter(({ currency }) => currency.toLowerCase() === text.toLowerCase());
  return SIGNS[text] ?? (named.length === 1 ? named[0]?.code : undefined);
};
