import type { FieldSpec } from '../record/field.ts';

/** The glyph for a field's type in a grid header: list, number, text. */
export function glyphOf({ shape, type }: Pick<FieldSpec, 'shape' | 'type'>): string {
  if (shape === 'list') return '[]';
  return type === 'string' ? 'Ab' : type === 'boolean' ? '◐' : '#';
}
