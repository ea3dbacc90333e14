import { z } from 'zod';

/** Shapes that the OpenAPI document lists by name. */
export const shapes = z.registry<{ id: string }>();

export function registerShape<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  shapes.add(schema, { id });
  return schema;
}

/** ISO 8601, UTC. */
export const timestamp = z.iso.datetime();

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

export function isoTimeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : isoTime(milliseconds);
}
