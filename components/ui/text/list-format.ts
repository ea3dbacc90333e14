/** Options of `format.list` for lists without "and". */
export const LIST_FORMAT = { type: 'conjunction', style: 'narrow' } as const;
