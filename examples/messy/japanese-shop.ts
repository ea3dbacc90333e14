import { Random } from '../random.ts';
import { shiftJis } from './encodings.ts';
import { localTime, recentMinute, twoDigits } from './local-time.ts';
import { encoded, type MessyFile, type MessyOptions } from './messy-file.ts';
import { type MessyRecord, sent } from './truth.ts';

/** A Japanese shop's orders, partly typed by hand: full-width digits and letters, half-width kana, era years. */

const ZONE = 'Asia/Tokyo';

const HEADER = [
  ...['注文番号', '注文日', '注文時刻', '種別', '販売経路', '姓', '名', '性別', '生年月日', 'メールアドレス'],
  ...['電話番号', '郵便番号', '都道府県', '市区町村', '国', '購入金額', '通貨', '備考'],
];

/** Names keep the width in which they are written: their rule only makes them lower case. */
const LAST_NAMES = ['山田', '佐藤', '髙橋', 'ﾔﾏﾓﾄ', 'ﾜﾀﾅﾍﾞ', 'Ｓｍｉｔｈ'];
const FIRST_NAMES = ['花子', '太郎', 'さくら', 'ﾎﾟｰﾙ', 'Ａｎｎ'];
const PLACES: readonly (readonly [prefecture: string, city: string, zip: string, area: string])[] = [
  ['東京都', '千代田区', '1000001', '3'],
  ['大阪府', '大阪市', '5300001', '6'],
  ['北海道', '札幌市', '0600001', '11'],
  ['北海道', '函館市', '0400001', '138'],
];
const EVENTS: readonly (readonly [word: string, event: string | null])[] = [
  ...Array.from({ length: 10 }, () => ['購入', 'checkout'] as const),
  ['資料請求', 'lead'],
  ['会員登録', 'signup'],
  ['カート追加', 'add_to_cart'],
  ['返品', null],
  ['キャンセル', null],
];
const SOURCES = { 店舗: 'offline', ネットショップ: 'web', iOSアプリ: 'app_ios' } as const;
const SEXES = { 女: 'f', 男: 'm' } as const;
const ERAS: readonly (readonly [name: string, yearBefore: number])[] = [
  ['平成', 1988],
  ['昭和', 1925],
];

function* generate({ records, seed, now }: MessyOptions): Generator<MessyRecord> {
  const random = new Random(seed + 1000);
  for (let record = 1; record <= records; record++) {
    yield recordOf(`${seed}${String(record).padStart(5, '0')}`, random, now);
  }
}

function recordOf(number: string, random: Random, now: number): MessyRecord {
  const id = `JP-${number}`;
  const time = recentMinute(now, ZONE, random);
  const [word, event] = random.pick(EVENTS);
  const channel = random.pick(['店舗', 'ネットショップ', 'iOSアプリ'] as const);
  const lastName = random.pick(LAST_NAMES);
  const firstName = random.pick(FIRST_NAMES);
  const sex = random.pick(['女', '男', '回答しない'] as const);
  const birth = writeBirth(random);
  const email = `${random.pick(['hanako', 'taro', 'sakura'])}${number}@${random.pick(['mail.example', 'docomo.example'])}`;
  const isEmailWide = random.chance(0.05);
  const [prefecture, city, zip, area] = random.pick(PLACES);
  const phone = phoneOf(area, random);
  const postcode = writeZip(zip, random);
  const yen = random.integer(480, 98_000);
  const cells = [
    ...[id, writeDay(time, random), writeClock(time, random), word, channel, lastName, firstName, sex],
    ...[birth.written, isEmailWide ? wide(email) : email, phone.written, postcode.written, prefecture, city],
    ...[random.pick(['日本', 'JP', 'ＪＰ']), writeYen(yen, random), random.pick(['円', 'JPY', 'ＪＰＹ'])],
    random.chance(0.2) ? 'ｷﾞﾌﾄ包装、のし付き' : '',
  ];
  if (event === null) return { cells, truth: { left_out: word } };
  const clean = {
    ...{ name: event, source: SOURCES[channel], time, id },
    person: {
      ...{ em: email, ph: phone.digits, ge: sex === '回答しない' ? '' : SEXES[sex], db: birth.digits },
      ...{ ln: lastName.toLowerCase(), fn: firstName.toLowerCase(), ct: city, zp: zip, country: 'jp' },
    },
    custom: { currency: 'JPY', value: String(yen), order_id: id },
  };
  return { cells, truth: sent(clean, [birth.repair, isEmailWide ? 'address_in_text' : undefined, postcode.repair]) };
}

