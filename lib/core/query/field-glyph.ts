import type { FieldSpec } from '../record/field.ts';

/** A type as a grid's head shows it: a list, a number, a text. */
export function glyphOf({ shape, type }: Pick<FieldSpec, 'shape' | 'type'>): string {
  if (shape === 'list') return '[]';
  return type === 'string' ? 'Ab' : type === 'boolean' ? '◐' : '#';
}
