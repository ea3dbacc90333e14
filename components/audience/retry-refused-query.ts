import { RequestError } from '#components/http/request-json.ts';

const MAX_RETRIES = 5;

/** The engine runs few queries at a time: a request that was refused for this reason is retried. */
export function retryRefusedQuery(failureCount: number, error: Error): boolean {
  return failureCount < MAX_RETRIES && error instanceof RequestError && (error.status === 503 || error.status === 429);
}
