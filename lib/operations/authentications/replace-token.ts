export interface ReplaceTokenOptions {
  readonly authentications: { replaceToken(id: number, token: string): Promise<void> };
  readonly jobRequests: { requeueRefused(authenticationId: number): Promise<void> };
}

/** Replaces a token, and requeues the jobs that were paused because it was refused. */
export async function replaceToken(
  { authentications, jobRequests }: ReplaceTokenOptions,
  { id, access_token }: { id: number; access_token: string },
): Promise<void> {
  await authentications.replaceToken(id, access_token);
  await jobRequests.requeueRefused(id);
}
