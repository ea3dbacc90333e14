import { StreamLanguage, type StringStream } from '@codemirror/language';

const EXPRESSION = /^\$\{[^}]*\}?/;
const TEXT_BEFORE_EXPRESSION = /^(?:[^$]|\$(?!\{))+/;
/** A key, with or without quotes, and its colon. */
const KEY = /^(?:"[^"]*"|'[^']*'|[^\s#{}[\],'"|>-][^#{}[\],]*?)\s*:(?=\s|$)/;
/** What opens a block of text, such as `|` or `>-`, at the end of a line. */
const BLOCK_START = /^[|>][+-]?\d?\s*$/;
const DOUBLE_QUOTED = /^"(?:[^"\\]|\\.)*"?/;
const SINGLE_QUOTED = /^'[^']*'?/;
const TIME = /^\d{1,2}:\d\d(?::\d\d)?(?=[\s,\]}]|$)/;
const NUMBER = /^-?\d[\d_]*(?:\.\d+)?(?=[\s,\]}]|$)/;
const BOOLEAN_OR_NULL = /^(?:true|false|null)(?=[\s,\]}]|$)/;
const VALUE_BEFORE_EXPRESSION = /^(?:[^\s,[\]{}$]|\$(?!\{))+/;

interface State {
  /** Indentation of the line that opened a block of text; undefined outside of one. */
  blockIndentation: number | undefined;
  /** Whether a key may begin here. */
  mayStartKey: boolean;
}

/** The YAML of workflows: keys with their operators, expressions, and the texts of `|` and `>`. */
export const digLanguage = StreamLanguage.define<State>({
  name: 'dig',
  startState: () => ({ blockIndentation: undefined, mayStartKey: true }),
  token(stream, state) {
    if (stream.sol()) startLine(stream, state);
    if (stream.match(EXPRESSION)) return 'string.special';
    if (state.blockIndentation !== undefined) return readText(stream);
    if (stream.eatSpace()) return null;
    return readYaml(stream, state);
  },
  languageData: { commentTokens: { line: '#' }, indentOnInput: /^\s*$/ },
});

function startLine(stream: StringStream, state: State): void {
  const isBlank = /^\s*$/.test(stream.string);
  if (state.blockIndentation !== undefined && !isBlank && stream.indentation() <= state.blockIndentation)
    state.blockIndentation = undefined;
  state.mayStartKey = true;
}

function readText(stream: StringStream): null {
  if (!stream.match(TEXT_BEFORE_EXPRESSION)) stream.next();
  return null;
}

function readYaml(stream: StringStream, state: State): string | null {
  if (stream.match(/^#.*/)) return 'comment';
  if (stream.match(/^-(?=\s|$)/)) return null;
  if (state.mayStartKey && stream.match(KEY)) {
    state.mayStartKey = false;
    return 'keyword';
  }
  if (stream.match(/^[{,]/)) {
    state.mayStartKey = true;
    return null;
  }
  state.mayStartKey = false;
  if (stream.match(BLOCK_START)) {
    state.blockIndentation = stream.indentation();
    return 'keyword';
  }
  return readValue(stream);
}

function readValue(stream: StringStream): string | null {
  if (stream.match(DOUBLE_QUOTED) || stream.match(SINGLE_QUOTED) || stream.match(TIME)) return 'string';
  if (stream.match(NUMBER) || stream.match(BOOLEAN_OR_NULL)) return 'number';
  if (!stream.match(VALUE_BEFORE_EXPRESSION)) stream.next();
  return null;
}
