import { UserError } from '../errors.ts';
import { isMissing, trim } from '../record/clean.ts';
import { compilePattern, type PatternMatch } from './pattern.ts';
import { type Find, MAX_CELL_LENGTH, type Replacing } from './replacing.ts';

/** The result for a text that is too long to be searched, or would become too long. The text stays as it is. */
export const TOO_LONG = Symbol('too long');

/** Returns the new text of a cell; undefined if the cell has nothing to replace. */
export type Replacer = (text: string) => string | typeof TOO_LONG | undefined;

/**
 * Makes the function that replaces the text of a cell. Throws UserError `find_empty`, `find_group_unknown`,
 * `find_pattern_too_large` for a pattern or its replacement, or `find_pattern_malformed`.
 */
export function createReplacer(replacing: Replacing): Replacer {
  if (replacing.kind === 'find') return findReplacer(replacing);
  return (text) => (isMissing(trim(text)) ? replacing.value : undefined);
}

function findReplacer({ how, find, to }: Find): Replacer {
  if (how === 'pattern') return patternReplacer(find, to);
  const whole = trim(find);
  if (find === '' || (how === 'whole' && whole === '')) throw new UserError('find_empty', {}, { field: 'find' });
  if (how === 'whole') return (text) => (trim(text) === whole ? to : undefined);
  return (text) => {
    if (!text.includes(find)) return undefined;
    const parts = text.split(find);
    const length = text.length + (parts.length - 1) * (to.length - find.length);
    return length > MAX_CELL_LENGTH ? TOO_LONG : parts.join(to);
  };
}

/** The maximum length of the replacement for a pattern, in characters. A cell can have many matches to replace. */
const MAX_REPLACEMENT_LENGTH = 1000;

function patternReplacer(find: string, to: string): Replacer {
  if (find === '') throw new UserError('find_empty', {}, { field: 'find' });
  if (to.length > MAX_REPLACEMENT_LENGTH) throw new UserError('find_pattern_too_large', {}, { field: 'to' });
  const pattern = compilePattern(find);
  const parts = replacementParts(to, pattern.groupCount);
  return (text) => {
    const matches = pattern.matchesIn(text);
    if (!matches) return TOO_LONG;
    return matches.length === 0 ? undefined : replaceMatches(text, matches, parts);
  };
}

/** A text that is inserted as it is, or the number of a group, where 0 is the whole match. */
type ReplacementPart = string | number;

const WHOLE_MATCH = 0;

function replaceMatches(text: string, matches: readonly PatternMatch[], parts: readonly ReplacementPart[]) {
  const newTexts: string[] = [];
  let end = 0;
  let length = text.length;
  for (const { index, groups } of matches) {
    const wholeMatch = groups[WHOLE_MATCH] ?? '';
    const replacement = parts.map((part) => (typeof part === 'string' ? part : (groups[part] ?? '')));
    length += replacement.reduce((sum, inserted) => sum + inserted.length, -wholeMatch.length);
    if (length > MAX_CELL_LENGTH) return TOO_LONG;
    newTexts.push(text.slice(end, index), ...replacement);
    end = index + wholeMatch.length;
  }
  return newTexts.join('') + text.slice(end);
}

/** Splits a replacement at `$1`, `$&` and `$$`. Any other `$` is literal. */
function replacementParts(to: string, groupCount: number): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let end = 0;
  for (const reference of to.matchAll(/\$(?:([$&])|([1-9]\d?))/g)) {
    const [matched, sign, digits = ''] = reference;
    parts.push(to.slice(end, reference.index));
    end = reference.index + matched.length;
    if (sign !== undefined) {
      parts.push(sign === '$' ? '$' : WHOLE_MATCH);
      continue;
    }
    // As in JavaScript, $12 is group 1 and a 2 if there is no group 12.
    const isFirstDigitOnly = digits.length > 1 && Number(digits) > groupCount;
    const group = Number(isFirstDigitOnly ? digits[0] : digits);
    if (group > groupCount) throw new UserError('find_group_unknown', { group, groups: groupCount }, { field: 'to' });
    parts.push(group);
    if (isFirstDigitOnly) end -= 1;
  }
  return [...parts, to.slice(end)];
}
