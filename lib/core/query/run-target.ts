import { z } from 'zod';

/** Where a run of a saved query or an activation sends its events, as confirmed by a person. */
export const runTarget = z.object({
  authenticationId: z.int(),
  /** The name of the authentication, which may change without changing where events go. */
  authentication: z.string(),
  account: z.string(),
  /** Whether the events count: they are neither test events nor sent to the sandbox. */
  isReal: z.boolean(),
});
export type RunTarget = z.output<typeof runTarget>;
