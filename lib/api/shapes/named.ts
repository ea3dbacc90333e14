import { z } from 'zod';

/** Shapes that the document lists by name, and that others refer to. */
export const shapes = z.registry<{ id: string }>();

export function named<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  shapes.add(schema, { id });
  return schema;
}

/** A moment, ISO 8601 in UTC. */
export const moment = z.iso.datetime();

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

export function isoTimeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : isoTime(milliseconds);
}
