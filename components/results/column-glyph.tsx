import { columnGlyph } from '#lib/core/query/column-glyph.ts';

/** The sign of a column's type, before its name; the type itself is in the title. */
export function ColumnGlyph({ type }: { type: string }) {
  return (
    <span aria-hidden title={type} className="mr-1.5 inline-block min-w-5 font-bold font-mono text-2xs text-text-faint">
      {columnGlyph(type)}
    </span>
  );
}
