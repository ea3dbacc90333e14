import type { ActivationOutput } from './activation.ts';

/** An id that no column of the output has. */
export function newColumnId({ columns, behaviors }: ActivationOutput): string {
  const ids = [...columns, ...behaviors.flatMap((behavior) => behavior.columns)].map(({ id }) => Number(id) || 0);
  return String(Math.max(0, ...ids) + 1);
}

/** The same output, in which every column has an id of its own. */
export function withIds(output: ActivationOutput): ActivationOutput {
  const used = new Set<string>();
  let nextId = Number(newColumnId(output));
  const identified = <Column extends { readonly id?: string | undefined }>(column: Column) => {
    const id = column.id === undefined || used.has(column.id) ? String(nextId++) : column.id;
    used.add(id);
    return { ...column, id };
  };
  return {
    ...output,
    columns: output.columns.map(identified),
    behaviors: output.behaviors.map((behavior) => ({ ...behavior, columns: behavior.columns.map(identified) })),
  };
}