/** `2026年11月3日`, also with full-width digits. */
function writeDay(time: number, random: Random): string {
  const { year, month, day } = localTime(time, ZONE);
  const text = `${year}年${month}月${day}日`;
  return random.pick([text, text, wide(text), `${year}/${twoDigits(month)}/${twoDigits(day)}`]);
}

function writeClock(time: number, random: Random): string {
  const { hour, minute } = localTime(time, ZONE);
  return random.pick([
    `${hour}:${twoDigits(minute)}`,
    `${hour}時${twoDigits(minute)}分`,
    wide(`${hour}:${twoDigits(minute)}`),
  ]);
}

function writeBirth(random: Random): { written: string; digits: string; repair?: string } {
  const [era, yearBefore] = random.pick(ERAS);
  const yearOfEra = era === '平成' ? random.integer(2, 15) : random.integer(30, 63);
  const [year, month, day] = [yearBefore + yearOfEra, random.integer(1, 12), random.integer(1, 28)];
  const digits = `${year}${twoDigits(month)}${twoDigits(day)}`;
  const luck = random.next();
  if (luck < 0.1) return { written: '', digits: '' };
  if (luck < 0.4) return { written: `${year}/${twoDigits(month)}/${twoDigits(day)}`, digits };
  const text = luck < 0.8 ? `${year}年${month}月${day}日` : `${era}${yearOfEra}年${month}月${day}日`;
  return { written: luck < 0.9 ? text : wide(text), digits, repair: 'date_order' };
}

function phoneOf(area: string, random: Random): { written: string; digits: string } {
  const rest = random.text('0123456789', 4);
  const isMobile = random.chance(0.7);
  // An area code and the group after it have five digits together.
  const middle = isMobile ? '1234' : '6234'.slice(0, 5 - area.length);
  const prefix = isMobile ? '90' : area;
  const written = random.pick([
    `0${prefix}-${middle}-${rest}`,
    wide(`0${prefix}-${middle}-${rest}`),
    `0${prefix}${middle}${rest}`,
    `+81 ${prefix}-${middle}-${rest}`,
  ]);
  return { written, digits: `81${prefix}${middle}${rest}` };
}

/** `〒530-0001`, full-width digits, and 600001 for 060-0001. */
function writeZip(zip: string, random: Random): { written: string; repair?: string } {
  const parts = `${zip.slice(0, 3)}-${zip.slice(3)}`;
  const luck = random.next();
  if (luck < 0.1) return { written: wide(parts), repair: 'plain_digits' };
  if (luck < 0.2 && zip.startsWith('0')) return { written: zip.slice(1), repair: 'leading_zeros' };
  return { written: random.pick([parts, `〒${parts}`, zip]) };
}

/** Shift_JIS has the yen sign where other encodings have the backslash. */
const YEN = '\\';

function writeYen(yen: number, random: Random): string {
  const text = String(yen).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return random.pick([text, `${YEN}${text}`, `￥${text}`, `${text}円`, wide(`${text}円`), String(yen)]);
}

/** Full-width digits, letters and signs, as a Japanese input method writes them. */
function wide(text: string): string {
  return text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}

function* lines(records: Iterable<MessyRecord>): Generator<string> {
  yield csvLine(HEADER);
  for (const { cells } of records) yield csvLine(cells);
}

function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',');
}

export const japaneseShop: MessyFile = {
  name: 'japanese-shop.csv',
  records: 200,
  reading: { encoding: 'shift_jis' },
  mapping: {
    注文番号: ['event_id', 'order_id'],
    注文日: { field: 'event_time', join: ['注文時刻'], timezone: ZONE },
    注文時刻: null,
    種別: {
      field: 'event_name',
      values: {
        ...{ 購入: 'checkout', 資料請求: 'lead', 会員登録: 'signup', カート追加: 'add_to_cart' },
        ...{ 返品: null, キャンセル: null },
      },
    },
    販売経路: { field: 'action_source', values: SOURCES },
    姓: 'ln',
    名: 'fn',
    性別: { field: 'ge', values: { 女: 'f', 男: 'm', 回答しない: '' } },
    生年月日: 'db',
    メールアドレス: 'em',
    電話番号: { field: 'ph', country: 'JP' },
    郵便番号: 'zp',
    都道府県: null,
    市区町村: 'ct',
    国: { field: 'country', values: { 日本: 'JP', ＪＰ: 'JP' } },
    購入金額: { field: 'value', decimals: 'point' },
    通貨: { field: 'currency', values: { 円: 'JPY', ＪＰＹ: 'JPY' } },
    備考: null,
  },
  repeats: 'keep',
  generate,
  write: (records) => encoded(lines(records), shiftJis),
};
