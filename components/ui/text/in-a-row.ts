/** Options of `format.list` for lists without "and". */
export const IN_A_ROW = { type: 'conjunction', style: 'narrow' } as const;
