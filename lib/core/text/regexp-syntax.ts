/** Checks patterns by the syntax of RE2, which the built-in query engine and the search in a review use. */

/** RE2 refuses higher counts of repetitions, also as the product of nested counts: they would need too much memory. */
const MAX_REPEAT = 1000;
/** How deeply groups may be nested. */
const MAX_DEPTH = 1000;

/** The position of what RE2 does not accept, from 1; undefined for a valid pattern. */
export function malformedAt(pattern: string): number | undefined {
  try {
    new Parser(pattern).parse();
    return undefined;
  } catch (error) {
    if (error instanceof ParseError) return error.position + 1;
    throw error;
  }
}

class ParseError extends Error {
  readonly position: number;

  constructor(position: number) {
    super('malformed pattern');
    this.position = position;
  }
}

/** Letters that, after a backslash, mean one character. */
const CHARACTERS = /^[afnrtv]$/;
/** Letters that, after a backslash, mean a class of characters. */
const CLASSES = /^[dDsSwW]$/;
/** Letters that may follow a backslash only outside brackets: positions, and `\C` for any byte. */
const OUTSIDE_BRACKETS = /^[AbBzC]$/;
const REPEAT = /^\{(\d{1,9})(?:,(\d{0,9}))?\}/;
/** A quotation without text. */
const EMPTY_QUOTATION = '\\Q\\E';
const GROUP_NAME = /^P<([\p{L}\p{M}\p{N}\p{Pc}]+)>/u;
const FLAGS = /^[imsU]*(?:-[imsU]+)?[:)]/;
const POSIX = /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;

