export interface ReplaceTokenOptions {
  readonly authentications: { replaceToken(id: number, token: string): void };
  readonly jobRequests: { requeueRefused(authenticationId: number): void };
}

/** Replaces a token, and requeues the jobs that were paused by its refusal. */
export function replaceToken(
  { authentications, jobRequests }: ReplaceTokenOptions,
  { id, access_token }: { id: number; access_token: string },
): void {
  authentications.replaceToken(id, access_token);
  jobRequests.requeueRefused(id);
}
