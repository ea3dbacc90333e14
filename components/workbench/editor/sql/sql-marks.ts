import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import { clamp } from '#lib/core/clamp.ts';

/** An error or a warning: at a line and a column, which count from 1, or in the part that begins at offset `at`. */
export type SqlMark = { readonly severity: 'error' | 'warning'; readonly message: string } & (
  | { readonly line: number; readonly column: number }
  | { readonly at: number; readonly length: number }
);

/**
 * A mark as a diagnostic of the editor: its part of the text or, if only a position is known, the word or character
 * there. Undefined if the text no longer reaches that far.
 */
export function diagnosticOf(mark: SqlMark, doc: Text): Diagnostic | undefined {
  const { severity, message } = mark;
  if ('at' in mark) {
    const to = mark.at + mark.length;
    return to <= doc.length ? { from: mark.at, to, severity, message } : undefined;
  }
  if (mark.line < 1 || mark.line > doc.lines) return undefined;
  const line = doc.line(mark.line);
  const from = clamp(line.from + mark.column - 1, line.from, line.to - 1);
  const word = /^[\p{L}\p{N}_.]+/u.exec(line.text.slice(from - line.from))?.[0] ?? '';
  return { from, to: Math.min(line.to, from + Math.max(1, word.length)), severity, message };
}