class Parser {
  readonly #text: string;
  readonly #names = new Set<string>();
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): void {
    this.#alternatives();
    if (this.#at < this.#text.length) throw new ParseError(this.#at);
  }

  /** Reads up to a closing parenthesis or the end. Returns the highest count of repetitions of anything in it. */
  #alternatives(): number {
    let maxRepeats = this.#sequence();
    while (this.#text[this.#at] === '|') {
      this.#at += 1;
      maxRepeats = Math.max(maxRepeats, this.#sequence());
    }
    return maxRepeats;
  }

  /** Reads one alternative. Returns the highest count of repetitions of anything in it. */
  #sequence(): number {
    let maxRepeats = 1;
    let previous: 'nothing' | 'part' | 'repetition' = 'nothing';
    /** The highest count of repetitions of anything in the previous part. */
    let partRepeats = 1;
    while (this.#at < this.#text.length && !/[|)]/.test(this.#text[this.#at] ?? '')) {
      const start = this.#at;
      const repeat = this.#repeat();
      if (repeat !== undefined) {
        partRepeats *= repeat;
        if (previous !== 'part' || partRepeats > MAX_REPEAT) throw new ParseError(start);
        previous = 'repetition';
      } else {
        const repeats = this.#part();
        // A repetition after flags or an empty quotation applies to the part before them.
        if (repeats === undefined && previous === 'nothing') continue;
        partRepeats = repeats ?? partRepeats;
        previous = 'part';
      }
      maxRepeats = Math.max(maxRepeats, partRepeats);
    }
    return maxRepeats;
  }

  /**
   * Reads a repetition. Returns its highest count, which RE2 limits: `*` and `+` have no count, and return 1. Undefined
   * if there is no repetition at the position.
   */
  #repeat(): number | undefined {
    const following = this.#text.slice(this.#at, this.#at + 24);
    const [counted, least, most = least] = REPEAT.exec(following) ?? [];
    if (counted === undefined && !/^[*+?]/.test(following)) return undefined;
    const start = this.#at;
    this.#at += counted?.length ?? 1;
    if (this.#text[this.#at] === '?') this.#at += 1;
    if (counted === undefined) return 1;
    const [from, to] = [Number(least), most === '' ? Number(least) : Number(most)];
    if (from > MAX_REPEAT || to > MAX_REPEAT || from > to) throw new ParseError(start);
    return Math.max(to, 1);
  }

  /**
   * Reads a group, a class, an escape or a character. Returns the highest count of repetitions of anything in it;
   * undefined for flags or an empty quotation.
   */
  #part(): number | undefined {
    if (this.#text.startsWith(EMPTY_QUOTATION, this.#at)) {
      this.#at += EMPTY_QUOTATION.length;
      return undefined;
    }
    const character = this.#text[this.#at];
    if (character === '(') return this.#group();
    if (character === '[') this.#brackets();
    else if (character === '\\') this.#escape('outside');
    else this.#at += this.#character().length;
    return 1;
  }

  #group(): number | undefined {
    const start = this.#at;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new ParseError(start);
    this.#at += 1;
    if (this.#text[this.#at] === '?' && this.#opening(start) === 'flags') {
      this.#depth -= 1;
      return undefined;
    }
    const maxRepeats = this.#alternatives();
    if (this.#text[this.#at] !== ')') throw new ParseError(start);
    this.#at += 1;
    this.#depth -= 1;
    return maxRepeats;
  }

  /** Reads what follows `(?`: a name, or flags, which may be the whole group. */
  #opening(start: number): 'group' | 'flags' {
    const following = this.#text.slice(this.#at + 1);
    const [matched, name] = GROUP_NAME.exec(following) ?? [];
    if (matched !== undefined && name !== undefined) {
      if (this.#names.has(name)) throw new ParseError(start);
      this.#names.add(name);
      this.#at += 1 + matched.length;
      return 'group';
    }
    const [flags] = FLAGS.exec(following) ?? [];
    if (flags === undefined) throw new ParseError(start);
    this.#at += 1 + flags.length;
    return flags.endsWith(')') ? 'flags' : 'group';
  }

  #brackets(): void {
    const start = this.#at;
    this.#at += this.#text[this.#at + 1] === '^' ? 2 : 1;
    for (let isFirst = true; isFirst || this.#text[this.#at] !== ']'; isFirst = false) {
      if (this.#at >= this.#text.length) throw new ParseError(start);
      this.#member();
    }
    this.#at += 1;
  }

  /** Reads a character, a class or a range. */
  #member(): void {
    const start = this.#at;
    const [posix] = POSIX.exec(this.#text.slice(start, start + 16)) ?? [];
    if (posix !== undefined) {
      this.#at += posix.length;
      return;
    }
    if (/^\[:[^\]]*:\]/.test(this.#text.slice(start))) throw new ParseError(start);
    const from = this.#rangeEnd();
    if (from === undefined || this.#text[this.#at] !== '-' || this.#text[this.#at + 1] === ']') return;
    this.#at += 1;
    if (this.#at >= this.#text.length) throw new ParseError(start);
    const to = this.#rangeEnd();
    if (to === undefined || to < from) throw new ParseError(start);
  }

  /** Reads one end of a range. Returns its code point; undefined for a class. */
  #rangeEnd(): number | undefined {
    if (this.#text[this.#at] === '\\') return this.#escape('brackets');
    const character = this.#character();
    this.#at += character.length;
    return character.codePointAt(0);
  }

  /** Reads an escape. Returns the code point of the escaped character; undefined for a class or a position. */
  #escape(place: 'outside' | 'brackets'): number | undefined {
    const start = this.#at;
    this.#at += 1;
    const character = this.#character();
    if (character === '') throw new ParseError(start);
    this.#at += character.length;
    if (CLASSES.test(character) || (place === 'outside' && OUTSIDE_BRACKETS.test(character))) return undefined;
    if (character === 'p' || character === 'P') return this.#property(start);
    if (place === 'outside' && character === 'Q') return this.#quotation();
    if (CHARACTERS.test(character)) return '\x07\f\n\r\t\v'.codePointAt('afnrtv'.indexOf(character));
    if (character === 'x') return this.#hexadecimal(start);
    if (/[0-7]/.test(character)) return this.#octal(start, character);
    // An escaped sign means itself. Other letters and digits have no meaning: RE2 has no backreferences such as \8.
    if (/^[\p{ASCII}]$/u.test(character) && /^[^\w]$|^_$/.test(character)) return character.codePointAt(0);
    throw new ParseError(start);
  }

  /** Skips the text up to `\E` or the end. */
  #quotation(): undefined {
    const end = this.#text.indexOf('\\E', this.#at);
    this.#at = end < 0 ? this.#text.length : end + 2;
  }

  /** Reads an octal number. Refuses \1 to \7 alone: they would be backreferences, which RE2 does not have. */
  #octal(start: number, first: string): number {
    const [moreDigits = ''] = /^[0-7]{1,2}/.exec(this.#text.slice(this.#at, this.#at + 2)) ?? [];
    if (first !== '0' && moreDigits === '') throw new ParseError(start);
    this.#at += moreDigits.length;
    return Number.parseInt(`${first}${moreDigits}`, 8);
  }

  #hexadecimal(start: number): number {
    const following = this.#text.slice(this.#at, this.#at + 10);
    const [matched, braced, twoDigits] = /^\{([0-9A-Fa-f]{1,8})\}|^([0-9A-Fa-f]{2})/.exec(following) ?? [];
    const code = Number.parseInt(braced ?? twoDigits ?? '', 16);
    if (matched === undefined || code > 0x10ffff) throw new ParseError(start);
    this.#at += matched.length;
    return code;
  }

  /** Reads the rest of `\pL` or `\p{Greek}`. */
  #property(start: number): undefined {
    const following = this.#text.slice(this.#at, this.#at + 40);
    const [matched, braced, oneLetter] = /^\{(\^?[A-Za-z_]+)\}|^([A-Z])/.exec(following) ?? [];
    const name = (braced ?? oneLetter ?? '').replace('^', '');
    if (matched === undefined || !isProperty(name)) throw new ParseError(start);
    this.#at += matched.length;
  }

  /** The whole character at the position, of one or two code units. */
  #character(): string {
    const code = this.#text.codePointAt(this.#at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }
}

/** A general category in its short form, or a script. */
function isProperty(name: string): boolean {
  if (name === 'Any') return true;
  if (/^[CLMNPSZ][a-z]?$/.test(name)) return name !== 'Cn' && name !== 'LC' && isUnicodeProperty(`gc=${name}`);
  return /^[A-Z][a-z]/.test(name) && isUnicodeProperty(`Script=${name}`);
}

function isUnicodeProperty(property: string): boolean {
  try {
    return new RegExp(`\\p{${property}}`, 'u').unicode;
  } catch {
    return false;
  }
}
