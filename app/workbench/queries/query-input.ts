import { z } from 'zod';
import { queryInput } from '#lib/core/query/saved-query.ts';

const id = z.int().positive();

export const queryChosen = z.object({ id });
export const queryToSave = z.object({ id: id.nullable(), query: queryInput });
export const queryToRun = z.object({
  saved: id.nullable(),
  at: z.int().nullable(),
  query: queryInput.omit({ name: true }),
});
export const queryToDuplicate = z.object({ id, name: queryInput.shape.name });
