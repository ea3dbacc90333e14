import { RE2JS, RE2JSSyntaxException } from 're2js';
import { UserError } from '../errors.ts';
import { malformedAt } from '../text/regexp-syntax.ts';

/**
 * Regular expressions that people write, in RE2's syntax. A search takes time linear in the text, whatever the pattern.
 * But there is a search for each match, so the total time can be quadratic, and is limited.
 */

/** The maximum length of a pattern, in characters. */
const MAX_PATTERN_LENGTH = 500;
/** The maximum number of instructions to which a pattern may compile. */
const MAX_INSTRUCTIONS = 1000;
/** The maximum of instructions times characters, summed over all searches of one text: about 50 ms. */
const MAX_STEPS = 5_000_000;

/** A match: its place in the text, and the texts of its groups, the whole match first. */
export interface PatternMatch {
  readonly index: number;
  readonly groups: readonly (string | undefined)[];
}

export interface Pattern {
  readonly groupCount: number;
  /** All matches, as JavaScript's `matchAll` finds them; undefined if the text is too long for the pattern. */
  matchesIn(text: string): readonly PatternMatch[] | undefined;
}

/** Throws UserError `find_pattern_malformed` with the place, or `find_pattern_too_large`. */
export function compilePattern(source: string): Pattern {
  if (source.length > MAX_PATTERN_LENGTH) throw new UserError('find_pattern_too_large', {}, { field: 'find' });
  const position = malformedAt(source);
  if (position !== undefined) throw malformed(position);
  const compiled = compile(source);
  const instructions = compiled.programSize();
  if (instructions > MAX_INSTRUCTIONS) throw new UserError('find_pattern_too_large', {}, { field: 'find' });
  return {
    groupCount: compiled.groupCount(),
    matchesIn(text) {
      const steps = instructions * text.length;
      if (steps > MAX_STEPS) return undefined;
      // `test` finds no groups, and is several times faster than `matchAll`.
      if (!compiled.test(text)) return [];
      const matches: PatternMatch[] = [];
      for (const groups of compiled.matchAll(text)) {
        matches.push({ index: groups.index ?? 0, groups });
        if (matches.length * steps > MAX_STEPS) return undefined;
      }
      return matches;
    },
  };
}

function malformed(position: number): UserError {
  return new UserError('find_pattern_malformed', { position }, { field: 'find' });
}

/** Throws for what the engine refuses although `malformedAt` accepts it: single bytes (`\C`) and newer scripts. */
function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) throw malformed(Math.max(0, source.indexOf(error.input ?? '')) + 1);
    throw error;
  }
}
