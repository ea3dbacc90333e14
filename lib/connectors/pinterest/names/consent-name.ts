import { wordKey } from '../value-words/word-key.ts';

/**
 * Words in the `wordKey` of a column's name. If the name has one of them, a yes in the column means that the person
 * agrees, which is the opposite of opting out.
 */
const CONSENT =
  /\b(?:accept|agree|allow|consent|permission|opt(?:ed)? ?in|subscrib|suscri|aceita|acepta|autori[sz]|einwillig|einverstanden|zustimm|zugestimmt|erlaub|angemeldet|abonne)|同意|承諾|許可|許諾|希望|購読/u;
/** Words that negate consent. If the column's name also has one of these, a yes may mean that the person refuses. */
const NEGATION = new RegExp(
  [
    String.raw`\b(?:not?|non?|without|missing|nicht|keine?|ohne|sin|sem|pas|sans|nao)\b`,
    String.raw`\b(?:refus|recus|withdr|revo[ckgq]|declin|den(?:y|ied|eg)|reject|rechaz|neg(?:ad|at)|retir|opt(?:ed)? ?out)`,
    String.raw`\b(?:cancel|expir|lapsed|stop|end(?:ed|s)|resili|annul|anul|baja|widerruf|widersp|abgelehn|verweiger|entzogen|zuruck|gekundigt)`,
    '拒否|撤回|停止|不可|不要|解除|取消|キャンセル|しない|しません|[な無]し|[不未非無](?:同意|承諾|許可|許諾|希望|購読)',
  ].join('|'),
  'u',
);

/** Whether the name of a column speaks of consent, and not of its refusal: then a yes means no opt-out. */
export function isConsentName(column: string): boolean {
  const name = wordKey(column.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2'));
  return CONSENT.test(name) && !NEGATION.test(name);
}
