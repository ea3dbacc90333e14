import type { Repair } from '../../../core/connector/repair.ts';
import { exactInteger } from '../../../core/record/clean.ts';
import { isQuoted } from '../ids.ts';

/** A UUID with braces, quotation marks or a label: `{eb9f4a2c-…}`, `urn:uuid:eb9f4a2c-…`, `gps_adid=eb9f4a2c-…`. */
const UUID = /^\W*(?:urn:uuid:|[a-z_]+\s*[:=]\s*)?\W*([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\W*$/i;
/** Signs in place of the hyphens: dashes, underscores and blanks. */
const IN_PLACE_OF_HYPHENS = /(?<=[\da-f]{4})[\p{Pd}_\s](?=[\da-f]{4})/giu;

/** The mobile ad ID without the braces, quotation marks or label around it, and with hyphens. */
export const extractUuid: Repair['fix'] = (text) =>
  UUID.exec(text.normalize('NFKC').replace(IN_PLACE_OF_HYPHENS, '-'))?.[1];

const WITHOUT_HYPHENS = /^([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})$/i;

/** Adds the hyphens of a mobile ad ID. A person decides, because 32 hex digits can also be an MD5 hash. */
export const addUuidHyphens: Repair['fix'] = (text) => WITHOUT_HYPHENS.exec(text)?.slice(1).join('-');

/** The integer of an ID that was exported as a decimal or in scientific notation. Leading zeros are kept. */
export const removeDecimals: Repair['fix'] = (text) => {
  if (!/e/i.test(text)) return text.replace(/\.0+$/, '');
  const integer = exactInteger(text);
  return Number.isSafeInteger(integer) ? String(integer) : undefined;
};

/** An ID or a name without the apostrophe with which spreadsheets mark a text, or without quotation marks around it. */
export const removeTextMark: Repair['fix'] = (text) => (isQuoted(text) ? text.slice(1, -1).trim() : text.slice(1));

const HOST = /^(?:[\p{L}\d-]+\.)+\p{L}{2,}(?=[/:?#]|$)/u;

/** Adds the scheme, which browsers omit when they show a URL. */
export const addHttpsScheme: Repair['fix'] = (text) => {
  const address = text.replace(/^\/\//, '');
  return HOST.test(address) ? `https://${address}` : undefined;
};
