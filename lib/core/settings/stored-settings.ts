import type { z } from 'zod';

/**
 * A group of settings in force: the stored values, or the initial value if none or an invalid one is stored. Each schema
 * must accept its own output.
 */
export function storedOrInitial<Shape extends Readonly<Record<string, z.ZodType>>>(
  shape: Shape,
  stored: ReadonlyMap<string, unknown>,
  initial: { readonly [Key in keyof Shape]: z.output<Shape[Key]> },
): { readonly [Key in keyof Shape]: z.output<Shape[Key]> } {
  const entries = Object.entries(shape).map(([key, schema]) => {
    const parsed = schema.safeParse(stored.get(key));
    return [key, stored.has(key) && parsed.success ? parsed.data : initial[key]];
  });
  return Object.fromEntries(entries);
}
