import { wordKey } from '../value-words/word-key.ts';

/** Names of columns, by their `wordKey`, in which a yes means that the person agrees: the opposite of opting out. */
const CONSENT =
  /\b(?:accept|agree|allow|consent|permission|opt(?:ed)? ?in|subscrib|suscri|aceita|acepta|autori[sz]|einwillig|einverstanden|zustimm|zugestimmt|erlaub|angemeldet|abonne)|同意|承諾|許可|許諾|希望|購読/u;
/** With one of these words in the column's name, a yes may mean either. */
const NEGATION =
  /\b(?:not?|nicht|keine?|sin|pas|nao)\b|\b(?:refus|withdr|revo[ck]|widerruf|abgelehn|declin|den(?:y|ied)|reject|retir|opt(?:ed)? ?out)|拒否|撤回|停止|不可|不要|不同意|しない/u;

/** Whether the name of a column speaks of consent, and not of its refusal: then a yes means no opt-out. */
export function isConsentName(column: string): boolean {
  const name = wordKey(column.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2'));
  return CONSENT.test(name) && !NEGATION.test(name);
}
