import type { Repair } from '../../../core/connector/repair.ts';

const UUID = /^\W*(?:urn:uuid:|(?:idfa|gaid|aaid|adid)\s*[:=]\s*)?\W*([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\W*$/i;

/** The advertising ID out of braces, quotation marks or a label. */
export const uuidInText: Repair['fix'] = (text) => UUID.exec(text)?.[1];

const WITHOUT_HYPHENS = /^([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})$/i;

/** 32 hex digits may be an advertising ID without its hyphens, or an MD5. */
export const uuidWithHyphens: Repair['fix'] = (text) => WITHOUT_HYPHENS.exec(text)?.slice(1).join('-');

/** The ID of a whole number that a program took for a decimal. */
export const wholeId: Repair['fix'] = (text) => text.replace(/\.0+$/, '');

const HOST = /^(?:[\p{L}\d-]+\.)+\p{L}{2,}(?=[/:?#]|$)/u;

/** An address as browsers show it, which leave the scheme out. */
export const addressWithScheme: Repair['fix'] = (text) => {
  const address = text.replace(/^\/\//, '');
  return HOST.test(address) ? `https://${address}` : undefined;
};
