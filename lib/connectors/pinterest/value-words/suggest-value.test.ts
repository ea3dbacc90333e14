import { describe, expect, test } from 'vitest';
import { fields } from '../fields.ts';
import { EVENT_WORDS } from './event-words.ts';
import { NO_EVENT_WORDS } from './no-event-words.ts';
import {
  ACTION_SOURCE_WORDS,
  COUNTRY_WORDS,
  CURRENCY_WORDS,
  GENDER_WORDS,
  NO_GENDER_WORDS,
  OPT_OUT_WORDS,
  YES_OR_NO_WORDS,
} from './other-words.ts';
import { suggestValue } from './suggest-value.ts';
import { wordKey } from './word-key.ts';

function fieldOf(name: string) {
  const found = fields.find((field) => field.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
}

test.each<[field: string, word: string, value: string | null | undefined]>([
  ['event_name', 'Kauf', 'checkout'],
  ['event_name', 'PURCHASE', 'checkout'],
  ['event_name', '購入', 'checkout'],
  ['event_name', 'Compra', 'checkout'],
  ['event_name', 'achat', 'checkout'],
  ['event_name', 'Warenkorb', 'add_to_cart'],
  ['event_name', 'Newsletter-Anmeldung', 'signup'],
  ['event_name', 'Inscrição', 'signup'],
  ['event_name', 'Add To Cart', 'add_to_cart'],
  ['event_name', 'Retoure', null],
  ['event_name', '返品', null],
  ['event_name', 'Placed Order', 'checkout'],
  ['event_name', 'CompletePayment', 'checkout'],
  ['event_name', 'view_item', 'view_content'],
  ['event_name', 'Product List Viewed', 'view_category'],
  ['event_name', 'af_purchase', 'checkout'],
  ['event_name', 'wc-completed', 'checkout'],
  ['event_name', 'wc-refunded', null],
  ['event_name', 'voided', null],
  ['event_name', 'Payment Refund', null],
  ['event_name', 'partially_refunded', null],
  ['event_name', 'Rückzahlung', null],
  ['event_name', 'checkout_completed', 'checkout'],
  ['event_name', 'page_viewed', 'page_visit'],
  ['event_name', 'fb_mobile_add_to_cart', 'add_to_cart'],
  ['event_name', '구매', 'checkout'],
  ['event_name', 'Заказ', 'checkout'],
  ['event_name', 'Sonstiges', undefined],
  ['ge', 'Ж', 'f'],
  ['ge', '남성', 'm'],
  ['ge', 'Vrouw', 'f'],
  ['ge', '♂', 'm'],
  // Beside M, an H can show that M means mujer or mulher.
  ['ge', 'H', undefined],
  ['action_source', 'Filiale', 'offline'],
  ['action_source', 'Onlineshop', 'web'],
  ['action_source', '店舗', 'offline'],
  ['action_source', 'Tienda física', 'offline'],
  ['action_source', 'App iOS', 'app_ios'],
  ['action_source', 'Telefonverkauf', 'offline'],
  ['action_source', 'App', undefined],
  // The operating system of the app is unknown.
  ['action_source', 'Aplicación móvil', undefined],
  ['action_source', 'iOS / Android', undefined],
  ['action_source', 'Android tablet shop Berlin', undefined],
  // The operating system is part of the word.
  ['action_source', 'Aplicativo Android', 'app_android'],
  ['action_source', 'Aplicación móvil (Android)', 'app_android'],
  ['action_source', 'Appli iOS', 'app_ios'],
  ['action_source', 'iPhone-App', 'app_ios'],
  ['action_source', 'Androidアプリ', 'app_android'],
  // Genders in several languages.
  ['ge', 'Frau', 'f'],
  ['ge', 'Herr', 'm'],
  ['ge', 'Divers', 'n'],
  ['ge', 'd', 'n'],
  ['ge', 'div.', 'n'],
  ['ge', 'h', undefined], // In Spanish, `H` is a man and `M` a woman; in other languages, `M` is a man.
  ['ge', 'Mme.', 'f'],
  ['ge', 'Dña.', 'f'],
  ['ge', 'Doña', 'f'],
  ['ge', 'D.ª', 'f'],
  ['ge', 'Don', 'm'],
  ['ge', 'D.', undefined], // `D.` means Don, Dona or, in a column with `M.` and `F.`, divers.
  ['ge', '男性', 'm'],
  ['ge', '1', undefined],
  // The value is left out, and the record is sent.
  ['ge', 'keine Angabe', ''],
  ['ge', '回答しない', ''],
  ['ge', 'Firma', ''],
  ['ge', 'Prefiro não informar', ''],
  ['ge', 'prefer not to say', ''],
  ['ge', 'M. et Mme', ''],
  ['opt_out', 'Ja', undefined], // The meaning of a yes in this column is unclear.
  ['currency', 'Euro', 'EUR'],
  ['currency', '円', 'JPY'],
  ['currency', '$', undefined],
  ['country', 'Österreich', 'AT'],
  ['country', 'Deutschland', 'DE'],
  ['country', '日本', 'JP'],
  ['country', 'ＪＰ', 'JP'],
  ['currency', 'ＪＰＹ', 'JPY'],
  ['event_name', 'Product search', 'search'],
  ['country', 'D', 'DE'],
  ['country', 'BRD', 'DE'],
  ['country', 'Bundesrepublik Deutschland', 'DE'],
  ['country', 'A', 'AT'],
  ['country', 'Ö', 'AT'],
  ['country', 'F', 'FR'],
  ['country', 'Holland', 'NL'],
  ['country', 'England', 'GB'],
  ['country', '英国', 'GB'],
  ['country', 'U.S.A.', 'US'],
  ['country', 'EE. UU.', 'US'],
  ['country', '米国', 'US'],
  ['country', 'Korea', 'KR'],
  ['country', 'X', undefined],
  ['country', 'Narnia', undefined],
  ['em', 'Kauf', undefined],
])('suggests for %s and %j: %s', (field, word, value) => {
  expect(suggestValue(fieldOf(field), word, 'Column')).toBe(value);
});

test.each<[column: string, word: string, value: string | undefined]>([
  ['Aceita marketing?', 'Sim', 'no'],
  ['Aceita marketing?', 'Não', 'yes'],
  ['Accepts Marketing', 'ja', 'no'],
  ['Einwilligung', 'nein', 'yes'],
  ['メール同意', 'あり', 'no'],
  ['opt_out', 'ja', 'yes'],
  ['オプトアウト', 'なし', 'no'],
  ['Unsubscribed', 'ja', 'yes'],
  ['Désabonné', 'oui', 'yes'],
  // The word names the choice itself, whatever the column.
  ['marketing_consent', 'Opted in', 'no'],
  ['marketing_consent', 'opted-out', 'yes'],
  ['opt_out', 'Opted in', 'no'],
  ['Einwilligung', 'widersprochen', 'yes'],
  ['Newsletter', 'abgemeldet', 'yes'],
  // A yes may mean either choice.
  ['Opposition pub', 'oui', undefined],
  ['Newsletter', 'ja', undefined],
  ['Does not accept marketing', 'ja', undefined],
  ['Não aceita marketing', 'Sim', undefined],
  ['Consent withdrawn', 'ja', undefined],
  ['同意撤回', 'あり', undefined],
])('in the column %j, %j means that opt_out is %s', (column, word, value) => {
  expect(suggestValue(fieldOf('opt_out'), word, column)).toBe(value);
});

describe('the lists of words', () => {
  test.each<[field: string, words: Readonly<Record<string, readonly string[]>>, leftOut: readonly string[]]>([
    ['event_name', EVENT_WORDS, NO_EVENT_WORDS],
    ['action_source', ACTION_SOURCE_WORDS, []],
    ['ge', GENDER_WORDS, NO_GENDER_WORDS],
    ['opt_out', YES_OR_NO_WORDS, []],
    ['opt_out', OPT_OUT_WORDS, []],
    ['currency', CURRENCY_WORDS, []],
    ['country', COUNTRY_WORDS, []],
  ])('of %s name allowed values, and no word has two meanings', (field, words, leftOut) => {
    expect(Object.keys(words).filter((value) => !fieldOf(field).matchValues?.includes(value))).toEqual([]);
    const keys = [...Object.values(words).flat(), ...leftOut].map(wordKey);
    const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
    expect(twice.filter((key) => new Set(meaningsOf(words, leftOut, key)).size > 1)).toEqual([]);
  });
});

function meaningsOf(words: Readonly<Record<string, readonly string[]>>, leftOut: readonly string[], key: string) {
  const values = Object.entries(words).filter(([, all]) => all.some((word) => wordKey(word) === key));
  return [...values.map(([value]) => value), ...(leftOut.some((word) => wordKey(word) === key) ? ['left out'] : [])];
}
