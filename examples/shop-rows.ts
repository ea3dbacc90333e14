import { createHash } from 'node:crypto';
import type { Row } from './columns.ts';
import { browsers, devices, type Market, markets } from './markets.ts';
import type { Random } from './random.ts';
import { eventOf, purchaseOf, type Visit } from './shop-events.ts';
import { formatTime } from './timestamps.ts';

/** Rows of a shop in five countries, each valid and without warnings. */

const DAY = 24 * 60 * 60;
const HEX = '0123456789abcdef';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Less than the seven days after which an event gets a warning. */
const MAX_AGE = 6 * DAY;

export function shopRow(number: number, now: number, random: Random): Row {
  const visit: Visit = { number, market: random.pick(markets), random };
  const time = now - random.integer(60, MAX_AGE);
  const sourceOf = random.pick([browserOf, browserOf, browserOf, browserOf, browserOf, appOf, appOf, appOf, inStore]);
  const isOffline = sourceOf === inStore;
  return {
    event_time: formatTime(time, random),
    language: random.chance(0.8) ? visit.market.language : '',
    opt_out: random.pick(['', 'no', 'false', '0', 'NO', 'yes']),
    ...personOf(visit, isOffline ? 1 : 0.6),
    ...sourceOf(visit),
    ...(isOffline ? purchaseOf(visit) : eventOf(visit)),
  };
}

/** `detailedShare` is the share of people with more data than their email address. */
function personOf({ number, market, random }: Visit, detailedShare: number): Row {
  const [firstName, asciiFirst, gender] = random.pick(market.firstNames);
  const [lastName, asciiLast] = random.pick(market.lastNames);
  const address = `${asciiFirst}.${asciiLast}${number}@${market.mail}`;
  const details = { fn: firstName, ln: lastName, ge: genderOf(gender, random), ...homeOf(market, random) };
  return {
    ...addressesOf(address, asciiFirst, number, random),
    external_id: random.chance(0.7) ? `C-${String(number).padStart(7, '0')}` : random.pick(['', '\\N']),
    loyalty_tier: random.pick(['', 'gold', 'silver']),
    ...(random.chance(detailedShare) && details),
  };
}

function addressesOf(address: string, name: string, number: number, random: Random): Row {
  const second = random.chance(0.1) ? `${name}+${number}@inbox.test` : '';
  const third = second !== '' && random.chance(0.3) ? `${name}${number}@example.com` : '';
  return { em: formatAddress(address, random), em_1: second, em_2: third };
}

/** Some shops hash before they export, in upper or lower case; some people type capitals and spaces. */
function formatAddress(address: string, random: Random): string {
  const hash = createHash('sha256').update(address).digest('hex');
  const formats = [hash, hash.toUpperCase(), address.toUpperCase(), ` ${address} `];
  return random.chance(0.75) ? address : random.pick(formats);
}

function genderOf(gender: 'f' | 'm', random: Random): string {
  if (random.chance(0.05)) return random.pick(['n', 'non-binary']);
  return gender === 'f' ? random.pick(['f', 'F', 'female']) : random.pick(['m', 'M', 'male']);
}

function homeOf(market: Market, random: Random): Row {
  const { city, state, zip } = random.pick(market.places);
  return {
    ct: city,
    st: state,
    zp: zip,
    country: random.chance(0.8) ? market.country : market.country.toLowerCase(),
    db: random.chance(0.5) ? birthDate(random) : '',
    ph: random.chance(0.7) ? fillDigits(market.phone, random) : '',
    ph_1: random.chance(0.05) ? fillDigits(market.phone.replace('+', '00'), random) : '',
    opt_out_type: state === 'CA' && random.chance(0.5) ? 'LDP' : '',
  };
}

function birthDate(random: Random): string {
  const parts = [random.integer(1940, 2007), random.integer(1, 12), random.integer(1, 28)];
  return parts.map((part) => String(part).padStart(2, '0')).join(random.pick(['', '-', '/']));
}

export function fillDigits(pattern: string, random: Random): string {
  return pattern.replaceAll('#', () => random.text('0123456789', 1));
}

function browserOf({ market, random }: Visit): Row {
  const ipv6 = `2001:db8:${random.text(HEX, 4)}::${random.text('123456789abcdef', 1)}`;
  return {
    action_source: 'web',
    event_source_url: `https://shop.example/${market.path}?ref=${random.text(HEX, 6)}`,
    client_ip_address: random.chance(0.7) ? `192.0.2.${random.integer(1, 254)}` : ipv6,
    client_user_agent: random.pick(browsers),
    click_id: random.chance(0.4) ? `dj0y${random.text(BASE64URL, 24)}` : '',
    partner_id: random.chance(0.1) ? random.text(BASE64URL, 20) : '',
  };
}

function appOf({ random }: Visit): Row {
  const { source, brand, type, os, app } = random.pick(devices);
  const maid = [8, 4, 4, 4, 12].map((length) => random.text(HEX, length)).join('-');
  return {
    action_source: source,
    app_id: app,
    app_name: 'Example Shop',
    app_version: random.pick(['7.9', '7.10.1', '8.0.0']),
    device_brand: brand,
    device_carrier: random.pick(['', 'Example Mobile', 'Test Telecom']),
    device_type: type,
    os_version: os,
    wifi: random.pick(['yes', 'no', 'TRUE', 'f', '']),
    hashed_maids: source === 'app_ios' ? maid.toUpperCase() : maid,
    partner_name: random.chance(0.2) ? 'ss-example' : '',
  };
}

/** A purchase in a store. */
function inStore(): Row {
  return { action_source: 'offline' };
}
