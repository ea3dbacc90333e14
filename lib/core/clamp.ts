/** The value within bounds, which are included. If `max` is below `min`, it is `min`. */
export function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
