import { StreamLanguage, type StringStream } from '@codemirror/language';

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
    if (stream.match(/^\$\{[^}]*\}?/)) return 'string.special';
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
  if (!stream.match(/^(?:[^$]|\$(?!\{))+/)) stream.next();
  return null;
}

function readYaml(stream: StringStream, state: State): string | null {
  if (stream.match(/^#.*/)) return 'comment';
  if (stream.match(/^-(?=\s|$)/)) return null;
  if (state.mayStartKey && stream.match(/^(?:"[^"]*"|'[^']*'|[^\s#{}[\],'"|>-][^#{}[\],]*?)\s*:(?=\s|$)/)) {
    state.mayStartKey = false;
    return 'keyword';
  }
  if (stream.match(/^[{,]/)) {
    state.mayStartKey = true;
    return null;
  }
  state.mayStartKey = false;
  if (stream.match(/^[|>][+-]?\d?\s*$/)) {
    state.blockIndentation = stream.indentation();
    return 'keyword';
  }
  return readValue(stream);
}

function readValue(stream: StringStream): string | null {
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'[^']*'?/)) return 'string';
  if (stream.match(/^\d{1,2}:\d\d(?::\d\d)?(?=[\s,\]}]|$)/)) return 'string';
  if (stream.match(/^-?\d[\d_]*(?:\.\d+)?(?=[\s,\]}]|$)/)) return 'number';
  if (stream.match(/^(?:true|false|null)(?=[\s,\]}]|$)/)) return 'number';
  if (!stream.match(/^(?:[^\s,[\]{}$]|\$(?!\{))+/)) stream.next();
  return null;
}
