import type { FieldSpec } from '../record/field.ts';

/** The glyph for a field's type in a grid header. */
export function fieldGlyph({ shape, type }: Pick<FieldSpec, 'shape' | 'type'>): string {
  if (shape === 'list') return '[]';
  if (type === 'string') return 'Ab';
  return type === 'boolean' ? '◐' : '#';
}
