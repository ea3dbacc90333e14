export interface ReplaceTokenOptions {
  readonly authentications: { replaceToken(id: number, token: string): void };
  readonly jobRequests: { requeueRefused(authenticationId: number): void };
}

/** Puts another token in the place of one, and lets the jobs go on that its refusal had paused. */
export function replaceToken(
  { authentications, jobRequests }: ReplaceTokenOptions,
  { id, access_token }: { id: number; access_token: string },
): void {
  authentications.replaceToken(id, access_token);
  jobRequests.requeueRefused(id);
}
