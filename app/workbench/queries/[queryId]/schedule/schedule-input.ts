import { z } from 'zod';
import { scheduleInput } from '#lib/core/schedule/schedule.ts';

const query = z.int().positive();

export const scheduleToSave = z.object({ query, schedule: scheduleInput.nullable() });
export const scheduleToPause = z.object({ query, isPaused: z.boolean() });
export const queryChosen = z.object({ query });
