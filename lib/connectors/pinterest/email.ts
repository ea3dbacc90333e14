import type { Clean } from '../../core/record/field.ts';

/** The rule of e-mail addresses. Dots in any place before the @ stay: Japanese carriers gave out such addresses. */

/** What nearly every address looks like; anything else is looked at more closely. */
const PLAIN = /^\w[\w.+&'-]*@[a-z\d-]+(?:\.[a-z\d-]+)+$/i;
/** Domains in any script, also with an emoji. */
const ADDRESS =
  /^[^\s@,;:<>()"'\\][^\s@,;:<>()"\\]*@[\p{L}\p{M}\p{N}\p{So}·・_-]+(?:\.[\p{L}\p{M}\p{N}\p{So}·・_-]+)+$/u;
/** Signs that hide a letter: `a***a@…`, `a…@`, `○○@`, `██@`. */
const MASK = /^\*|\*[*@]|[•…〇\u2500-\u25ff]/u;
/** What stands around addresses or comes of how a text was encoded or typed: quotation marks, `%20`, wide letters. */
const NO_PART = /^[‘’`[]|[“”„«»‹›、。\p{Cc}\uff01-\uff5e]|%[2-7][\da-f]/iu;
const OTHER_HASH = /^(?:[\da-f]{32}|[\da-f]{40})$/i;

export const email: Clean = (text, cell) => {
  if (PLAIN.test(text)) return text.toLowerCase();
  const address = bareAddress(text);
  if (ADDRESS.test(address) && !MASK.test(address) && !NO_PART.test(address)) return address.toLowerCase();
  return cell.error(OTHER_HASH.test(text) ? 'em_other_hash' : 'em_malformed');
};

/** Invisible format characters, such as text direction marks, which are copied along with an address. */
const INVISIBLE = /\p{Cf}/gu;
const IN_BRACKETS = /^([^<>]*)<([^<>]*)>$/;

/** An address without `mailto:`, angle brackets, and the name of its owner before them. */
function bareAddress(text: string): string {
  const visible = text.replace(INVISIBLE, '');
  const [, name = '', inside] = IN_BRACKETS.exec(visible) ?? [];
  if (inside === undefined) return withoutMailto(visible);
  const address = withoutMailto(inside.trim());
  return name.includes('@') && !isSame(name, address) ? visible : address;
}

function withoutMailto(text: string): string {
  return /^mailto:/i.test(text) ? text.slice('mailto:'.length).replace(/\?.*$/s, '').trim() : text;
}

/** Mail programs write the address itself where they know no name. */
function isSame(name: string, address: string): boolean {
  return name.replace(/["'\s]/g, '').toLowerCase() === address.toLowerCase();
}
