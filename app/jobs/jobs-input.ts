import { z } from 'zod';

/** Which job an action is for. */
export const jobChosen = z.object({ id: z.int().positive() });
