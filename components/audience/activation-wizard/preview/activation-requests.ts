import { newActivationPath, type SegmentPlace } from '#components/paths.ts';

/** The route handlers of the wizard. Their input is in the body, because built strings may be personal. */

export function previewPath(segment: SegmentPlace): string {
  return `${newActivationPath(segment)}/preview`;
}

export function countPath(segment: SegmentPlace): string {
  return `${newActivationPath(segment)}/count`;
}

const MAX_RETRIES = 5;

/** The engine runs few queries at a time: a request that was refused for this reason is repeated. */
export function retry(count: number, error: Error): boolean {
  const status = 'status' in error ? error.status : undefined;
  return count < MAX_RETRIES && (status === 503 || status === 429);
}
