/** For `format.list`: one thing after the other, with what the language puts between them and no word for "and". */
export const IN_A_ROW = { type: 'conjunction', style: 'narrow' } as const;
