import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';

/** Something that the text at a place of the editor is told of. Lines and columns count from 1. */
export type SqlMark = { readonly severity: 'error' | 'warning'; readonly message: string } & (
  | { readonly line: number; readonly column: number }
  | { readonly at: number; readonly length: number }
);

/** A mark as the editor draws it: the word that begins at a place, or what is left of the line. Undefined where the text is another by now. */
export function diagnosticOf(mark: SqlMark, doc: Text): Diagnostic | undefined {
  const { severity, message } = mark;
  if ('at' in mark) {
    const to = mark.at + mark.length;
    return to <= doc.length ? { from: mark.at, to, severity, message } : undefined;
  }
  if (mark.line < 1 || mark.line > doc.lines) return undefined;
  const line = doc.line(mark.line);
  const from = Math.min(line.from + Math.max(0, mark.column - 1), Math.max(line.from, line.to - 1));
  const word = /^[\p{L}\p{N}_.]+/u.exec(line.text.slice(from - line.from))?.[0] ?? '';
  return { from, to: Math.min(line.to, from + Math.max(1, word.length)), severity, message };
}
